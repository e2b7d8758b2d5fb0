"""A line of a report, as parts with a style each."""

from __future__ import annotations

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One line."""

    parts: tuple[tuple[str, str], ...]
    """The parts with their styles, such as ``bold red``; an empty style means plain text."""


def line(text: str, style: str = "") -> Line:
    """A line with one style."""
    return Line(((text, style),))
