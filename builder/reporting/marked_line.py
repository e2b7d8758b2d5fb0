"""A source line with a mark below the part that has the problem, cut to the width of the screen.

Widths are counted in terminal cells: a wide character takes two, a combining mark none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.visible import without_unseen

FEWEST = 20
"""The width of a line on the narrowest screen, in cells."""


def cells(character: str) -> int:
    """The number of terminal cells that a character takes; a tab is shown as one space."""
    if " " <= character <= "~" or character == "\t":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def marked_line(diagnostic: Diagnostic, source: str, room: int) -> tuple[str, str]:
    """The part of the line to show, and the line with the mark below it."""
    widths = list(map(cells, source))
    column = min(max(diagnostic.column, 1) - 1, len(source))
    room = max(room, FEWEST)
    start, end = _window(widths, column, room)
    shown = without_unseen(source[start:end].replace("\t", " "))
    last = _marked_end(diagnostic, len(source))
    before = sum(widths[start:column])
    width = max(1, min(sum(widths[column:last]), sum(widths[column:end])))
    if start:
        shown, before = f"…{shown}", before + 1
    if end < len(source):
        shown += "…"
    return shown, f"{' ' * before}{'^' * width}"


def _window(widths: Sequence[int], column: int, room: int) -> tuple[int, int]:
    """The part of a line to show: all of it, or the text around the column."""
    if sum(widths) <= room:
        return 0, len(widths)
    room -= 2
    start, used = column, 0
    while start > 0 and used + widths[start - 1] <= room // 2:
        start -= 1
        used += widths[start]
    end = column
    while end < len(widths) and used + widths[end] <= room:
        used += widths[end]
        end += 1
    while start > 0 and used + widths[start - 1] <= room:
        start -= 1
        used += widths[start]
    return start, end


def _marked_end(diagnostic: Diagnostic, length: int) -> int:
    """The offset after the marked part, in the first line."""
    column = max(diagnostic.column, 1)
    if diagnostic.end_line not in (0, diagnostic.line):
        return length
    return min(diagnostic.end_column - 1, length) if diagnostic.end_column > column else column
