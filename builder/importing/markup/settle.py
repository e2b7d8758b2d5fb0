"""Gives each line the indentation that Markdoc needs: that of the list item it belongs to, and no more.

Markdoc has no indented code, and reads a fence or a tag four spaces to the right as text; other systems read both as
blocks. Titles that are underlined become headings with ``#``, which Markdoc reads.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from builder.importing.markup.lists import DEFINITION, NOTE, Items, marker_of

_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r"(=+|-{2,}|-)[ \t]*$")
_STARTS = re.compile(r"#{1,6}(?:[ \t]|$)|>|(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|\{%")


class SettledEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of text, or the lines of a block."""

    kind: Literal["text", "code", "tag", "quote"]
    column: int
    lines: tuple[str, ...]
    """Without the block's own indentation."""
    marker: str = ""
    """The list marker before it on its line."""
    loose: bool = False
    """Whether it follows something on its line, so that its column says nothing."""
    tight: bool = False
    """Whether no blank line is wanted before it."""


def settle(entries: list[SettledEntry]) -> list[str]:
    """The lines as they are written."""
    writer = _Settler()
    for entry in entries:
        writer.add(entry)
    return writer.lines


class _Settler:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._items = Items()
        self._paragraph = -1
        """The index of the paragraph's first line; -1 outside of one."""
        self._out = 0
        self._gap = False
        """Whether a blank line is needed before the next node."""

    def add(self, entry: SettledEntry) -> None:
        if entry.kind == "text":
            self._text(entry.column, entry.lines[0])
        else:
            self._block(entry)

    def _text(self, column: int, text: str) -> None:
        if not text.strip():
            self._paragraph = -1
            self._gap = False
            if self.lines and self.lines[-1]:
                self.lines.append("")
            return
        if self._underline(column, text):
            return
        marker = marker_of(text)
        if self._note(column, text):
            return
        starts = _STARTS.match(text) is not None
        if marker is not None and not self._is_number_in_paragraph(marker):
            self._item(column, marker, text)
        elif self._paragraph >= 0 and not starts:
            self.lines.append(" " * self._out + text)
        else:
            self._needed_gap()
            self._out = self._items.enter(column).out
            self.lines.append(" " * self._out + text)
            self._paragraph = -1 if starts else len(self.lines) - 1

    def _note(self, column: int, text: str) -> bool:
        """A footnote's text, or a definition: indented lines below belong to it."""
        definition = DEFINITION.match(text)
        if NOTE.match(text):
            around = self._items.add_note(column, 4, 4)
        elif definition is not None and self.lines:
            around = self._items.add_note(column, 1 + len(definition[1].expandtabs(4)), 2)
            text = f": {text[definition.end() :]}"
        else:
            return False
        self._needed_gap()
        self._out = self._items.innermost().out
        self.lines.append(" " * around.out + text)
        self._paragraph = len(self.lines) - 1
        return True

    def _is_number_in_paragraph(self, marker: re.Match[str]) -> bool:
        """A number other than 1 begins no list in the middle of a paragraph that is in no list."""
        inside = self._paragraph >= 0 and not self._items.innermost().content
        return inside and marker[1][0].isdigit() and marker[1][:-1] != "1"

    def _item(self, column: int, marker: re.Match[str], text: str) -> None:
        self._needed_gap()
        around = self._items.add(column, marker)
        rest = text[marker.end() :]
        self._out = self._items.innermost().out
        self.lines.append(f"{' ' * around.out}{marker[1]} {rest}".rstrip(" ") + ("  " if rest.endswith("  ") else ""))
        self._paragraph = len(self.lines) - 1 if rest.strip() and not _STARTS.match(rest) else -1

    def _underline(self, column: int, text: str) -> bool:
        """Turn the paragraph above an underline into a heading."""
        found = _UNDERLINE.match(text)
        if found is None or self._paragraph < 0 or column < self._items.innermost().content:
            return False
        above = self.lines[self._paragraph :]
        if any(line.lstrip().startswith("|") for line in above) or marker_of(above[0].lstrip()):
            return False
        level = "#" if text.startswith("=") else "##"
        del self.lines[self._paragraph :]
        self.lines.append(" " * self._out + f"{level} " + " ".join(line.strip() for line in above))
        self._paragraph = -1
        return True

    def _block(self, entry: SettledEntry) -> None:
        first, *rest = entry.lines
        if entry.marker:
            self._text(len(entry.marker) - len(entry.marker.lstrip()), entry.marker.strip())
            self.lines[-1] = f"{self.lines[-1].rstrip()} {first}"
            out = self._items.innermost().out
        else:
            out = self._items.enter(entry.column).out
            separate = entry.kind == "tag" or (entry.kind == "quote" and not entry.tight)
            if separate or (self._gap and not entry.tight):
                self._gap = True
                self._needed_gap()
            self.lines.append((" " * out + first).rstrip())
        self.lines.extend(
            (" " * out + line).rstrip(" ") if entry.kind != "code" or not line.strip() else " " * out + line
            for line in rest
        )
        self._paragraph = -1
        self._gap = entry.kind != "code"

    def _needed_gap(self) -> None:
        if self._gap and self.lines and self.lines[-1]:
            self.lines.append("")
        self._gap = False
