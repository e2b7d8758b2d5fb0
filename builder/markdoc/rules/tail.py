"""The text after a block on the block's own last line."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from builder.markdoc.delimiters import BLANKS


def tail_start(state: StateBlock, line: int, offset: int) -> int:
    """The offset where the text after ``offset`` begins on its line; -1 if there is none."""
    behind = state.src[offset : state.eMarks[line]]
    text = behind.lstrip(BLANKS)
    return offset + len(behind) - len(text) if text else -1


def read_on(state: StateBlock, line: int, start: int) -> None:
    """Make the next block begin at ``start``, in the middle of ``line``."""
    state.bMarks[line] = start
    state.tShift[line] = 0
    state.sCount[line] = state.blkIndent
    state.line = line
