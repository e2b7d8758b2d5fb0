"""The page as plain Markdown: the author's text, with tags replaced by Markdown.

Nothing is reformatted: while the tree is rendered, each tag, link and variable records its plain Markdown as an edit of
its span. The rest of the text stays as the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from builder.article.code_spans import code_spans, is_in
from builder.content.addresses import NOWHERE
from builder.content.document import Document
from builder.content.unsafe_text import harmful_addresses
from builder.diagnostics.diagnostic import Via
from builder.diagnostics.span import Span
from builder.markdoc import Node
from builder.markdoc.spans.node_spans import DocumentWhere

_OPEN, _CLOSE = "{%", "%}"
_ANNOTATION_SIGN = re.compile(r"\{%[\s\ufeff>]*(?:[#.]|[\w-]+=)")
"""The beginning of an annotation, also on the next line of a quotation: a tag would have a name and a space here."""


_PREFIX = re.compile(r"[ >]*(?:(?:[-+*]|\d{1,9}[.)]) +)*")
"""Text that may precede a block on its line: indent, quotation marks, and markers of list items."""
_MARKER = re.compile(r"[-+*]|\d{1,9}[.)]")


class MarkdownEdit(msgspec.Struct, frozen=True):
    """The replacement of a range of the text."""

    start: int
    end: int
    text: str


class RenderedFile:
    """A page or a partial whose text is being rendered, with its text as plain Markdown so far.

    Edits of the text are recorded in document order.
    """

    __slots__ = ("_edits", "_is_indented", "_removals", "_start", "_text", "document", "name", "path", "via")

    def __init__(self, document: Document, path: str = "", name: str = "", via: tuple[Via, ...] = ()) -> None:
        """The path and the name are those of a partial, ``via`` the tags that include it; empty for the page itself."""
        text = document.text
        self.document = document
        self.path = path
        """Relative to the project."""
        self.name = name
        self.via = via
        self._text = text
        self._start = _behind_front_matter(document)
        self._edits: list[MarkdownEdit] = []
        self._is_indented = (
            isinstance(where := document.ast.where, DocumentWhere) and where.arguments["allow_indentation"]
        )
        """Whether the content of tags may be indented by four spaces or more, which plain Markdown reads as code."""
        self._removals = _annotations(text, document.ast) if _ANNOTATION_SIGN.search(text) else []
        comments = _comments(text, document.ast) if "<!--" in text else []
        hidden = [Span(edit.start, edit.end) for edit in comments]
        self._removals += [*comments, *(each for each in _harmful_addresses(document) if not is_in(hidden, each.start))]

    def replace(self, span: Span | None, text: str, *, has_prefixes: bool = False) -> None:
        """Replace the span, and the edits recorded inside it, by ``text``.

        The lines of ``text`` get the indent and quotation marks of the span's line, unless they have them already.
        """
        if span is None:
            return
        if "\n" in text and not has_prefixes:
            text = _with_prefix(text, self._prefix(span.start))
        edits = self._edits
        while edits and edits[-1].start >= span.start:
            edits.pop()
        edits.append(MarkdownEdit(span.start, span.end, text))

    def inside(self, start: int, end: int, indent: int = 0) -> str:
        """A range of the text with the edits recorded in it so far; its own lines lose ``indent`` spaces."""
        if not self._edits and not self._removals:
            return _less_indented(self._text[start:end], indent)
        pieces: list[str] = []
        position = start
        for edit in self._within(start, end):
            if edit.start < position:
                continue
            pieces += _less_indented(self._text[position : edit.start], indent), edit.text
            position = edit.end
        pieces.append(_less_indented(self._text[position:end], indent))
        return "".join(pieces)

    def content(self, node: Node) -> str:
        """The text between a tag's opening and its closing, edited so far; empty for a self-closing tag."""
        opening, whole = node.opening_span, node.span
        if opening is None or whole is None or opening.end >= whole.end:
            return ""
        end = max(opening.end, self._text.rfind(_OPEN, opening.end, whole.end))
        prefix = self._prefix(opening.start)
        if prefix:
            return _without_prefix(self.inside(opening.end, end), prefix)
        indent = _least_indent(self._text[opening.end : end]) if self._is_indented else 0
        return self.inside(opening.end, end, indent)

    def _prefix(self, start: int) -> str:
        """The indent and quotation marks of the lines of a block at ``start``; empty inside a line."""
        if self._is_indented:
            return ""
        written = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        if not written or _PREFIX.fullmatch(written) is None:
            return ""
        return _MARKER.sub(lambda marker: " " * len(marker[0]), written)

    def between(self, nodes: Sequence[Node]) -> str:
        """The text from the first node to the last with the edits so far; empty without nodes."""
        spans = [span for node in nodes if (span := node.span) is not None]
        return self.inside(spans[0].start, max(span.end for span in spans)) if spans else ""

    def table(self, node: Node) -> str:
        """A table written as lists, as a Markdown table with each cell on one line."""
        rows = [row for part in node.children for row in part.children if row.type == "tr"]
        lines = ["| " + " | ".join(self._cell(cell) for cell in row.children) + " |" for row in rows]
        head = node.children[0].children if node.children else []
        width = max((len(row.children) for row in rows), default=0)
        rule = "|" + " --- |" * width
        return "\n".join([*lines[:1], rule, *lines[1:]] if head else ["|" + "  |" * width, rule, *lines])

    def _cell(self, cell: Node) -> str:
        return " ".join(self.between(cell.children).split()).replace("|", "\\|")

    def remove_heading_id(self, span: Span | None, identifier: str) -> None:
        """Remove the ``{#id}`` at the end of a heading, which plain Markdown does not have."""
        written = f"{{#{identifier}}}"
        end = len(self._text[: span.end].rstrip()) if span is not None else 0
        if self._text.endswith(written, 0, end):
            start = end - len(written)
            self.replace(Span(start - 1 if self._text[start - 1 : start] == " " else start, end), "")

    def is_bare(self, span: Span | None) -> bool:
        """Whether a link is a bare URL, without brackets around it."""
        return span is not None and not self._text.startswith(("[", "!", "<"), span.start)

    def starts_tag(self, span: Span | None) -> bool:
        """Whether a tag opens at this offset."""
        return span is not None and self._text.startswith(_OPEN, span.start)

    def whole(self) -> str:
        """The whole text, edited, without the front matter."""
        return self.inside(self._start, len(self._text))

    def _within(self, start: int, end: int) -> list[MarkdownEdit]:
        found = [edit for edit in self._tail(start) if edit.end <= end]
        if not self._removals:
            return found
        found += [edit for edit in self._removals if start <= edit.start and edit.end <= end]
        found.sort(key=lambda edit: (edit.start, -edit.end))
        return found

    def _tail(self, start: int) -> list[MarkdownEdit]:
        edits = self._edits
        first = len(edits)
        while first and edits[first - 1].start >= start:
            first -= 1
        return edits[first:]


def _with_prefix(text: str, prefix: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{prefix}{line}" if line else prefix.rstrip() for line in others)])


def _without_prefix(text: str, prefix: str) -> str:
    bare = prefix.rstrip()
    first, *others = text.split("\n")
    return "\n".join([first, *(line.removeprefix(prefix if line.startswith(prefix) else bare) for line in others)])


def _least_indent(text: str) -> int:
    """The common indent of all lines after the first, blank ones excluded."""
    lines = [line for line in text.split("\n")[1:-1] if line.strip()]
    return min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)


def _less_indented(text: str, indent: int) -> str:
    return re.sub(rf"(?<=\n) {{1,{indent}}}", "", text) if indent else text


def _behind_front_matter(document: Document) -> int:
    """The offset of the line after the front matter; 0 if there is none."""
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


def _harmful_addresses(document: Document) -> list[MarkdownEdit]:
    """Edits that replace unsafe addresses by ``#``, outside code."""
    found = list(harmful_addresses(document.text))
    code = code_spans(document.ast) if found else []
    return [MarkdownEdit(start, end, NOWHERE) for start, end in found if not is_in(code, start)]


def _comments(text: str, ast: Node) -> list[MarkdownEdit]:
    """Edits that remove comments: they are for authors. One alone on its line is removed with the line."""
    spans = sorted(node.span for node in ast.walk() if node.type == "comment" and node.span is not None)
    found: list[MarkdownEdit] = []
    for span in spans:
        alone = text[span.start - 1 : span.start] in ("", "\n") and text[span.end : span.end + 1] == "\n"
        found.append(MarkdownEdit(span.start, span.end + alone, ""))
    return found


def _annotations(text: str, ast: Node) -> list[MarkdownEdit]:
    """Edits that remove the annotations of Markdown nodes, which plain Markdown does not have."""
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
