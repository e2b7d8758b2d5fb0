"""Formatting of a source that changes white space and nothing else.

:func:`~builder.markdoc.format.formatter.format` writes a new source from its tree, so everything outside the tree (link
definitions, cells beyond a table's head) and everything with two spellings (entities, list markers) would be lost or
rewritten. Here the source's own lines are edited instead:

1. the rules propose a new form for single lines;
2. an edit that would change a character that is not white space is dropped;
3. the result is parsed, and edits that change the tree are found by halving and dropped;
4. that is repeated until nothing changes, so that formatting a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.markdoc.equivalence import equivalent
from builder.markdoc.format.layout import Layout, LineEdit
from builder.markdoc.format.line_rules import propose
from builder.markdoc.node import Node
from builder.markdoc.parser import parse

ROUNDS = 4
"""The number of times that a source is formatted before it is left as it was written."""

ATTEMPTS = 40
"""The number of times that a source is parsed to find unsafe edits; edits not examined by then are dropped."""

LineRange = tuple[int, int]
"""The first line and the last, counted from 1."""


@dataclass(frozen=True, slots=True)
class SourceStyle:
    """How a formatted source looks, and how it is parsed."""

    tag_width: int = 0
    """A block tag's opening that is longer has a line for each attribute, a shorter one has one line; 0: as written."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of :func:`~builder.markdoc.parser.parse`, by name."""


DEFAULT_STYLE = SourceStyle()


def format_source(text: str, style: SourceStyle = DEFAULT_STYLE, within: LineRange | None = None) -> str:
    """The source with tidy white space; ``within`` limits the change to some of its lines.

    Line ends must be ``\\n``. The tree of the result is that of the text, and so is the sequence of its characters
    that are not white space.
    """
    current = text
    for _ in range(ROUNDS):
        after = _formatted_once(current, style, within)
        if after == current:
            return current
        if within is not None:
            within = (within[0], within[1] + after.count("\n") - current.count("\n"))
        current = after
    return text


def _formatted_once(text: str, style: SourceStyle, within: LineRange | None) -> str:
    tree = parse(text, **style.arguments)
    layout = Layout(text, tree)
    edits = [
        edit
        for edit in propose(layout, style.tag_width)
        if (within is None or (within[0] <= edit.first + 1 and edit.end <= within[1])) and layout.keeps_characters(edit)
    ]
    if not edits and layout.ends_in_newline:
        return text
    found = layout.applied(_SafeEdits(layout, tree, style, edits).found())
    return found if equivalent(parse(found, **style.arguments), tree) else text


class _SafeEdits:
    """The search for the edits of one source that leave its tree as it is."""

    def __init__(self, layout: Layout, tree: Node, style: SourceStyle, edits: Sequence[LineEdit]) -> None:
        self._layout = layout
        self._tree = tree
        self._arguments = style.arguments
        self._edits = edits
        self._attempts = ATTEMPTS

    def found(self) -> Sequence[LineEdit]:
        return self._with((), self._edits)

    def _with(self, safe: Sequence[LineEdit], edits: Sequence[LineEdit]) -> Sequence[LineEdit]:
        """``safe``, and of the other edits those that are safe together with it."""
        if self._attempts <= 0 or not edits:
            return safe
        self._attempts -= 1
        tried = (*safe, *edits)
        if equivalent(parse(self._layout.applied(tried), **self._arguments), self._tree):
            return tried
        if len(edits) == 1:
            return safe
        half = len(edits) // 2
        return self._with(self._with(safe, edits[:half]), edits[half:])
