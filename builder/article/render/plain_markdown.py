"""The page as plain Markdown: the author's own text, with the tags in it written out.

Nothing is formatted anew: while the tree is rendered, each tag, link and variable notes what stands
for it in plain Markdown (an edit of its span); the rest of the text stays as the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from builder.content.document import Document
from builder.diagnostics.span import Span
from builder.markdoc import Node

_OPEN, _CLOSE = "{%", "%}"
_ANNOTATION_SIGN = re.compile(r"\{%[\s\ufeff>]*(?:[#.]|[\w-]+=)")
"""How an annotation begins, on the next line of a quotation too: a tag has a name and a blank there."""


class MarkdownEdit(msgspec.Struct, frozen=True):
    """What stands for a range of the text."""

    start: int
    end: int
    text: str


class MarkdownText:
    """One file's text on its way to plain Markdown. Edits are noted in document order."""

    __slots__ = ("_annotations", "_edits", "_start", "_text")

    def __init__(self, document: Document) -> None:
        text = document.text
        self._text = text
        self._start = _behind_front_matter(document)
        self._edits: list[MarkdownEdit] = []
        self._annotations = _annotations(text, document.ast) if _ANNOTATION_SIGN.search(text) else []

    def replace(self, span: Span | None, text: str) -> None:
        """``text`` stands for the span; edits noted inside it are settled with it."""
        if span is None:
            return
        edits = self._edits
        while edits and edits[-1].start >= span.start:
            edits.pop()
        edits.append(MarkdownEdit(span.start, span.end, text))

    def inside(self, start: int, end: int) -> str:
        """A range of the text with the edits noted in it so far."""
        if not self._edits and not self._annotations:
            return self._text[start:end]
        pieces: list[str] = []
        position = start
        for edit in self._within(start, end):
            if edit.start < position:
                continue
            pieces += self._text[position : edit.start], edit.text
            position = edit.end
        pieces.append(self._text[position:end])
        return "".join(pieces)

    def content(self, node: Node) -> str:
        """What stands between a tag's opening and its closing, edited so far; empty for a self-closing one."""
        opening, whole = node.opening_span, node.span
        if opening is None or whole is None or opening.end >= whole.end:
            return ""
        return self.inside(opening.end, max(opening.end, self._text.rfind(_OPEN, opening.end, whole.end)))

    def between(self, nodes: Sequence[Node]) -> str:
        """From the first node to the last, edited so far; empty for none."""
        spans = [span for node in nodes if (span := node.span) is not None]
        return self.inside(spans[0].start, max(span.end for span in spans)) if spans else ""

    def table(self, node: Node) -> str:
        """A table written as lists, as a Markdown table; its cells on one line each."""
        rows = [row for part in node.children for row in part.children if row.type == "tr"]
        lines = ["| " + " | ".join(self._cell(cell) for cell in row.children) + " |" for row in rows]
        head = node.children[0].children if node.children else []
        width = max((len(row.children) for row in rows), default=0)
        rule = "|" + " --- |" * width
        return "\n".join([*lines[:1], rule, *lines[1:]] if head else ["|" + "  |" * width, rule, *lines])

    def _cell(self, cell: Node) -> str:
        return " ".join(self.between(cell.children).split()).replace("|", "\\|")

    def starts_tag(self, span: Span | None) -> bool:
        """Whether a tag's opening stands there."""
        return span is not None and self._text.startswith(_OPEN, span.start)

    def whole(self) -> str:
        """All of it, edited, without the front matter."""
        return self.inside(self._start, len(self._text))

    def _within(self, start: int, end: int) -> list[MarkdownEdit]:
        found = [edit for edit in self._tail(start) if edit.end <= end]
        if not self._annotations:
            return found
        found += [edit for edit in self._annotations if start <= edit.start and edit.end <= end]
        found.sort(key=lambda edit: (edit.start, -edit.end))
        return found

    def _tail(self, start: int) -> list[MarkdownEdit]:
        edits = self._edits
        first = len(edits)
        while first and edits[first - 1].start >= start:
            first -= 1
        return edits[first:]


def _behind_front_matter(document: Document) -> int:
    """The offset of the line behind the front matter; 0 if there is none."""
    if "frontmatter" not in document.ast.attributes:
        return 0
    text = document.text
    position = text.find("\n") + 1
    while position:
        end = text.find("\n", position)
        line = text[position:end] if end != -1 else text[position:]
        if line.strip() == "---":
            return end + 1 if end != -1 else len(text)
        position = end + 1
    return 0


def _annotations(text: str, ast: Node) -> list[MarkdownEdit]:
    """Edits that take the annotations of Markdown nodes out: plain Markdown has none."""
    found: dict[int, MarkdownEdit] = {}
    for node in ast.walk():
        if node.type == "tag" or not node.annotations:
            continue
        for spans in node.attribute_spans.values():
            start = text.rfind(_OPEN, 0, spans.name.start)
            end = text.find(_CLOSE, spans.value.end)
            if start != -1 and end != -1 and _CLOSE not in text[start : spans.name.start]:
                before = start - 1 if start and text[start - 1] == " " else start
                found[start] = MarkdownEdit(before, end + len(_CLOSE), "")
    return [found[start] for start in sorted(found)]
