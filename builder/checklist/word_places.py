"""Where the words of a block are in their file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from builder.markdoc import Node

BREAKS = frozenset({"softbreak", "hardbreak"})


def word_of(node: Node) -> str | None:
    """The words of an inline node that has words of its own."""
    kind = node.type
    if kind == "text":
        content = node.attributes.get("content")
        if isinstance(content, str):
            return content
        return str(content) if isinstance(content, (int, float)) and not isinstance(content, bool) else None
    if kind in BREAKS:
        return " "
    if kind == "code":
        content = node.attributes.get("content")
        return content if isinstance(content, str) else None
    return None


class WordPlaces:
    """The way from the offsets of words to those of their file, worked out when somebody asks for the first time.

    Most sentences of most pages are in no checklist, and nobody asks where they are.
    """

    __slots__ = ("_end", "_inner", "_nodes", "_outer", "_start")

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes: Sequence[Node] | None = nodes
        self._inner: list[int] = []
        self._outer: list[int] = []
        self._start = -1
        self._end = 0

    @property
    def end(self) -> int:
        """The end of the last word in the file, with the marks behind it."""
        self._locate()
        return self._end

    def offset(self, inner: int) -> int:
        """The offset in the file of an offset in the words."""
        self._locate()
        if not self._inner:
            return self._end
        index = max(0, bisect_right(self._inner, inner) - 1)
        return self._outer[index] + inner - self._inner[index]

    def with_marks(self, first: int) -> int:
        """The offset of the first word, with the marks before it."""
        return min(first, self._start) if self._outer else first

    def _locate(self) -> None:
        if self._nodes is not None:
            nodes, self._nodes = self._nodes, None
            self._walk(nodes, 0)

    def _walk(self, nodes: Sequence[Node], length: int) -> int:
        """Note where each node is; ``length`` characters of words come before them."""
        for node in nodes:
            span = node.span
            if span is not None:
                if self._start < 0:
                    self._start = span.start
                if span.end > self._end:
                    self._end = span.end
            word = word_of(node)
            if word is not None:
                mark = 1 if node.type == "code" else 0
                self._inner.append(length)
                self._outer.append(span.start + mark if span is not None else self._end)
                length += len(word)
            elif node.type != "image":
                length = self._walk(node.children, length)
        return length
