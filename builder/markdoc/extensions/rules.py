"""Block and inline rules of the extensions, added to markdown-it."""

from __future__ import annotations

import importlib
import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from builder.markdoc.extensions.options import Extensions

ABBREVIATIONS = "markdoc_abbreviations"
"""The key of the environment for titles by abbreviation."""

_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,100})\]")
_DEFINED = "markdoc_footnotes"
"""The key of the environment for the labels of footnotes."""

_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*(\S.*)")


def add_rules(md: MarkdownIt, extensions: Extensions) -> None:
    """Add the markdown-it rules for the extensions that need some."""
    block = md.block.ruler
    if extensions.footnotes:
        block.before("reference", "footnote_def", _footnote, {"alt": ["paragraph", "reference"]})
        md.inline.ruler.after("image", "footnote_ref", _footnote_reference)
    if extensions.abbreviations:
        block.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference"]})
    if extensions.definition_lists:
        # The rules of this package are loaded where they are used, so that no other project waits for them.
        plugin: Any = importlib.import_module("mdit_py_plugins.deflist")
        plugin.deflist_plugin(md)


def _footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``[^label]: text``, with the blocks below it that are indented."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    match = _FOOTNOTE.match(state.src, start, state.eMarks[start_line])
    if match is None or not state.src.startswith(":", match.end()):
        return False
    if state.level > state.md.options["maxNesting"] // 2:
        return False
    plugin: Any = importlib.import_module("mdit_py_plugins.footnote.index")
    if not silent:
        state.env.setdefault(_DEFINED, set()).add(match[1])
    found: bool = plugin.footnote_def(state, start_line, end_line, silent)
    return found


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """``[^label]``, where the text defines the label."""
    if not state.src.startswith("[^", state.pos):
        return False
    defined = state.env.get(_DEFINED, ())
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax) if defined else None
    if match is None or match[1] not in defined:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``*[label]: title`` on a line of its own; the first definition of a label counts."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    match = _ABBREVIATION.match(state.src, start, state.eMarks[start_line])
    if match is None:
        return False
    if not silent:
        state.env.setdefault(ABBREVIATIONS, {}).setdefault(match[1].strip(), match[2].strip())
        state.line = start_line + 1
    return True
