"""Rows of pipe tables with their columns aligned, by white space alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

WIDEST = 160
"""Columns of a table that is wider when aligned have no padding, unless it is aligned already."""

_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?\Z")


def formatted_rows(lines: Sequence[str]) -> list[str] | None:
    """The lines of a table, its columns aligned; ``None`` where a row has no bar at one of its ends."""
    prefixes, rows = [], []
    for line in lines:
        prefix = _PREFIX.match(line)
        assert prefix is not None
        cells = cells_of(line[prefix.end() :])
        if cells is None:
            return None
        prefixes.append(prefix[0])
        rows.append(cells)
    if len(rows) < 2 or not all(_RULE.match(cell) for cell in rows[1]):
        return None
    count = len(rows[0])
    widths = [max(_width(row[column]) for row in rows if column < len(row)) for column in range(count)]
    aligned = [prefix + _row(row, widths) for prefix, row in zip(prefixes, rows, strict=True)]
    if aligned == list(lines) or sum(widths) + 3 * count + 1 <= WIDEST:
        return aligned
    return [prefix + _row(row, [0] * count) for prefix, row in zip(prefixes, rows, strict=True)]


def cells_of(row: str) -> list[str] | None:
    """The cells of a row that begins and ends with a pipe, without the spaces around them."""
    parts = _BAR.split(row)
    if len(parts) < 3 or parts[0] or parts[-1].strip(" \t"):
        return None
    return [part.strip(" \t") for part in parts[1:-1]]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell + " " * (widths[column] - _width(cell) if column < len(widths) else 0) for column, cell in enumerate(cells)
    ]
    return "| " + " | ".join(padded) + " |"


def _width(text: str) -> int:
    """The number of terminal columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)
