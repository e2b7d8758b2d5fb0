"""Makes foreign text safe for logs and terminals: one line, without control characters."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters, line ends, characters that change the direction of text, and file name bytes that are
not UTF-8.
"""
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """The text with each of these characters escaped, such as ``\\n`` or ``\\x1b``."""
    return _UNSEEN.sub(_escape, text) if _UNSEEN.search(text) else text


def without_unseen(text: str) -> str:
    """The text without these characters, for lines that a mark must align with."""
    return _UNSEEN.sub("", text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        # A byte that is not UTF-8, as Python represents it in file names.
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
