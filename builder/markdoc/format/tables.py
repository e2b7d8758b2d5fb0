"""Pipe tables with their columns padded (MARKDOC 8)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's source."""

    text: str
    align: str
    """``left``, ``center``, ``right`` or empty."""


_RULES = {"left": (":", ""), "center": (":", ":"), "right": ("", ":")}
_NARROWEST = {"left": 2, "center": 3, "right": 2}


def pipe_table(rows: list[list[Cell]]) -> list[str]:
    """The lines of a table; its first row is the head."""
    if not rows:
        return []
    texts = [[cell.text.strip().replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    count = len(rows[0])
    widths = [
        max(_NARROWEST.get(rows[0][column].align, 1), *(len(row[column]) for row in texts if column < len(row)))
        for column in range(count)
    ]
    rules = [_rule(cell.align, width) for cell, width in zip(rows[0], widths, strict=True)]
    return [_line(texts[0], widths), _line(rules, widths), *(_line(row, widths) for row in texts[1:])]


def _rule(align: str, width: int) -> str:
    left, right = _RULES.get(align, ("", ""))
    return left + "-" * (width - len(left) - len(right)) + right


def _line(texts: list[str], widths: list[int]) -> str:
    return "| " + " | ".join(text.ljust(width) for text, width in zip(texts, widths, strict=False)) + " |"
