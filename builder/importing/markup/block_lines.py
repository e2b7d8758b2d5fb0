"""The lines of a text: their offsets, numbers and indentation."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """Offsets of a text as lines and columns."""

    def __init__(self, text: str, first: int) -> None:
        self.text = text
        self.first = first
        self.offsets = [0]
        at = text.find("\n")
        while at >= 0:
            self.offsets.append(at + 1)
            at = text.find("\n", at + 1)

    def index(self, at: int) -> int:
        """Which line, from 0, an offset is on."""
        return bisect_right(self.offsets, at) - 1

    def number(self, at: int) -> int:
        """The line in the file."""
        return self.first + self.index(at)

    def column(self, at: int) -> int:
        """The column, from 0, with tabs as four spaces."""
        start = self.offsets[self.index(at)]
        return len(self.text[start:at].expandtabs(4))

    def starts(self, at: int) -> bool:
        """Whether a line begins at this offset."""
        return at == 0 or self.text[at - 1] == "\n"

    def ends(self, at: int) -> bool:
        """Whether only spaces follow on the line."""
        return not self.text[at : self.end(at)].strip()

    def end(self, at: int) -> int:
        """The offset of the line's end."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def line(self, index: int) -> str:
        """A line by its index, without its end; empty after the last one."""
        if index >= len(self.offsets):
            return ""
        start = self.offsets[index]
        return self.text[start : self.end(start)]

    def end_before(self, index: int) -> int:
        """The offset of the end of the line before the one of that index; its newline is not passed."""
        return self.end(self.offsets[index - 1])

    def blank_before(self, at: int) -> bool:
        """Whether the line before this one is blank, or this is the first."""
        index = self.index(at)
        return index == 0 or not self.line(index - 1).strip()


def indentation(line: str) -> int:
    """How many spaces a line begins with; a tab counts up to the next multiple of four."""
    stripped = line.lstrip(" \t")
    return len(line[: len(line) - len(stripped)].expandtabs(4))


def dedented(line: str, width: int) -> str:
    """A line without up to ``width`` spaces at its beginning."""
    stripped = line.lstrip(" \t")
    return " " * max(0, indentation(line) - width) + stripped
