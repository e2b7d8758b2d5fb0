"""Plain text put into Markdown, so that it stays text there."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\\[\]<`]")


def escaped(text: str) -> str:
    """The text with a backslash before what would begin a link, an element or code."""
    return _MARKUP.sub(r"\\\g<0>", text)


def one_line(text: str) -> str:
    """The same on one line: for a heading, an item of a list, a label."""
    return escaped(" ".join(text.split()))
