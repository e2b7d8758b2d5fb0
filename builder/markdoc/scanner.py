"""The base of the grammar's rules: the position in the text, the next mark or name, and the expected symbols.

Each alternative that fails records what it expected; the furthest place where anything was expected gives the message.
"""

from __future__ import annotations

import re

IDENTIFIER = re.compile(r"[a-zA-Z0-9_-]+")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
SPACE = " \n\t"
_LARGEST_EXACT = 2**53


class TagSyntaxError(Exception):
    """The text between the delimiters is not a tag; the message names the expected syntax and its place."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        """Offset in the content."""
        self.end = end


class ScanError(Exception):
    """An alternative did not match."""


class Scanner:
    """One run over one text; remembers the furthest place where an alternative failed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.furthest = 0
        self.expected: set[str] = set()

    def error(self) -> TagSyntaxError:
        names = sorted(self.expected)
        listed = names[0] if len(names) == 1 else " or ".join(names)
        if len(names) > 2:
            listed = ", ".join(names[:-1]) + ", or " + names[-1]
        at = self.furthest
        found = f'"{_shown(self.text[at])}"' if at < len(self.text) else "end of input"
        end = at + 1 if at < len(self.text) else at
        return TagSyntaxError(f"Expected {listed} but {found} found.", at, end)

    def expect(self, name: str, at: int | None = None) -> None:
        at = self.pos if at is None else at
        if at > self.furthest:
            self.furthest = at
            self.expected = set()
        if at == self.furthest:
            self.expected.add(name)

    def fail(self, name: str) -> ScanError:
        self.expect(name)
        return ScanError()

    def literal(self, mark: str) -> None:
        if not self.text.startswith(mark, self.pos):
            raise self.fail(f'"{mark}"')
        self.pos += len(mark)

    def try_literal(self, mark: str) -> bool:
        try:
            self.literal(mark)
        except ScanError:
            return False
        return True

    def space(self) -> bool:
        if self.pos < len(self.text) and self.text[self.pos] in SPACE:
            self.pos += 1
            return True
        self.expect("whitespace")
        return False

    def spaces(self) -> int:
        start = self.pos
        while self.space():
            pass
        return self.pos - start

    def identifier(self, name: str = "identifier") -> str:
        match = IDENTIFIER.match(self.text, self.pos)
        if match is None:
            raise self.fail(name)
        self.pos = match.end()
        return match.group()


def _shown(character: str) -> str:
    if character in ('"', "\\"):
        return "\\" + character
    named = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(character)
    if named is not None:
        return named
    code = ord(character)
    if code < 16:
        return f"\\x0{code:X}"
    if code < 32 or 127 <= code <= 159:
        return f"\\x{code:X}"
    return character


def read_number(text: str) -> int | float:
    """A number as JavaScript reads it: a whole number is an ``int`` if that is exact."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _LARGEST_EXACT else value
