"""The blocks of an expanded tree, as the rules see them: without layout tags, with the content of partials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from builder.checklist.model import Code, ItemImage
from builder.checklist.source_text import SourceFrame, TextRun, code_of, item_image_of, passage
from builder.diagnostics.diagnostic import Via
from builder.markdoc import Node

FileOf = Callable[[str], tuple[str, Any, str] | None]
"""By the name in a partial tag: the partial's text, its LineIndex and its path in the project."""

LINK_ATTRIBUTES = ("href", "link", "url")
"""A layout tag with one of these attributes is a card that links to another page."""

_MARKS = ("id", "kind", "optional", "skip", "collect", "secret", "severity")


class GuideBlock(msgspec.Struct, frozen=True):
    """One block: a heading, a list, a paragraph, an image, code, a note, a step."""

    type: str
    """``heading list paragraph image code note step requirement verify passed``."""
    node: Node
    frame: SourceFrame
    passage: TextRun
    """The words of a heading or paragraph; empty for other blocks."""
    marks: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The author's annotations: id, kind, optional, skip, collect, secret; the severity of a requirement."""
    tone: str = ""
    """The tone of a note: info, warning, requirement."""
    title: str = ""
    """The title of a step tag or a note; for a passed block, the reason."""
    number: int | None = None
    """The number of a step tag."""
    images: tuple[ItemImage, ...] = ()
    code: Code | None = None
    start: int = 0
    """The offset in ``passage`` where its words begin, after the marker of a note."""
    inner: tuple[GuideBlock, ...] | None = None
    """The blocks of a note that is not a node of its own."""

    @property
    def item_images(self) -> tuple[ItemImage, ...]:
        """All images in its lines, from Markdown and from tags."""
        return (*(item_image for _, item_image in self.passage.images), *self.images)


STRETCH = "stretch"
"""The type of a node for a text inside a tag."""


def stretch(children: list[Node], frame: SourceFrame) -> Node:
    """A node for a text inside a tag that has places of its own."""
    return Node(STRETCH, {"frame": frame}, children)


class Reader:
    """Reads the blocks of a page."""

    def __init__(
        self, meanings: Mapping[str, str], tones: Callable[[Node], str], file_of: FileOf, image_attribute: str = "src"
    ) -> None:
        self._meanings = meanings
        self._tones = tones
        self._file_of = file_of
        self._image_attribute = image_attribute

    def blocks(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        """The blocks in a node, in order, including those in layout tags."""
        pending: list[Node] = []
        for child in node.children:
            if child.type in ("text", "inline") and node.type in ("item", "td", "th"):
                pending.append(child)
                continue
            if pending:
                yield self._paragraph(node, pending, frame)
                pending = []
            yield from self._block(child, frame)
        if pending:
            yield self._paragraph(node, pending, frame)

    def _paragraph(self, node: Node, inlines: list[Node], frame: SourceFrame) -> GuideBlock:
        words = passage([child for inline in inlines for child in (inline.children or [inline])], frame)
        return GuideBlock("paragraph", node, frame, words, marks_of(node), images=self._images_in(inlines))

    def _images_in(self, inlines: list[Node]) -> tuple[ItemImage, ...]:
        """Image tags inside the lines; Markdown images are in the passage."""
        if not any(
            child.type == "tag" or child.children for inline in inlines for child in inline.children or [inline]
        ):
            return ()
        images = (node for node in _tags_in(inlines) if self._meanings.get(node.tag or "") == "image")
        return tuple(map(item_image_of, images))

    def _block(self, node: Node, frame: SourceFrame) -> Iterable[GuideBlock]:
        if node.type == STRETCH:
            return self.blocks(node, node.attributes["frame"])
        if node.type == "tag":
            return self._tag(node, frame)
        if node.type in ("paragraph", "heading"):
            inlines = [child for child in node.children if child.type == "inline"]
            words = passage([child for inline in inlines for child in inline.children], frame)
            images = self._images_in(inlines)
            return (GuideBlock(node.type, node, frame, words, marks_of(node), images=images),)
        if node.type == "fence":
            return (GuideBlock("code", node, frame, TextRun(frame), code=code_of(node)),)
        if node.type == "list":
            return (GuideBlock("list", node, frame, TextRun(frame)),)
        if node.type == "blockquote":
            return (GuideBlock("note", node, frame, TextRun(frame), tone="info"),)
        if node.type in ("hr", "comment", "error"):
            return ()
        return (self._passed(node, frame, "a table" if node.type == "table" else f"a block of type {node.type}"),)

    def _tag(self, node: Node, frame: SourceFrame) -> Iterable[GuideBlock]:
        meaning = self._meanings.get(node.tag or "", "layout")
        if node.tag == "partial":
            return self._partial(node, frame)
        if meaning == "image":
            return (GuideBlock("image", node, frame, TextRun(frame), images=(item_image_of(node),)),)
        if meaning == "note":
            title = node.attributes.get("title")
            title = title if isinstance(title, str) else ""
            return (GuideBlock("note", node, frame, TextRun(frame), tone=self._tones(node), title=title),)
        if meaning == "options":
            return self._options(node, frame)
        if meaning in ("requirement", "verify"):
            return (GuideBlock(meaning, node, frame, TextRun(frame), marks_of(node)),)
        if meaning == "step":
            return (self._step(node, frame),)
        if meaning == "skip":
            return (self._passed(node, frame, f"the tag '{node.tag}' contains nothing to do"),)
        if any(isinstance(node.attributes.get(name), str) for name in LINK_ATTRIBUTES):
            return (self._passed(node, frame, "a card that links to another page"),)
        return self.blocks(node, frame)

    def _passed(self, node: Node, frame: SourceFrame, reason: str) -> GuideBlock:
        """A block without items, with all its words."""
        inlines = [child for child in node.walk() if child.type == "inline"]
        words = passage([child for inline in inlines for child in inline.children], frame)
        return GuideBlock("passed", node, frame, words, title=reason)

    def _options(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        """Tabs: each begins with a block of type ``option``; an ``option`` without a title ends them."""
        label = node.attributes.get("label")
        group = label if isinstance(label, str) else ""
        for child, place in _children(node, frame):
            if child.type == "tag" and self._meanings.get(child.tag or "") == "option":
                named = (child.attributes.get(name) for name in ("title", "label"))
                title = next((text for text in named if isinstance(text, str)), "")
                yield GuideBlock("option", child, place, TextRun(place), tone=group, title=title, number=id(node))
                yield from self.blocks(child, place)
            else:
                yield from self._block(child, place)
        yield GuideBlock("option", node, frame, TextRun(frame))

    def _step(self, node: Node, frame: SourceFrame) -> GuideBlock:
        number = node.attributes.get("srNumber")
        title = node.attributes.get("title")
        if not isinstance(title, str):
            inner = (child.attributes.get("title") for child in _content_of(node) if child.type == "tag")
            title = next((text for text in inner if isinstance(text, str)), "")
        whole = number if isinstance(number, int) and not isinstance(number, bool) else None
        return GuideBlock("step", node, frame, TextRun(frame), marks_of(node), title=title, number=whole)

    def _partial(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        name = node.attributes.get("file")
        found = self._file_of(name) if isinstance(name, str) else None
        span = node.opening_span
        if found is None or span is None:
            return
        text, lines, path = found
        here = frame.position(span.start)
        via = (*frame.via, Via(frame.path, here.line, here.column))
        yield from self.blocks(node, SourceFrame(text, lines, path, via))


def _tags_in(nodes: Iterable[Node]) -> list[Node]:
    """The tags below inline nodes, in source order."""
    found: list[Node] = []
    for node in nodes:
        for child in (*node.slots.values(), *node.children) if node.slots else node.children:
            if child.type == "tag":
                found.append(child)
            if child.children or child.slots:
                found += _tags_in((child,))
    return found


def _children(node: Node, frame: SourceFrame) -> Iterator[tuple[Node, SourceFrame]]:
    """The blocks in a tag, each with the text it comes from."""
    for child in node.children:
        if child.type == STRETCH:
            for inner in child.children:
                yield inner, child.attributes["frame"]
        else:
            yield child, frame


def _content_of(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type == STRETCH:
            yield from child.children
        else:
            yield child


def marks_of(node: Node) -> dict[str, Any]:
    """The author's marks on a node."""
    attributes = node.attributes
    return {name: attributes[name] for name in _MARKS if name in attributes} if attributes else {}
