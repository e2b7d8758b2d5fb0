"""Finds the words of a block in their file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from builder.diagnostics.span import Span
from builder.markdoc import Node

BREAKS = frozenset({"softbreak", "hardbreak"})


def word_of(node: Node) -> str | None:
    """The words of an inline node that contains text itself."""
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
    """Maps offsets in a text's words to offsets in its file; computes the span of a node when it is needed.

    Most sentences of most pages are in no checklist, so their places are never needed.
    """

    __slots__ = ("_before", "_ends", "_nodes", "_offsets", "_words")

    def __init__(self, nodes: Sequence[Node], words: Sequence[Node] = (), offsets: Sequence[int] = ()) -> None:
        """``nodes`` are the line's nodes; ``words`` those that contain text themselves, each with its offset."""
        self._nodes = nodes
        self._words = words
        self._offsets = offsets
        self._ends: tuple[int, int] | None = None
        self._before: dict[int, int] = {}
        """The end of the last node before each word that is not in the file itself, by the word's identity."""

    @property
    def end(self) -> int:
        """The end of the last word in the file, with the marks behind it."""
        return self._bounds()[1]

    def offset(self, inner: int) -> int:
        """The offset in the file of an offset in the words."""
        if not self._offsets:
            return self.end
        index = max(0, bisect_right(self._offsets, inner) - 1)
        node = self._words[index]
        span = node.span
        if span is None:
            return self._end_before(node) + inner - self._offsets[index]
        return span.start + (node.type == "code") + inner - self._offsets[index]

    def with_marks(self, first: int) -> int:
        """The offset of the first word, with the marks before it."""
        return min(first, self._bounds()[0]) if self._offsets else first

    def words_between(self, first: int, last: int) -> Iterator[tuple[Span, str]]:
        """The spans of the words in a part of the file, in order, each with its text."""
        for node in self._words:
            if node.span is not None and first <= node.span.start and node.span.end <= last:
                yield node.span, word_of(node) or ""

    def _bounds(self) -> tuple[int, int]:
        """The start of the first node and the end of the last one that are in the file."""
        if self._ends is None:
            first = next(_spans(self._nodes), None)
            last = next(_spans(reversed(self._nodes)), None)
            self._ends = (first.start if first is not None else -1, last.end if last is not None else 0)
        return self._ends

    def _end_before(self, word: Node) -> int:
        if not self._before:
            end = 0
            for node in _walked(self._nodes):
                self._before[id(node)] = end
                end = max(end, node.span.end if node.span is not None else 0)
        return self._before[id(word)]


def _spans(nodes: Iterable[Node]) -> Iterator[Span]:
    """The spans of nodes; of those without one, the spans inside them."""
    for node in nodes:
        if node.span is not None:
            yield node.span
        else:
            yield from _spans(node.children)


def _walked(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walked(node.children)
