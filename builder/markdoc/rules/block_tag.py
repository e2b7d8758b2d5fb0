"""Block rule: a tag that has its lines to itself."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN, TagEnds
from builder.markdoc.rules.tag_token import push_tag
from builder.markdoc.rules.tail import read_on, tail_start

TAG_ENDS = "markdoc_tag_ends"


def block_tag(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``{% tag %}`` on a line of its own, or over several lines.

    Unlike in the reference, text after the end of a tag of several lines is not lost: it begins the
    next block.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    src = state.src
    if not src.startswith(OPEN, start):
        return False
    ends: TagEnds = state.env[TAG_ENDS]
    end = ends.find(start)
    finish = state.eMarks[start_line]
    if end == -1 or end < len(src[start:finish].rstrip(BLANKS)) + start - len(CLOSE):
        return False
    lines = src.count("\n", start, end) + 1
    last = min(start_line + lines - 1, len(state.eMarks) - 1)
    tail = tail_start(state, last, end + len(CLOSE))
    if tail != -1 and lines == 1:
        return False
    content = _content(state, start, end, start_line, lines)
    if content is None or content.startswith("$"):
        return False
    if silent:
        return True
    token = push_tag(state, content)
    token.map = [start_line, start_line + lines]
    token.meta["span"] = (start, end + len(CLOSE))
    state.line = start_line + lines
    if tail != -1:
        read_on(state, last, tail)
    return True


def _content(state: StateBlock, start: int, end: int, start_line: int, lines: int) -> str | None:
    """The text between the delimiters, without the prefixes of list items and quotes."""
    if lines == 1:
        return state.src[start + len(OPEN) : end].strip(BLANKS)
    text = state.getLines(start_line, start_line + lines, 0, False)
    opening = text.find(OPEN)
    closing = TagEnds(text).find(opening)
    return text[opening + len(OPEN) : closing].strip(BLANKS) if closing != -1 else None
