"""Block rule: the text between two lines of ``---`` at the very top."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from builder.markdoc.delimiters import BLANKS

FENCE = "---"


def front_matter(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The raw text is put into a hidden token; the parser itself does not read it."""
    if start_line != 0 or _line(state, 0) != FENCE:
        return False
    close = next((line for line in range(1, end_line) if _line(state, line) == FENCE), None)
    if close is None:
        return False
    if silent:
        return True
    token = state.push("frontmatter", "", 0)
    token.content = state.src[state.eMarks[0] : state.bMarks[close]].strip(BLANKS)
    token.map = [0, close]
    token.hidden = True
    state.line = close + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].strip(BLANKS)
