"""The blocks of an expanded tree, as the rules see them: without layout tags, with the content of partials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist.foreign_tags import is_foreign_note, unfolded
from builder.checklist.model import Code, ItemImage
from builder.checklist.paragraph_lines import cut, indented_code, may_hold_components
from builder.checklist.source_text import SourceFrame, TextRun, code_of, item_image_of, passage
from builder.diagnostics.diagnostic import Via
from builder.markdoc import Node

FileOf = Callable[[str], tuple[str, Any, str] | None]
"""Gives a partial's text, its LineIndex and its path in the project, by the name in a partial tag."""

LINK_ATTRIBUTES = ("href", "link", "url")
"""A layout tag with one of these attributes is a card that links to another page."""

COMPONENT = "component"
"""The type of a block that is a component's tag."""

_MARKS = frozenset({"id", "kind", "optional", "skip", "collect", "secret", "severity"})
NO_MARKS: Mapping[str, Any] = MappingProxyType({})


class GuideBlock(msgspec.Struct, frozen=True, kw_only=True):
    """One block: a heading, a list, a paragraph, an image, code, a note, a step."""

    type: str
    """``heading list entry paragraph image code note step steps-end requirement verify option passed``."""
    node: Node
    frame: SourceFrame
    passage: TextRun
    """The words of a heading or paragraph; empty for other blocks."""
    marks: Mapping[str, Any] = NO_MARKS
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
    inner: tuple[GuideBlock, ...] = ()
    """The blocks inside it; for a list, its entries."""

    @property
    def item_images(self) -> tuple[ItemImage, ...]:
        """All images in its lines, from Markdown and from tags."""
        if not self.passage.images:
            return self.images
        return (*(item_image for _, item_image in self.passage.images), *self.images)


class TextPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a page's text, with its tree."""

    text: str
    line: int
    """0-based, of its first line in the page."""
    tree: Callable[[], tuple[Node, SourceFrame]]
    """Gives its tree, with partials and variables expanded, and the text that the places in it refer to."""
    is_constant: bool
    """Whether the tree is the same on all pages that have this text."""


STRETCH = "stretch"
"""The type of a node for a text inside a tag."""

MOST_READ = 400_000
"""The most characters of texts whose blocks are cached together with their trees, which are many times as large."""


def stretch(part: TextPart) -> Node:
    """A node for a text inside a tag that has places of its own."""
    return Node(STRETCH, {"part": part})


class Reader:
    """Reads the blocks of pages one after the other; a text that several pages share is read once."""

    def __init__(self, meanings: Mapping[str, str], tones: Callable[[Node], str], file_of: FileOf) -> None:
        """``meanings`` are the meanings of tags for the checklist, ``tones`` the tones of note tags."""
        self.meanings = meanings
        self._tones = tones
        self._file_of = file_of
        self._known: dict[str, tuple[int, tuple[GuideBlock, ...]]] = {}
        self._size = 0

    def part(self, part: TextPart) -> Iterable[GuideBlock]:
        """The blocks of a part of a page, in order, including those in layout tags."""
        if not part.is_constant:
            return self._blocks(*part.tree())
        text, line = part.text, part.line
        known = self._known.pop(text, None)
        if known is None:
            known = line, tuple(self._blocks(*part.tree()))
            self._size += len(text)
        self._known[text] = known
        while self._size > MOST_READ and len(self._known) > 1:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._size -= len(oldest)
        first_line, blocks = known
        return blocks if line == first_line else [_moved(block, line - first_line) for block in blocks]

    def _inside(self, node: Node, frame: SourceFrame) -> tuple[GuideBlock, ...]:
        return tuple(self._blocks(node, frame))

    def _blocks(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        pending: list[Node] = []
        for child in unfolded(node.children, frame.text) if frame.has_tags else node.children:
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
        return GuideBlock(
            type="paragraph",
            node=node,
            frame=frame,
            passage=words,
            marks=marks_of(node),
            images=self._images_in(inlines) if frame.has_tags else (),
        )

    def _images_in(self, inlines: Sequence[Node]) -> tuple[ItemImage, ...]:
        """Image tags inside the lines; Markdown images are in the passage."""
        if not any(
            child.type == "tag" or child.children for inline in inlines for child in inline.children or [inline]
        ):
            return ()
        images = (node for node in _tags_in(inlines) if self.meanings.get(node.tag or "") == "image")
        return tuple(item_image_of(node) for node in images if isinstance(node.attributes.get("src"), str))

    def _block(self, node: Node, frame: SourceFrame) -> Iterable[GuideBlock]:
        if node.type == STRETCH:
            return self.part(node.attributes["part"])
        if node.type == "tag":
            return self._tag(node, frame)
        if node.type in ("paragraph", "heading"):
            inlines = [child for child in node.children if child.type == "inline"]
            nodes = [child for inline in inlines for child in inline.children]
            if node.type == "paragraph" and frame.has_elements and may_hold_components(nodes):
                return self._lines(node, nodes, frame)
            words = passage(nodes, frame)
            images = self._images_in(inlines) if frame.has_tags else ()
            return (
                GuideBlock(type=node.type, node=node, frame=frame, passage=words, marks=marks_of(node), images=images),
            )
        if node.type == "fence":
            code = code_of(node, frame)
            return (GuideBlock(type="code", node=node, frame=frame, passage=TextRun(frame=frame), code=code),)
        if node.type == "list":
            entries = tuple(self._entry(child, frame) for child in node.children)
            return (GuideBlock(type="list", node=node, frame=frame, passage=TextRun(frame=frame), inner=entries),)
        if node.type == "blockquote":
            inner = self._inside(node, frame)
            return (
                GuideBlock(type="note", node=node, frame=frame, passage=TextRun(frame=frame), tone="info", inner=inner),
            )
        if node.type in ("hr", "comment", "error"):
            return ()
        return (self._passed(node, frame, "a table" if node.type == "table" else f"a block of type {node.type}"),)

    def _lines(self, node: Node, nodes: Sequence[Node], frame: SourceFrame) -> Iterator[GuideBlock]:
        """A paragraph with tags of components in its lines; lines that begin as entries of a list do are a list."""
        entries: list[GuideBlock] = []
        ordered = False
        empty = TextRun(frame=frame)
        for lines in cut(nodes):
            words = passage(lines.nodes, frame)
            if lines.kind in ("ordered", "bullet"):
                ordered = lines.kind == "ordered"
                line = GuideBlock(type="paragraph", node=node, frame=frame, passage=words)
                entries.append(GuideBlock(type="entry", node=node, frame=frame, passage=empty, inner=(line,)))
                continue
            yield from _listed(entries, frame, ordered=ordered)
            entries = []
            code = indented_code(lines.nodes, frame)
            if code is not None:
                yield GuideBlock(type="code", node=node, frame=frame, passage=empty, code=code)
            else:
                kind = COMPONENT if lines.kind == "tag" else "paragraph"
                images = self._images_in(lines.nodes) if frame.has_tags else ()
                yield GuideBlock(type=kind, node=node, frame=frame, passage=words, marks=marks_of(node), images=images)
        yield from _listed(entries, frame, ordered=ordered)

    def _entry(self, node: Node, frame: SourceFrame) -> GuideBlock:
        """An entry of a list."""
        inner = self._inside(node, frame)
        return GuideBlock(
            type="entry", node=node, frame=frame, passage=TextRun(frame=frame), marks=marks_of(node), inner=inner
        )

    def _tag(self, node: Node, frame: SourceFrame) -> Iterable[GuideBlock]:
        meaning = self.meanings.get(node.tag or "", "layout")
        if node.tag == "partial":
            return self._partial(node, frame)
        if meaning == "code" and isinstance(node.attributes.get("content"), str):
            return (
                GuideBlock(
                    type="code", node=node, frame=frame, passage=TextRun(frame=frame), code=code_of(node, frame)
                ),
            )
        if meaning == "image" and not isinstance(node.attributes.get("src"), str):
            return self._blocks(node, frame)  # Its images are its content.
        if meaning == "image":
            return (
                GuideBlock(
                    type="image", node=node, frame=frame, passage=TextRun(frame=frame), images=(item_image_of(node),)
                ),
            )
        if meaning == "note" or is_foreign_note(node):
            title = node.attributes.get("title")
            title = title if isinstance(title, str) else ""
            tone = str(node.attributes["tone"]) if is_foreign_note(node) else self._tones(node)
            inner = self._inside(node, frame)
            return (
                GuideBlock(
                    type="note",
                    node=node,
                    frame=frame,
                    passage=TextRun(frame=frame),
                    tone=tone,
                    title=title,
                    inner=inner,
                ),
            )
        if meaning == "options":
            return self._options(node, frame)
        if meaning in ("requirement", "verify"):
            inner = self._inside(node, frame)
            return (
                GuideBlock(
                    type=meaning,
                    node=node,
                    frame=frame,
                    passage=TextRun(frame=frame),
                    marks=marks_of(node),
                    inner=inner,
                ),
            )
        if meaning == "step":
            return (self._step(node, frame),)
        if meaning == "step-container":
            return self._steps(node, frame)
        if meaning == "skip":
            return (self._passed(node, frame, f"the tag '{node.tag}' contains nothing to do"),)
        if any(isinstance(node.attributes.get(name), str) for name in LINK_ATTRIBUTES):
            return (self._passed(node, frame, "a card that links to another page"),)
        return self._blocks(node, frame)

    def _passed(self, node: Node, frame: SourceFrame, reason: str) -> GuideBlock:
        """A block without items, with all its words."""
        inlines = [child for child in node.walk() if child.type == "inline"]
        words = passage([child for inline in inlines for child in inline.children], frame)
        return GuideBlock(type="passed", node=node, frame=frame, passage=words, title=reason)

    def _options(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        """Tabs: each begins with a block of type ``option``; an ``option`` without a title ends them."""
        label = node.attributes.get("label")
        group = label if isinstance(label, str) else ""
        for child, place in _children(node, frame):
            if child.type == "tag" and self.meanings.get(child.tag or "") == "option":
                named = (child.attributes.get(name) for name in ("title", "label"))
                title = next((text for text in named if isinstance(text, str)), "")
                run = TextRun(frame=place)
                yield GuideBlock(
                    type="option", node=child, frame=place, passage=run, tone=group, title=title, number=id(node)
                )
                yield from self._blocks(child, place)
            else:
                yield from self._block(child, place)
        yield GuideBlock(type="option", node=node, frame=frame, passage=TextRun(frame=frame))

    def _steps(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        """The blocks of a step container; a block of type ``steps-end`` ends it."""
        yield from self._blocks(node, frame)
        yield GuideBlock(type="steps-end", node=node, frame=frame, passage=TextRun(frame=frame))

    def _step(self, node: Node, frame: SourceFrame) -> GuideBlock:
        number = node.attributes.get("srNumber")
        title = node.attributes.get("title")
        if not isinstance(title, str):
            inside = (child.attributes.get("title") for child, _ in _children(node, frame) if child.type == "tag")
            title = next((text for text in inside if isinstance(text, str)), "")
        whole = number if isinstance(number, int) and not isinstance(number, bool) else None
        inner = self._inside(node, frame)
        return GuideBlock(
            type="step",
            node=node,
            frame=frame,
            passage=TextRun(frame=frame),
            marks=marks_of(node),
            title=title,
            number=whole,
            inner=inner,
        )

    def _partial(self, node: Node, frame: SourceFrame) -> Iterator[GuideBlock]:
        name = node.attributes.get("file")
        found = self._file_of(name) if isinstance(name, str) else None
        span = node.opening_span
        if found is None or span is None:
            return
        text, lines, path = found
        here = frame.position(span.start)
        via = (*frame.via, Via(frame.path, here.line, here.column))
        yield from self._blocks(node, SourceFrame(text=text, lines=lines, path=path, via=via))


def _listed(entries: Sequence[GuideBlock], frame: SourceFrame, *, ordered: bool) -> Iterator[GuideBlock]:
    """A list of these entries, if there are any."""
    if entries:
        node = Node("list", {"ordered": ordered})
        yield GuideBlock(type="list", node=node, frame=frame, passage=TextRun(frame=frame), inner=tuple(entries))


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
            part: TextPart = child.attributes["part"]
            tree, place = part.tree()
            for inner in tree.children:
                yield inner, place
        else:
            yield child, frame


def _moved(block: GuideBlock, down: int) -> GuideBlock:
    """The same block in a text that begins this many lines further down in its page."""
    frame = replace(block.frame, first_line=block.frame.first_line + down)
    inner = tuple([_moved(each, down) for each in block.inner]) if block.inner else ()
    return replace(block, frame=frame, passage=replace(block.passage, frame=frame), inner=inner)


def marks_of(node: Node) -> Mapping[str, Any]:
    """The author's marks on a node."""
    attributes = node.attributes
    if not attributes or _MARKS.isdisjoint(attributes):
        return NO_MARKS
    return {name: value for name, value in attributes.items() if name in _MARKS}
