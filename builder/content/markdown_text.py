"""Plain text for Markdown, escaped so that it stays text."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\\[\]<`]")


def escaped(text: str) -> str:
    """The text with backslashes before characters that would begin a link, an element or code."""
    return _MARKUP.sub(r"\\\g<0>", text)


def one_line(text: str) -> str:
    """The same on one line: for a heading, a list item, a label."""
    return escaped(" ".join(text.split()))
