"""The parts that a text is cut into."""

from __future__ import annotations

import msgspec


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive blocks, or one tag with the segments of its content."""

    text: str
    line: int
    """0-based, of its first line in the page."""
    inner: tuple[Segment, ...] = ()
    """The content between the tag's first line and its last; empty for a segment that is composed as a whole."""


class SegmentedText(msgspec.Struct, frozen=True, kw_only=True):
    """A text in segments."""

    head: str
    """The part of the text that has its front matter: the front matter alone, or the whole text where it isn't cut."""
    segments: tuple[Segment, ...]


def one_segment(text: str) -> SegmentedText:
    """The text as a single segment, front matter included."""
    return SegmentedText(head=text, segments=(Segment(text=text, line=0),))
