"""Words with their places: the text of a block as plain text, with the offsets of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from builder.checklist.code_titles import LONGEST_INFO, language_and_title
from builder.checklist.model import Code, ItemImage, LinkTarget, Origin
from builder.checklist.sentences import sentences
from builder.checklist.word_places import BREAKS, WordPlaces, word_of
from builder.diagnostics.diagnostic import Via
from builder.diagnostics.span import LineIndex, Position
from builder.markdoc import Node

_ANNOTATION = re.compile(r"\{%[^%]*%\}")


class SourceFrame(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a part of the tree."""

    text: str
    lines: LineIndex
    path: str
    via: tuple[Via, ...]
    first_line: int = 0
    """Lines of the file before ``text``, if it is only a part of the file."""
    has_tags: bool = True
    """Whether there may be a tag in it."""
    has_elements: bool = True
    """Whether there may be a component's tag in it, such as ``<Tabs>``."""

    def position(self, offset: int) -> Position:
        """The place of an offset of ``text`` in the file."""
        place = self.lines.position(offset)
        return Position(place.line + self.first_line, place.column) if self.first_line else place

    def origin(self, start: int, end: int) -> Origin:
        """The place of a range of offsets."""
        first, last, above = self.lines.position(start), self.lines.position(end), self.first_line
        return Origin(
            path=self.path,
            line=first.line + above,
            column=first.column,
            end_line=last.line + above,
            end_column=last.column,
            via=self.via,
        )


class TextRun(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one block, on one line, with the marked parts."""

    frame: SourceFrame
    text: str = ""
    ui: tuple[tuple[int, str], ...] = ()
    """Labels in bold or code, with their offset in ``text``."""
    links: tuple[tuple[int, LinkTarget], ...] = ()
    images: tuple[tuple[int, ItemImage], ...] = ()
    codes: frozenset[int] = frozenset()
    """Offsets where code begins."""
    breaks: tuple[int, ...] = ()
    """Offsets after the ends of the author's lines."""
    bold_start: bool = False
    """Whether it begins with bold words."""
    places: WordPlaces = WordPlaces(())
    """The offsets of its words in the text of the frame."""

    def origin(self, start: int, end: int) -> Origin:
        """The place of a range of ``text``."""
        return self.frame.origin(*self._range(start, end))

    @property
    def first_line(self) -> int:
        """The line of its first word in the file."""
        return self.frame.position(self.places.with_marks(self.places.offset(0))).line

    def written(self, start: int, end: int) -> tuple[Origin, str]:
        """The place of a range, and its source on one line, with the values of variables and without annotations."""
        first, last = self._range(start, end)
        raw = self.frame.text[first:last]
        return self.frame.origin(first, last), one_line("".join(self._resolved(first, last)) if "{%" in raw else raw)

    def _resolved(self, first: int, last: int) -> Iterator[str]:
        text = self.frame.text
        for span, word in self.places.words_between(first, last):
            source = text[span.start : span.end]
            if "{%" in source:
                yield _ANNOTATION.sub("", text[first : span.start])
                yield word if source.startswith("{%") else source
                first = span.end
        yield _ANNOTATION.sub("", text[first:last])

    def _range(self, start: int, end: int) -> tuple[int, int]:
        """A range of ``text`` in the file, including the marks before its first word and after its last."""
        places = self.places
        whole = end >= len(self.text.rstrip())
        first = places.offset(start)
        if start == 0:
            first = places.with_marks(first)
        last = places.end if whole else places.offset(max(start, end - 1)) + 1
        return first, max(last, first)

    def marked(self, start: int, end: int) -> str:
        """A range of ``text`` with a mark before each label: a backtick before code, a star before bold words."""
        if not self.ui:
            return self.text[start:end]
        codes = self.codes
        parts: list[str] = []
        at = start
        for offset, _ in self.ui:
            if at <= offset < end:
                parts += (self.text[at:offset], "`" if offset in codes else "*")
                at = offset
        return "".join((*parts, self.text[at:end]))

    def part(self, start: int = 0, end: int | None = None, text: str = "") -> WordRange:
        """A range of it, the whole by default; ``text`` replaces its words."""
        end = len(self.text) if end is None else end
        return WordRange(self, start, end, text or one_line(self.text[start:end]))

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The ranges of its sentences, without spaces at their ends."""
        return sentences(self.text)


class WordRange(msgspec.Struct, frozen=True):
    """A range of a block's words."""

    run: TextRun
    start: int
    end: int
    text: str
    """On one line."""

    def written(self) -> tuple[Origin, str]:
        """Its place in the file, and its source on one line, with the values of variables and without annotations."""
        return self.run.written(self.start, self.end)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in it, each once."""
        return tuple(dict.fromkeys([label for at, label in self.run.ui if self.start <= at < self.end]))

    @property
    def links(self) -> tuple[LinkTarget, ...]:
        """The links in it."""
        return tuple([link for at, link in self.run.links if self.start <= at < self.end])


def passage(nodes: Sequence[Node], frame: SourceFrame) -> TextRun:
    """The words of inline nodes, one after the other."""
    found = _Gathering(nodes)
    return TextRun(
        frame=frame,
        text="".join(found.parts),
        ui=tuple(found.ui),
        links=tuple(found.links),
        images=tuple(found.images),
        codes=frozenset(found.codes),
        breaks=tuple(found.breaks),
        bold_start=found.bold_start,
        places=WordPlaces(nodes, found.words, found.offsets),
    )


class _Gathering:
    """The words of inline nodes while they are collected."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.parts: list[str] = []
        self.words: list[Node] = []
        """The node of each part, and where it begins."""
        self.offsets: list[int] = []
        self.ui: list[tuple[int, str]] = []
        self.links: list[tuple[int, LinkTarget]] = []
        self.images: list[tuple[int, ItemImage]] = []
        self.codes: list[int] = []
        self.breaks: list[int] = []
        self.bold_start = False
        self._length = 0
        self._add(nodes)

    def _add(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            kind = node.type
            word = word_of(node)
            if word is not None:
                length = self._length
                if kind == "code":
                    self.ui.append((length, word.strip()))
                    self.codes.append(length)
                self.parts.append(word)
                self.words.append(node)
                self.offsets.append(length)
                self._length = length + len(word)
                if kind in BREAKS:
                    self.breaks.append(self._length)
            elif kind == "image":
                self.images.append((self._length, item_image_of(node)))
            elif kind == "strong":
                self._strong(node)
            elif kind == "link":
                self._link(node)
            elif node.children:
                self._add(node.children)

    def _strong(self, node: Node) -> None:
        before, first = self._length, len(self.parts)
        if not "".join(self.parts[:2]).strip():
            self.bold_start = True
        self._add(node.children)
        label = "".join(self.parts[first:]).strip()
        if label:
            self.ui.append((before, label))

    def _link(self, node: Node) -> None:
        before, first = self._length, len(self.parts)
        self._add(node.children)
        target = node.attributes.get("href")
        if isinstance(target, str):
            self.links.append((before, LinkTarget("".join(self.parts[first:]).strip(), target)))


def one_line(text: str) -> str:
    """A text without line ends and double spaces."""
    return " ".join(text.split())


def item_image_of(node: Node) -> ItemImage:
    """The image that an image node or an image tag shows."""
    src, alt = node.attributes.get("src"), node.attributes.get("alt")
    return ItemImage(src if isinstance(src, str) else "", alt if isinstance(alt, str) else "")


def code_of(node: Node, frame: SourceFrame) -> Code:
    """The code block of a fence."""
    content, language, title = (node.attributes.get(name) for name in ("content", "language", "title"))
    text = content.rstrip("\n") if isinstance(content, str) else ""
    span = node.span
    info = frame.text[span.start : min(span.end, span.start + LONGEST_INFO)].partition("\n")[0] if span else ""
    name, found = language_and_title(language if isinstance(language, str) else "", info, text)
    return Code(language=name, text=text, title=title if isinstance(title, str) else found)
