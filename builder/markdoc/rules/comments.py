"""Block and inline rules: ``<!-- comments -->``."""

from __future__ import annotations

from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from builder.markdoc.delimiters import BLANKS
from builder.markdoc.rules.tail import read_on, tail_start

OPEN = "<!--"
CLOSE = "-->"
CLOSE_KNOWN = "markdoc_comment_close"
"""The key of the environment under which the last answer of :func:`_close` is kept."""

NEXT_BLANK = "markdoc_next_blank_line"
NEXT_BLANK_FROM = "markdoc_next_blank_line_from"
"""The keys under which the last answer of :func:`_next_blank` is kept."""


def block_comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A comment that begins a line. It may hold blank lines.

    Unlike in the reference, text after it on its last line is not lost: it begins the next block. In
    a paragraph, such a comment is left to the inline rule, unless it holds a blank line.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    close = _close(state, start)
    if close == -1:
        return False
    if silent:
        last = _line_of(state, close)
        return tail_start(state, last, close + len(CLOSE)) == -1 or _next_blank(state, start_line) < last
    line = start_line
    while close != -1 and line == start_line:
        content = state.src[start + len(OPEN) : close]
        line = _line_of(state, close)
        token = state.push("comment", "", 0)
        token.content = content.strip(BLANKS)
        token.map = [start_line, start_line + content.count("\n") + 1]
        token.meta = {"span": (start, close + len(CLOSE))}
        state.line = token.map[1]
        start = tail_start(state, line, close + len(CLOSE))
        close = _close(state, start) if start != -1 else -1
    if start != -1:
        read_on(state, line, start)
        if line == start_line:
            _next_block(state, start_line, end_line)
    return True


def _close(state: StateBlock, start: int) -> int:
    """Where the comment that opens at ``start`` closes; -1 if it never does. Each part of the text is searched once."""
    if not state.src.startswith(OPEN, start):
        return -1
    since, close = state.env.get(CLOSE_KNOWN, (0, -2))
    if close == -2 or not since <= start or -1 < close < start:
        close = state.src.find(CLOSE, start)
        state.env[CLOSE_KNOWN] = (start, close)
    return int(close)


def _line_of(state: StateBlock, offset: int) -> int:
    return min(bisect_left(state.eMarks, offset), state.lineMax - 1)


def _next_blank(state: StateBlock, line: int) -> int:
    """The first blank line after ``line``; one search serves all lines before it."""
    known: int = state.env.get(NEXT_BLANK, -1)
    if known <= line or line < state.env[NEXT_BLANK_FROM]:
        known = line + 1
        while known < state.lineMax and not state.isEmpty(known):
            known += 1
        state.env[NEXT_BLANK], state.env[NEXT_BLANK_FROM] = known, line
    return known


def _next_block(state: StateBlock, line: int, end_line: int) -> None:
    """Read the block that begins after a comment of one line: no rule may end on the line on which it began."""
    for rule in state.md.block.ruler.getRules(""):
        if rule(state, line, end_line, False):
            return


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
        token.content = state.src[pos + len(OPEN) : close].strip(BLANKS)
    state.pos = close + len(CLOSE)
    return True
