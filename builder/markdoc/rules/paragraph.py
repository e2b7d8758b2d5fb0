"""Block rule: a paragraph whose lines may be indented at will (``allow_indentation``)."""

from __future__ import annotations

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock


def indented_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines up to an empty one, or to one that begins another block however far it is indented."""
    terminators = state.md.block.ruler.getRules("paragraph")
    around = state.parentType
    state.parentType = "paragraph"
    line = start_line + 1
    while line < state.lineMax and not state.isEmpty(line):
        # A negative count marks a line that a block quote has already examined.
        if state.sCount[line] >= 0 and any(rule(state, line, state.lineMax, True) for rule in terminators):
            break
        line += 1
    text = mdTrim(state.getLines(start_line, line, state.blkIndent, False))
    state.line = line
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start_line, line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [start_line, line], []
    state.push("paragraph_close", "p", -1)
    state.parentType = around
    return True
