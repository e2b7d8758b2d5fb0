"""Text of others as a log or a terminal may show it: on one line, and without signs that a terminal obeys."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters, line ends, signs that turn the direction of text, and bytes of names that are not UTF-8."""
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """The text with each of them written as an escape, such as ``\\n`` or ``\\x1b``."""
    return _UNSEEN.sub(_escape, text) if _UNSEEN.search(text) else text


def without_unseen(text: str) -> str:
    """The text without them, where something below it is to be as wide."""
    return _UNSEEN.sub("", text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        # A byte that is not UTF-8, as Python reads names of files.
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
