"""Finds the list item of a line, by its indentation."""

from __future__ import annotations

import re

import msgspec

MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?=[ \t]|$)([ \t]*)")
"""The marker of a list item and the spaces after it."""
RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
"""A line that is a thematic break, and not three items."""


class ListItem(msgspec.Struct, frozen=True):
    """An open item."""

    content: int
    """The column at which its content begins in the source."""
    out: int
    """The column at which its content begins in the converted text."""


NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:")
"""The label of a footnote's text."""
DEFINITION = re.compile(r":([ \t]{1,3})(?=\S)")
"""The mark of a definition."""


def marker_of(stripped: str) -> re.Match[str] | None:
    """The list marker that a line begins with; ``None`` if it begins with none."""
    found = MARKER.match(stripped)
    return None if found is None or RULE.match(stripped) else found


class Items:
    """The items that are open at a line."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open: list[ListItem] = []

    def enter(self, column: int) -> ListItem:
        """The item that a block at ``column`` belongs to; items further to the right end."""
        while self._open and column < self._open[-1].content:
            self._open.pop()
        return self._open[-1] if self._open else ListItem(0, 0)

    def add(self, column: int, marker: re.Match[str]) -> ListItem:
        """Open an item whose marker is at ``column``; gives the item around it."""
        around = self.enter(column)
        width, blanks = len(marker[1]), len(marker[2])
        rest = marker.end() < len(marker.string)
        content = column + width + (blanks if rest and 0 < blanks < 5 else 1)
        self._open.append(ListItem(content, around.out + width + 1))
        return around

    def add_note(self, column: int, width: int, out: int) -> ListItem:
        """Open a footnote or a definition, which has indented content like an item. Returns the item around it."""
        around = self.enter(column)
        self._open.append(ListItem(column + width, around.out + out))
        return around

    def innermost(self) -> ListItem:
        """The item that was opened last and is still open."""
        return self._open[-1] if self._open else ListItem(0, 0)
