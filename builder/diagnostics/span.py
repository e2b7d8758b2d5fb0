"""Places in a source text: kept as offsets, converted to lines and columns only for output."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``, in one source text."""

    start: int
    """Offset of the first code point, 0-based."""
    end: int
    """Offset after the last code point; equal to ``start`` for an empty place."""

    def shifted(self, by: int) -> Span:
        """The same range, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


class Stretches:
    """Ranges of one text, which find the range of an offset in O(log ranges)."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


class Position(NamedTuple):
    """A place as people and editors count it."""

    line: int
    """1-based, in the file on disk."""
    column: int
    """1-based, in code points."""


class LineIndex:
    """Turns offsets of one text into lines and columns, in O(log lines) each."""

    __slots__ = ("_known", "_text", "length")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[int] = []
        """The offset of each line, computed on first use, because most blocks never need it."""
        self.length = len(text)

    def _starts(self) -> list[int]:
        starts = self._known
        if not starts:
            starts.append(0)
            find = self._text.find
            at = find("\n")
            while at != -1:
                starts.append(at + 1)
                at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """The position of ``offset``; an offset after the end gives the end."""
        if not 0 <= offset <= self.length:
            offset = 0 if offset < 0 else self.length
        starts = self._known or self._starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, line: int) -> int:
        """The offset at which the 0-based ``line`` starts; the text's end for a line after the last."""
        starts = self._known or self._starts()
        return starts[line] if line < len(starts) else self.length
