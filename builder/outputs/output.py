"""One file of the site, declared before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec


class CopyOf(msgspec.Struct, frozen=True):
    """A file to be copied as it is."""

    path: str
    """Relative to the project."""


class Output(msgspec.Struct, frozen=True):
    """One file of the site."""

    path: str
    """Relative to the output folder, with ``/``."""
    key: str
    """A digest of everything that it is made from: equal keys, equal bytes."""
    make: Callable[[], bytes] | CopyOf
    inputs: Mapping[str, str] = msgspec.field(default_factory=dict)
    """For a page: what its key was made from, by name."""
