"""Strings and templates of JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from builder.importing.javascript.balance import Budget, closing_brace

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\n)|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": ""}
_SIGN = re.compile(r"[`\\]|\$\{")


def unescaped(text: str) -> str:
    """The value of a string's source."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return "" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)
    return "" if found[4] else _NAMED.get(found[5], found[5])


def template_text(text: str, at: int, budget: Budget, lookup: Callable[[str], Any]) -> tuple[Any, int]:
    """A template's value, ``None`` if it isn't static, and the offset after it; it begins at ``at``."""
    parts: list[str] = []
    static = True
    place = at + 1
    while True:
        sign = _SIGN.search(text, place)
        if sign is None or not budget.spend(sign.end() - place):
            return None, len(text)
        parts.append(text[place : sign.start()])
        if sign[0] == "`":
            return (unescaped("".join(parts)) if static else None), sign.end()
        if sign[0] == "\\":
            parts.append(text[sign.start() : sign.end() + 1])
            place = sign.end() + 1
            continue
        place = closing_brace(text, sign.end() - 1, budget)
        if place < 0:
            return None, len(text)
        value = lookup(text[sign.end() : place - 1])
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            parts.append(str(value).replace("\\", "\\\\"))
        else:
            static = False
