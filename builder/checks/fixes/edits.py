"""Edits, and a text with them applied."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place

_LINE_END = re.compile(r"\r\n|\r|\n")
BOM = "\ufeff"


class SourceEdit(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """One change of one file."""

    path: str
    """Relative to the project."""
    line: int
    column: int
    end_line: int
    end_column: int
    old: str
    """The text that the span must contain exactly once."""
    new: str
    code: str
    """The diagnostic that the edit fixes."""


def edit_at(place: Place | Diagnostic, path: str, change: tuple[str, str], code: str) -> SourceEdit:
    """The edit that turns an old text into a new one, the two of ``change``, in the span of a place or a diagnostic.

    ``path`` is the file where the place names none.
    """
    return SourceEdit(
        path=place.path or path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        old=change[0],
        new=change[1],
        code=code,
    )


def edited(text: str, edits: Iterable[SourceEdit]) -> tuple[str, tuple[SourceEdit, ...]]:
    """The text of a file as on disk, and the edits applied to it.

    An edit is skipped if its span does not contain ``old`` exactly once, or if it overlaps an earlier one.
    """
    starts = _line_starts(text)
    placed: list[tuple[int, int, SourceEdit]] = []
    for edit in sorted(set(edits)):
        begin, end = (
            _offset(text, starts, edit.line, edit.column),
            _offset(text, starts, edit.end_line, edit.end_column),
        )
        if text.count(edit.old, begin, end) == 1:
            at = text.index(edit.old, begin, end)
            placed.append((at, at + len(edit.old), edit))
    made = [each for each in placed if not any(_overlap(each, other) for other in placed if other is not each)]
    for begin, end, edit in sorted(made, key=lambda each: each[0], reverse=True):
        text = text[:begin] + edit.new + text[end:]
    return text, tuple(edit for _, _, edit in made)


def _overlap(one: tuple[int, int, SourceEdit], other: tuple[int, int, SourceEdit]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _line_starts(text: str) -> list[int]:
    first = 1 if text.startswith(BOM) else 0
    return [first, *(match.end() for match in _LINE_END.finditer(text))]


def _offset(text: str, starts: list[int], line: int, column: int) -> int:
    if not 0 < line <= len(starts):
        return len(text)
    return min(starts[line - 1] + column - 1, len(text))
