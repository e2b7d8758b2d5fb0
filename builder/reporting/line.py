"""A line of a report, with how its parts are shown where there are colours."""

from __future__ import annotations

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One line."""

    parts: tuple[tuple[str, str], ...]
    """Each with its style: ``bold red``, say; an empty one is none."""


def line(text: str, style: str = "") -> Line:
    """A line of one style."""
    return Line(((text, style),))
