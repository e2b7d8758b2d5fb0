"""Block and inline rules: ``<!-- comments -->``."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

OPEN = "<!--"
CLOSE = "-->"
LAST_CLOSE = "markdoc_last_comment_close"
"""The key of the environment under which the place of a document's last ``-->`` is kept."""


def block_comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A comment that begins a line. It may hold blank lines.

    Unlike the reference, text behind it on its last line is not lost: the comment is then left to
    the inline rule, unless it holds a blank line, over which no paragraph reaches.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    src = state.src
    if not src.startswith(OPEN, start):
        return False
    if LAST_CLOSE not in state.env:
        state.env[LAST_CLOSE] = src.rfind(CLOSE)
    if start > state.env[LAST_CLOSE]:
        return False
    close = src.find(CLOSE, start)
    content = src[start + len(OPEN) : close]
    lines = content.count("\n") + 1
    last = min(start_line + lines - 1, len(state.eMarks) - 1)
    tail = src[close + len(CLOSE) : state.eMarks[last]].strip()
    if tail and not any(not line.strip() for line in content.split("\n")[1:-1]):
        return False
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.content = content.strip()
    token.map = [start_line, start_line + lines]
    token.meta = {"span": (start, close + len(CLOSE))}
    state.line = start_line + lines
    return True


def inline_comment(state: StateInline, silent: bool) -> bool:
    """A comment inside a paragraph."""
    pos = state.pos
    if not state.src.startswith(OPEN, pos):
        return False
    last = getattr(state, "last_comment_close", None)
    if last is None:
        last = state.src.rfind(CLOSE)
        state.last_comment_close = last  # type: ignore[attr-defined]
    if pos > last:
        return False
    close = state.src.find(CLOSE, pos)
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[pos + len(OPEN) : close].strip()
    state.pos = close + len(CLOSE)
    return True
