"""Words with their places: the text of a block as plain text, with the offsets of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from builder.checklist.model import Code, ItemImage, LinkTarget, Origin
from builder.checklist.sentences import sentences
from builder.diagnostics.diagnostic import Via
from builder.diagnostics.span import LineIndex, Position
from builder.markdoc import Node

_ANNOTATION = re.compile(r"\{%[^%]*%\}")


class SourceFrame(msgspec.Struct, frozen=True):
    """The file of a part of the tree."""

    text: str
    lines: LineIndex
    path: str
    via: tuple[Via, ...]
    first_line: int = 0
    """Lines of the file before ``text``, if it is only a part of the file."""

    def position(self, offset: int) -> Position:
        """The place of an offset of ``text`` in the file."""
        place = self.lines.position(offset)
        return Position(place.line + self.first_line, place.column) if self.first_line else place

    def origin(self, start: int, end: int) -> Origin:
        """The place of a range of offsets."""
        first, last, above = self.lines.position(start), self.lines.position(end), self.first_line
        return Origin(self.path, first.line + above, first.column, last.line + above, last.column, self.via)


class TextRun(msgspec.Struct):
    """The words of one block, on one line, with the marked parts."""

    frame: SourceFrame
    text: str = ""
    """Returned complete by :func:`passage`."""
    ui: list[tuple[int, str]] = msgspec.field(default_factory=list)
    """Labels in bold or code, with their offset in ``text``."""
    links: list[tuple[int, LinkTarget]] = msgspec.field(default_factory=list)
    images: list[tuple[int, ItemImage]] = msgspec.field(default_factory=list)
    codes: list[int] = msgspec.field(default_factory=list)
    """Offsets where code begins."""
    breaks: list[int] = msgspec.field(default_factory=list)
    """Offsets after the ends of the author's lines."""
    bold_start: bool = False
    """Whether it begins with bold words."""
    _inner: list[int] = msgspec.field(default_factory=list)
    _outer: list[int] = msgspec.field(default_factory=list)
    _start: int = -1
    _end: int = 0
    _parts: list[str] = msgspec.field(default_factory=list)
    _length: int = 0

    def offset(self, inner: int) -> int:
        """The offset in the file of an offset in ``text``."""
        if not self._inner:
            return self._end
        index = max(0, bisect_right(self._inner, inner) - 1)
        return self._outer[index] + inner - self._inner[index]

    def origin(self, start: int, end: int) -> Origin:
        """The place of a range of ``text``."""
        whole = end >= len(self.text.rstrip())
        last = self._end if whole else self.offset(max(start, end - 1)) + 1
        first = self._first(start)
        return self.frame.origin(first, max(last, first))

    def _first(self, start: int) -> int:
        """The offset in the file where a range begins, including the marks before its first word."""
        return min(self.offset(start), self._start) if start == 0 and self._outer else self.offset(start)

    def source(self, start: int, end: int) -> str:
        """A range as the author wrote it, on one line, without annotations."""
        whole = end >= len(self.text.rstrip())
        raw = self.frame.text[self._first(start) : self._end if whole else self.offset(max(start, end - 1)) + 1]
        return one_line(_ANNOTATION.sub("", raw) if "{%" in raw else raw)

    def add(self, node: Node) -> None:
        """Add the words of one inline node."""
        span = node.span
        if span is not None:
            if self._start < 0:
                self._start = span.start
            if span.end > self._end:
                self._end = span.end
        kind = node.type
        content = node.attributes.get("content")
        if kind == "text" and isinstance(content, (str, int, float)) and not isinstance(content, bool):
            self._write(str(content), span.start if span is not None else self._end)
        elif kind in ("softbreak", "hardbreak"):
            self._write(" ", span.start if span is not None else self._end)
            self.breaks.append(self._length)
        elif kind == "code" and isinstance(content, str):
            self.ui.append((self._length, content.strip()))
            self.codes.append(self._length)
            self._write(content, span.start + 1 if span is not None else self._end)
        elif kind == "image":
            self.images.append((self._length, _item_image(node)))
        elif kind == "strong":
            self._strong(node)
        elif kind == "link":
            self._link(node)
        else:
            for child in node.children:
                self.add(child)

    def _strong(self, node: Node) -> None:
        before, first = self._length, len(self._parts)
        if not "".join(self._parts[:2]).strip():
            self.bold_start = True
        for child in node.children:
            self.add(child)
        label = "".join(self._parts[first:]).strip()
        if label:
            self.ui.append((before, label))

    def _link(self, node: Node) -> None:
        before, first = self._length, len(self._parts)
        for child in node.children:
            self.add(child)
        target = node.attributes.get("href")
        if isinstance(target, str):
            self.links.append((before, LinkTarget("".join(self._parts[first:]).strip(), target)))

    def _write(self, text: str, outer: int) -> None:
        self._inner.append(self._length)
        self._outer.append(outer)
        self._parts.append(text)
        self._length += len(text)

    def marked(self, start: int, end: int) -> str:
        """A range of ``text`` with a mark before each label: a backtick before code, a star before bold words."""
        if not self.ui:
            return self.text[start:end]
        codes = set(self.codes)
        parts: list[str] = []
        at = start
        for offset, _ in self.ui:
            if at <= offset < end:
                parts += (self.text[at:offset], "`" if offset in codes else "*")
                at = offset
        return "".join((*parts, self.text[at:end]))

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The ranges of its sentences, without blanks at their ends."""
        return sentences(self.text)


def passage(nodes: Iterable[Node], frame: SourceFrame) -> TextRun:
    """The words of inline nodes, one after the other."""
    found = TextRun(frame)
    for node in nodes:
        found.add(node)
    found.text = "".join(found._parts)
    return found


def one_line(text: str) -> str:
    """A text without line ends and double blanks."""
    return " ".join(text.split())


def _item_image(node: Node) -> ItemImage:
    src, alt = node.attributes.get("src"), node.attributes.get("alt")
    return ItemImage(src if isinstance(src, str) else "", alt if isinstance(alt, str) else "")


def item_image_of(node: Node) -> ItemImage:
    """The image that an image node or an image tag shows."""
    return _item_image(node)


def code_of(node: Node) -> Code:
    """The code block of a fence."""
    content, language = node.attributes.get("content"), node.attributes.get("language")
    return Code(language if isinstance(language, str) else "", content.rstrip("\n") if isinstance(content, str) else "")
