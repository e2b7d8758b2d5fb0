"""Inline rule: a tag inside a line of text."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN, TagEnds
from builder.markdoc.rules.tag_token import push_tag


def inline_tag(state: StateInline, silent: bool) -> bool:
    """``{% tag %}``; may span a soft line break."""
    pos = state.pos
    if not state.src.startswith(OPEN, pos):
        return False
    ends = getattr(state, "tag_ends", None)
    if ends is None:
        ends = TagEnds(state.src)
        state.tag_ends = ends  # type: ignore[attr-defined]
    end = ends.find(pos)
    if end <= 0:
        return False
    if not silent:
        push_tag(state, state.src[pos + len(OPEN) : end].strip(BLANKS))
    state.pos = end + len(CLOSE)
    return True
