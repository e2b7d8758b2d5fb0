"""Builds a tree of nodes while a text is scanned, with nested elements."""

from __future__ import annotations

from collections import Counter

import msgspec

from builder.importing.markup.html_names import IMPLIED_END
from builder.importing.markup.nodes import Element, MarkupAttribute, MarkupText, Node

DEEPEST = 60
"""The maximum nesting of elements; deeper ones are text."""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The opening tag of an element."""

    name: str
    attributes: tuple[MarkupAttribute, ...]
    source: str
    line: int
    column: int
    starts: bool
    """Whether nothing but spaces, or other openings, is before it on its line."""
    after_marker: bool = False
    """Whether it follows the marker of a list item."""


class _Frame(msgspec.Struct):
    opening: Opening
    children: list[Node] = msgspec.field(default_factory=list)
    container: bool = False


class MarkupBuilder:
    """Collects nodes; the innermost open element takes them."""

    def __init__(self) -> None:
        self._stack: list[_Frame] = [_Frame(Opening(name="", attributes=(), source="", line=1, column=0, starts=True))]
        self._counts: list[Counter[str]] = [Counter()]
        """How many elements of a name are open, for each container around them."""

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack) - 1

    def add(self, node: Node) -> None:
        """Add a node; texts that follow one another become one."""
        children = self._stack[-1].children
        if isinstance(node, MarkupText) and children and isinstance(children[-1], MarkupText):
            last = children[-1]
            children[-1] = MarkupText(last.text + node.text, last.line)
        else:
            children.append(node)

    def open(self, opening: Opening, *, container: bool = False) -> bool:
        """Open an element; whether it is not too deep."""
        if len(self._stack) > DEEPEST:
            return False
        if opening.name in IMPLIED_END and self._stack[-1].opening.name == opening.name:
            self._pop(closed=True, ends=True, line=opening.line)
        self._stack.append(_Frame(opening, container=container))
        self._counts[-1][opening.name] += 1
        if container:
            self._counts.append(Counter())
        return True

    def close(self, name: str, *, ends: bool, line: int) -> bool:
        """Close the innermost element of that name; whether there is one in the same container."""
        if not self._counts[-1][name]:
            return False
        while self._stack[-1].opening.name != name:
            self._pop(closed=self._stack[-1].opening.name in IMPLIED_END, ends=False, line=line)
        self._pop(closed=True, ends=ends, line=line)
        return True

    def close_container(self, line: int) -> bool:
        """Close the innermost container, and everything that is open in it."""
        if len(self._counts) == 1:
            return False
        while not self._stack[-1].container:
            self._pop(closed=self._stack[-1].opening.name in IMPLIED_END, ends=False, line=line)
        self._pop(closed=True, ends=True, line=line)
        return True

    def finish(self, line: int) -> tuple[Node, ...]:
        """The whole tree; elements that are still open end here."""
        while len(self._stack) > 1:
            frame = self._stack[-1]
            self._pop(closed=frame.container or frame.opening.name in IMPLIED_END, ends=True, line=line)
        return tuple(self._stack[0].children)

    def _pop(self, *, closed: bool, ends: bool, line: int) -> None:
        frame = self._stack.pop()
        if frame.container:
            self._counts.pop()
        opening = frame.opening
        self._counts[-1][opening.name] -= 1
        spans = line > opening.line
        block = opening.starts and ends and (spans or not opening.after_marker)
        self.add(
            Element(
                name=opening.name,
                attributes=opening.attributes,
                children=tuple(frame.children),
                block=block,
                column=opening.column,
                line=opening.line,
                source=opening.source,
                closed=closed,
            )
        )
