"""What a page's text is cut into."""

from __future__ import annotations

import msgspec


class Segment(msgspec.Struct, frozen=True):
    """Blocks that stand together, or one tag with pieces in it."""

    text: str
    line: int
    """0-based, of its first line in the page."""
    inner: tuple[Segment, ...] = ()
    """What stands between the tag's first line and its last; empty for a piece that has to be looked at as a whole."""


class SegmentedText(msgspec.Struct, frozen=True):
    """A page in pieces."""

    head: str
    """Its front matter, if it has any."""
    pieces: tuple[Segment, ...]
