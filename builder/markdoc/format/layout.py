"""The lines of a source, and which of them must not be changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from builder.diagnostics.span import Span
from builder.markdoc.node import Node
from builder.markdoc.spans.node_spans import BlockTagWhere, DocumentWhere


@dataclass(frozen=True, slots=True)
class LineEdit:
    """New lines that replace some lines; ``first`` is 0-based, ``end`` is the number after the last one."""

    first: int
    end: int
    lines: tuple[str, ...]


_BLOCKS_KEPT = frozenset({"comment", "error"})
_INLINES_KEPT = frozenset({"code", "comment", "error", "image", "link", "tag", "text"})
"""Those that can have line ends in them which mean something, or whose inner white space is the author's."""


class Layout:
    """The lines of a source, together with its tree."""

    def __init__(self, text: str, tree: Node) -> None:
        self.tree = tree
        self.lines = text.split("\n")
        self.ends_in_newline = self.lines[-1] == ""
        if self.ends_in_newline:
            self.lines.pop()
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.kept: set[int] = set()
        """Numbers of the lines that stay as they are: code, comments, front matter, inline nodes over several lines."""
        self.hard_breaks: set[int] = set()
        """Numbers of the lines whose two spaces at the end break the line for readers."""
        self.literal: list[Span] = []
        """Where code and comments are within a line, in order: no tag begins there."""
        self.long_tags: list[Node] = []
        """Block tags whose opening has several lines."""
        self._look()

    def _look(self) -> None:
        where = self.tree.where
        front = self.tree.attributes.get("frontmatter")
        if isinstance(front, str) and isinstance(where, DocumentWhere):
            close = next((n for n, line in enumerate(self.lines) if n and line.strip() == "---"), 0)
            self.kept.update(range(close + 1))
        stack = list(self.tree.children)
        while stack:
            node = stack.pop()
            self._look_at(node)
            if node.type != "fence":
                stack.extend(node.children)
                stack.extend(node.slots.values())
        self.literal.sort()

    def _look_at(self, node: Node) -> None:
        if node.type == "fence":
            first, end = min(node.lines), max(node.lines)
            closed = end - first > 1 and not self.lines[end - 1].strip(" \t>").strip("`~")
            self.kept.update(range(first + 1, end - 1 if closed else end))
        elif node.inline:
            self._look_at_inline(node)
        elif node.type in _BLOCKS_KEPT:
            self._keep(node.span)
        elif node.type == "tag" and isinstance(node.where, BlockTagWhere):
            opening = Span(node.where.start, node.where.end)
            if self.number(opening.start) != self.number(opening.end):
                self._keep(opening)
                self.long_tags.append(node)

    def _look_at_inline(self, node: Node) -> None:
        if node.type == "hardbreak":
            if node.span is not None:
                self.hard_breaks.add(self.number(node.span.start))
        elif node.type in _INLINES_KEPT:
            span = node.opening_span if node.type == "tag" else node.span
            if span is None:
                return
            if node.type in ("code", "comment"):
                self.literal.append(span)
            if node.type != "text":
                self._keep(span, several=True)

    def _keep(self, span: Span | None, *, several: bool = False) -> None:
        if span is None:
            return
        first, last = self.number(span.start), self.number(max(span.start, span.end - 1))
        if last > first or not several:
            self.kept.update(range(first, last + 1))

    def number(self, offset: int) -> int:
        """The number of the line that contains an offset."""
        return min(bisect_right(self._starts, offset) - 1, len(self.lines) - 1)

    def start(self, number: int) -> int:
        """The offset of a line."""
        return self._starts[number]

    def is_literal(self, offset: int) -> bool:
        """Whether an offset is in code or a comment."""
        at = bisect_right(self.literal, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self.literal[at].end

    def keeps_characters(self, edit: LineEdit) -> bool:
        """Whether an edit changes only white space."""
        return _squeezed("".join(self.lines[edit.first : edit.end])) == _squeezed("".join(edit.lines))

    def applied(self, edits: Iterable[LineEdit]) -> str:
        """The source with these edits made, of which none overlaps another. It ends in a line end."""
        lines: list[str] = []
        done = 0
        for edit in sorted(edits, key=lambda each: each.first):
            lines += self.lines[done : edit.first]
            lines += edit.lines
            done = edit.end
        lines += self.lines[done:]
        return "\n".join(lines) + "\n" if lines else ""


def _squeezed(text: str) -> str:
    return text.translate(_BLANKS)


_BLANKS = {ord(" "): None, ord("\t"): None}
