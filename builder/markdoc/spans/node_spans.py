"""The places of nodes, one class for each kind of origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from markdown_it.helpers import parseLinkDestination

from builder.caches import bounded_cache
from builder.diagnostics.span import Span
from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN
from builder.markdoc.grammar import parse_tag_spans
from builder.markdoc.link_targets import normalized
from builder.markdoc.node import AttributeSpan, Node
from builder.markdoc.scanner import TagSyntaxError
from builder.markdoc.spans.source_map import BlockText, InlineBlock, SourceText

Place: TypeAlias = Callable[[Span], Span]
"""Takes a span of a tag's content to the whole text."""

_MARKERS = {
    "item": re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]*\Z"),
    "list": re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]*\Z"),
    "blockquote": re.compile(r">[ \t]?\Z"),
    "footnote": re.compile(r"\[\^[^\]\s]+\]:[ \t]*\Z"),
    "definition": re.compile(r"[:~][ \t]*\Z"),
    "heading": re.compile(r"#{1,6}[ \t]*\Z"),
}


class FixedWhere:
    """A node without text, at a place that is already known."""

    __slots__ = ("_opening", "_span")

    def __init__(self, span: Span | None, opening: Span | None = None) -> None:
        self._span = span
        self._opening = opening if opening is not None else span

    def span(self, node: Node) -> Span | None:
        return self._span

    def opening(self, node: Node) -> Span | None:
        return self._opening

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        return {}


class BlockWhere:
    """A Markdown block: its lines, narrowed to its content."""

    __slots__ = ("annotated", "known", "source")

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.annotated: list[InlineWhere] = []
        self.known: Span | None = None
        """The span, once it has been computed on the whole tree."""

    def span(self, node: Node) -> Span | None:
        if self.known is not None:
            return self.known
        if node.type == "document":
            return Span(0, len(self.source.text))
        if len(node.lines) < 2:
            return None
        first, behind = min(node.lines), max(node.lines)
        lines = self.source.trimmed_lines(first, max(behind, first + 1))
        # Each child is asked once: two questions at each level would be too many where blocks nest deeply.
        first_child = node.children[0].span if node.children else None
        start = self._start(node, lines.start, first_child)
        own = Span(start, max(start, lines.end))
        if first_child is not None:
            own = Span(min(own.start, first_child.start), max(own.end, first_child.end))
        return _kept(self, _round(node, own, node.children[1:][-1:], self.source, skipped=1), self.source)

    def _start(self, node: Node, line_start: int, child: Span | None) -> int:
        """After the prefixes of the blocks around it: just before its first child, including the marker."""
        if child is None:
            return line_start
        line = self.source.line_start(min(node.lines))
        marker = _MARKERS.get(node.type)
        if marker is None or node.type == "list":
            return max(line_start, child.start) if child.start >= line else line_start
        before = self.source.text[line : child.start] if child.start >= line else ""
        found = marker.search(before)
        return line + found.start() if found is not None else line_start

    def opening(self, node: Node) -> Span | None:
        return self.span(node)

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        spans: dict[str, AttributeSpan] = {}
        for where in self.annotated:
            spans.update(where.tag_attributes())
        return spans


def _kept(where: BlockWhere | BlockTagWhere | FenceTagWhere | InlineWhere, span: Span, source: SourceText) -> Span:
    """The span, kept for the next time if the tree is complete."""
    if source.complete:
        where.known = span
    return span


def _round(node: Node, own: Span, inner: Iterable[Node], source: SourceText, skipped: int = 0) -> Span:
    """A node's own range, widened so that it contains its children, except the first ``skipped`` ones.

    Where everything nests as it should, the nodes at the edges tell; else all are asked.
    """
    start, end = own.start, own.end
    for child in inner if source.nests else (*node.slots.values(), *node.children[skipped:]):
        span = child.span
        if span is not None:
            start, end = min(start, span.start), max(end, span.end)
    return own if (start, end) == (own.start, own.end) else Span(start, end)


class BlockTagWhere:
    """A tag that has its lines to itself."""

    __slots__ = ("close_end", "content", "end", "known", "source", "start")

    def __init__(self, source: SourceText, start: int, end: int, content: str, *, closes_itself: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.content = content
        """The text between the delimiters, without the prefixes of its lines."""
        self.close_end = -1
        """Where its closing tag ends."""
        # The content of a self-closing tag in an expanded tree, such as a partial's text, is elsewhere.
        self.known: Span | None = Span(start, end) if closes_itself else None

    def span(self, node: Node) -> Span | None:
        if self.known is not None:
            return self.known
        closed = self.close_end >= 0
        whole = Span(self.start, max(self.end, self.close_end))
        return _kept(self, _round(node, whole, () if closed else node.children[-1:], self.source), self.source)

    def opening(self, node: Node) -> Span | None:
        return Span(self.start, self.end)

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        return _attribute_spans(self.content, self.inner)

    def inner(self, span: Span) -> Span:
        """The place of a range of the content."""
        inner = self.start + len(OPEN)
        raw = self.source.text[inner : self.end - len(CLOSE)]
        base = inner + len(raw) - len(raw.lstrip(BLANKS))
        if raw.strip(BLANKS) == self.content:
            return span.shifted(base)
        first_line = self.source.text.count("\n", 0, base)
        return BlockText(self.source, self.content, first_line, inner).span(span.start, span.end)


class DocumentWhere(BlockWhere):
    """A whole document, with the arguments that its text was parsed with."""

    __slots__ = ("abbreviations", "arguments")

    def __init__(self, source: SourceText, arguments: Mapping[str, Any], abbreviations: Mapping[str, str]) -> None:
        super().__init__(source)
        self.arguments = arguments
        """The arguments of ``parse`` that affect the tree, by name."""
        self.abbreviations = abbreviations
        """The titles that the text defines, where abbreviations are read."""


class FenceWhere(BlockWhere):
    """A fence; its annotations are on its first line."""

    __slots__ = ("info",)

    def __init__(self, source: SourceText, info: str) -> None:
        super().__init__(source)
        self.info = info

    def _start(self, node: Node, line_start: int, child: Span | None) -> int:
        line = self.source.line(min(node.lines))
        at = line.find(self.info) if self.info else len(line)
        fence = re.search(r"(`{3,}|~{3,})[ \t]*\Z", line[:at])
        return self.source.line_start(min(node.lines)) + fence.start() if fence is not None else line_start

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        if not node.lines:
            return {}
        number = min(node.lines)
        line, start = self.source.line(number), self.source.line_start(number)
        opening = line.find(OPEN)
        closing = line.find(CLOSE, opening)
        if opening == -1 or closing == -1:
            return {}
        raw = line[opening + len(OPEN) : closing]
        base = start + opening + len(OPEN) + len(raw) - len(raw.lstrip(BLANKS))
        return _attribute_spans(raw.strip(BLANKS), lambda span: span.shifted(base))


class FenceTagWhere:
    """A tag or a text inside a fence."""

    __slots__ = ("block", "close_end", "end", "known", "start")

    def __init__(self, block: BlockText, start: int, end: int) -> None:
        self.block = block
        self.start = start
        self.end = end
        self.close_end = -1
        self.known: Span | None = None

    def span(self, node: Node) -> Span | None:
        if self.known is not None:
            return self.known
        source = self.block.source
        closed = self.close_end >= 0
        whole = self.block.span(self.start, max(self.end, self.close_end))
        return _kept(self, _round(node, whole, () if closed else node.children[-1:], source), source)

    def opening(self, node: Node) -> Span | None:
        return self.block.span(self.start, self.end)

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        return _tag_attributes(self.block, self.start, self.end)

    def inner(self, span: Span) -> Span:
        """The place of a range of the tag's content."""
        base = _content_start(self.block.content, self.start, self.end)
        return self.block.span(base + span.start, base + span.end)


class InlineWhere:
    """A node inside a line of text."""

    __slots__ = ("annotated", "block", "first", "known", "last", "widen")

    def __init__(self, block: InlineBlock, first: int, last: int, widen: int = 0) -> None:
        self.block = block
        self.first = first
        """Index of its first token."""
        self.last = last
        """Index of its last token; its closing one once that is known."""
        self.widen = widen
        """Characters of its marks outside these tokens: one on each side for strong."""
        self.annotated: list[InlineWhere] = []
        self.known: Span | None = None

    def span(self, node: Node) -> Span | None:
        if self.known is not None:
            return self.known
        start, end = self.block.range(self.first, self.last)
        text = self.block.text
        whole = text.span(max(0, start - self.widen), min(end + self.widen, len(text.content)))
        return _kept(self, _round(node, whole, node.children[-1:], text.source), text.source)

    def opening(self, node: Node) -> Span | None:
        return self.block.span(self.first, self.first) if node.type == "tag" else self.span(node)

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        if node.type == "link":
            return self._destination(node, "href")
        if node.type == "image":
            return self._destination(node, "src")
        return self.tag_attributes() if node.type in ("tag", "text") else {}

    def inner(self, span: Span) -> Span:
        """The place of a range of the tag's content."""
        text = self.block.text
        base = _content_start(text.content, *self.block.range(self.first, self.first))
        return text.span(base + span.start, base + span.end)

    def tag_attributes(self) -> dict[str, AttributeSpan]:
        """The spans of the attributes of a tag or annotation, from its first token."""
        return _tag_attributes(self.block.text, *self.block.range(self.first, self.first))

    def _destination(self, node: Node, name: str) -> dict[str, AttributeSpan]:
        """The target between the parentheses; the whole link for one that is elsewhere."""
        start, end = self.block.range(self.first, self.first)
        text = self.block.text.content
        target = node.attributes.get(name)
        at = text.rfind("](", start, end)
        while at != -1:
            begin = at + 2
            while begin < end and text[begin] in " \t\n":
                begin += 1
            result = parseLinkDestination(text, begin, end)
            if result.ok and normalized(result.str) == target:
                span = self.block.text.span(begin, result.pos)
                return {name: AttributeSpan(span, span)}
            at = text.rfind("](", start, at)
        whole = self.block.text.span(start, end)
        return {name: AttributeSpan(whole, whole)}


def _content_start(text: str, start: int, end: int) -> int:
    """Where the trimmed content of the tag at ``[start, end)`` begins."""
    inner = text[start + len(OPEN) : end - len(CLOSE)]
    return start + len(OPEN) + len(inner) - len(inner.lstrip(BLANKS))


def _tag_attributes(block: BlockText, start: int, end: int) -> dict[str, AttributeSpan]:
    raw = block.content[start:end]
    if not raw.startswith(OPEN):
        return {}
    inner = raw[len(OPEN) : len(raw) - len(CLOSE)]
    base = _content_start(block.content, start, end)
    return _attribute_spans(inner.strip(BLANKS), lambda span: block.span(base + span.start, base + span.end))


LONGEST_KNOWN = 500
"""The most characters of a tag whose parts are cached, because many pages have the same ones."""

_known = bounded_cache(2048)(parse_tag_spans)


def _attribute_spans(content: str, place: Place) -> dict[str, AttributeSpan]:
    try:
        found = _known(content) if len(content) <= LONGEST_KNOWN else parse_tag_spans(content)
    except TagSyntaxError:
        return {}
    if found.kind == "variable":
        return {"content": _placed(found.spans[0], place)}
    spans: dict[str, AttributeSpan] = {}
    for annotation, span in zip(found.attributes or (), found.spans, strict=True):
        spans["class" if annotation.type == "class" else annotation.name] = _placed(span, place)
    return spans


def _placed(span: AttributeSpan, place: Place) -> AttributeSpan:
    references = tuple((name, place(inner)) for name, inner in span.references)
    return AttributeSpan(place(span.name), place(span.value), references)
