"""Shared by the rules about a tag's text: their answer, and the pieces of the grammar that they look for."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.markdoc.delimiters import BLANKS


class SyntaxAdvice(NamedTuple):
    """The problem in a tag's text, with a place and advice."""

    message: str
    help: str
    start: int
    """Offsets of the wrong part in the text between the delimiters."""
    end: int


STRING = re.compile(r'"(?:[^\x00-\x1f"\\]|\\["\\nrt])*"')
NAME = r"[A-Za-z_][\w-]{0,60}"
VARIABLE = r"\$[A-Za-z_][\w.-]{0,80}"
OPERAND = rf"(?:{VARIABLE}|\"[^\"]{{0,80}}\"|'[^']{{0,80}}'|-?[\w.-]{{1,80}})"


def value_at(content: str, at: int) -> str:
    """The value that begins here, in double quotes if it is text."""
    string = STRING.match(content, at)
    if string is not None:
        return string[0]
    found = re.compile(r"[^\s,{}\[\]()]{1,80}").match(content, at)
    word = found[0].rstrip("/") if found is not None else "…"
    if re.fullmatch(r"true|false|null|-?\d+(?:\.\d+)?|\$.*", word):
        return word
    return f'"{word.strip(chr(39))}"'


def without_braces(masked: str) -> str:
    """The text with the content of all brackets masked."""
    kept: list[str] = []
    depth = 0
    for sign in masked:
        depth += sign in "([{"
        kept.append("\x01" if depth else sign)
        depth -= depth > 0 and sign in ")]}"
    return "".join(kept)


def is_nested(masked: str, at: int) -> bool:
    """Whether the offset is inside brackets."""
    before = masked[:at]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("()", "[]", "{}"))


def trimmed(content: str) -> tuple[int, int]:
    """The span of the text without surrounding spaces."""
    start = len(content) - len(content.lstrip(BLANKS))
    return start, max(start, len(content.rstrip(BLANKS)))
