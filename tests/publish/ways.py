"""The ways in which a site is put into its place, each chosen by replacing functions."""

from __future__ import annotations

from collections.abc import Callable

WAYS: dict[str, dict[str, Callable[..., bool]]] = {
    "in one step": {},
    "inside the folder": {"can_swap": lambda target: False},
    "inside the folder, after a swap was refused": {"_took_place": lambda folder, target, before: False},
}
"""By name, the replacements of functions of ``builder.publish.publishing``."""
