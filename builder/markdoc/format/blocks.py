"""Source text of blocks, as lines without their line ends (MARKDOC 8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from builder.markdoc.delimiters import CLOSE, OPEN
from builder.markdoc.format.inline import InlineFormatter
from builder.markdoc.format.tables import Cell, pipe_table
from builder.markdoc.format.values import closing, format_annotations, format_value, opening
from builder.markdoc.node import Node

Lines = list[str]

_LONG_RUNS = {"`": re.compile("`{3,}"), "~": re.compile("~{3,}")}


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """Options of the formatter (MARKDOC 8)."""

    max_tag_opening_width: int = 80
    """A longer opening of a block tag gets a line for each attribute."""
    increment: bool = False
    """True: ordered lists count up; False: all items but the first have the number 1, as in the reference."""
    allow_indentation: bool = False
    """True: the content of a block tag is indented by two."""


class BlockFormatter:
    """Writes blocks. ``inline_for`` decides how carefully the text of a block is escaped."""

    def __init__(
        self, options: FormatOptions, inline_for: Callable[[Node], InlineFormatter], *, careful: bool = False
    ) -> None:
        self._options = options
        self._inline_for = inline_for
        self._careful = careful
        """True: a rule at the beginning is not written as front matter begins."""

    def document(self, node: Node) -> str:
        """The whole source."""
        front = node.attributes.get("frontmatter")
        lines: Lines = []
        if isinstance(front, str):
            lines = ["---", *(front.split("\n") if front else []), "---"]
        body = self.blocks([*node.slots.values(), *node.children], first_in_document=self._careful and not lines)
        if lines and body:
            lines.append("")
        lines += body
        return "\n".join(lines) + "\n" if lines else ""

    def blocks(self, nodes: list[Node], *, loose: bool = True, first_in_document: bool = False) -> Lines:
        """Blocks one after the other, with a blank line between them unless they are a tight item's."""
        lines: Lines = []
        for index, node in enumerate(nodes):
            block = self.block(node, star=first_in_document and index == 0)
            if not block:
                continue
            if lines and loose:
                lines.append("")
            lines += block
        return lines

    def block(self, node: Node, *, star: bool = False) -> Lines:
        """One block; ``star`` if a rule must be written with stars."""
        match node.type:
            case "paragraph":
                return self._leaf(node, node.children)
            case "inline":
                return self._inline_for(node).content(node.children).split("\n")
            case "heading":
                return self._heading(node)
            case "hr":
                return ["***" if star else "---"]
            case "fence":
                return _fence(node)
            case "blockquote":
                return [f"> {line}" if line else ">" for line in self.blocks(node.children)] or [">"]
            case "list":
                return self._list(node)
            case "table":
                return pipe_table([[self._cell(cell) for cell in row.children] for row in _rows(node)])
            case "comment":
                return f"<!-- {node.attributes.get('content', '')} -->".split("\n")
            case "text":
                return [f"{OPEN} {format_value(node.attributes.get('content'))} {CLOSE}"]
            case "tag":
                return self._tag(node)
        return self.blocks(node.children)

    def _leaf(self, node: Node, inlines: list[Node]) -> Lines:
        return self._annotated(node, inlines).split("\n")

    def _annotated(self, node: Node, inlines: list[Node], *, line_start: bool = True) -> str:
        """The inline content of a block, with the block's annotations after it, or before a space."""
        annotations = format_annotations(node.annotations)
        nodes = [child for inline in inlines for child in inline.children]
        formatter = self._inline_for(node)
        if annotations and nodes and str(nodes[0].attributes.get("content", "")).startswith(" "):
            return annotations + formatter.content(nodes, line_start=False)
        return formatter.content(nodes, line_start=line_start, annotated=bool(annotations)) + annotations

    def _heading(self, node: Node) -> Lines:
        level = node.attributes.get("level")
        marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        text = self._annotated(node, node.children, line_start=False)
        if text.endswith("#"):
            text = f"{text[:-1]}\\#"
        return [f"{marks} {text}".rstrip(" ")]

    # Lists

    def _list(self, node: Node) -> Lines:
        ordered = node.attributes.get("ordered")
        marker = node.attributes.get("marker")
        if not ordered:
            return self._items(node.children, [str(marker or "-")] * len(node.children))
        start = node.attributes.get("start")
        first = start if isinstance(start, int) else 1
        numbers = [
            first + index if self._options.increment else first if index == 0 else 1
            for index in range(len(node.children))
        ]
        return self._items(node.children, [f"{number}{marker or '.'}" for number in numbers])

    def _items(self, items: list[Node], markers: list[str]) -> Lines:
        loose = any(child.type == "paragraph" for item in items for child in item.children)
        lines: Lines = []
        for item, marker in zip(items, markers, strict=True):
            if lines and loose:
                lines.append("")
            indent = " " * (len(marker) + 1)
            for index, line in enumerate(self._item(item, loose, marker)):
                prefix = f"{marker} " if index == 0 else indent
                lines.append(f"{prefix}{line}" if line else prefix.rstrip(" "))
        return lines

    def _item(self, item: Node, loose: bool, marker: str) -> Lines:
        lines: Lines = []
        for index, child in enumerate(item.children):
            if child.type == "inline":
                block = self._leaf(item, [child]) if index == 0 else self.block(child)
            else:
                block = self.block(child, star=index == 0 and marker == "-")
            if lines and loose:
                lines.append("")
            lines += block
        return lines or [""]

    # Tables

    def _cell(self, cell: Node) -> Cell:
        inlines = [child for child in cell.children if child.type == "inline"]
        text = self._annotated(cell, inlines, line_start=False)
        align = cell.attributes.get("align")
        return Cell(text, align if isinstance(align, str) else "")

    def _list_table(self, table: Node) -> Lines:
        """The rows of a ``{% table %}`` as lists with rules between them."""
        head = [row for part in table.children if part.type == "thead" for row in part.children]
        body = [row for part in table.children if part.type == "tbody" for row in part.children]
        lines = [line for row in head for line in self._row(row)]
        for row in body:
            lines += ["---", *self._row(row)]
        return lines if body or head else ["---"]

    def _row(self, row: Node) -> Lines:
        if row.type == "tr":
            return self._items(row.children, ["-"] * len(row.children))
        if row.type != "tag":
            return self.block(row)
        inner: Lines = []
        separate = False
        for child in row.children:
            if separate and child.type == "tr":
                inner.append("---")
            inner += self._row(child)
            separate = child.type == "tr"
        end = closing(row)
        return [*opening(row, self._options.max_tag_opening_width), *inner, *([end] if end else [])]

    # Tags

    def _tag(self, node: Node) -> Lines:
        lines = opening(node, self._options.max_tag_opening_width)
        end = closing(node)
        if not end:
            return lines
        table = node.children[0] if node.tag == "table" and len(node.children) == 1 else None
        if table is not None and _is_list_table(table, node):
            inner = self._list_table(table)
        else:
            inner = self.blocks([*node.slots.values(), *node.children])
        indent = "  " if self._options.allow_indentation else ""
        return [*lines, *(indent + line if line else line for line in inner), end]


def _rows(table: Node) -> list[Node]:
    return [row for part in table.children for row in part.children]


def _is_list_table(table: Node, tag: Node) -> bool:
    """Whether the table in a ``{% table %}`` can have been written as lists.

    One of lists has the tag's attributes; it has no columns that are aligned by the syntax of pipes.
    """
    return (
        table.type == "table"
        and table.attributes == tag.attributes
        and not any(
            "align" in cell.attributes and not any(given.name == "align" for given in cell.annotations)
            for row in _rows(table)
            for cell in row.children
        )
    )


def _fence(node: Node) -> Lines:
    content = node.attributes.get("content")
    content = content if isinstance(content, str) else ""
    info = fence_info(node)
    mark = "~" if "`" in info else "`"
    longest = max((len(run) for run in _LONG_RUNS[mark].findall(content)), default=2)
    boundary = mark * (longest + 1)
    lines = content.removesuffix("\n").split("\n") if content else []
    return [boundary + info, *lines, boundary]


def fence_info(node: Node) -> str:
    """The text after a fence's marks: its language and annotations, or all that was written if there is more."""
    language = node.attributes.get("language")
    language = language if isinstance(language, str) else ""
    written = getattr(node.where, "info", None)
    if isinstance(written, str):
        start, end = written.find(OPEN), written.find(CLOSE)
        rest = written[:start] + written[end + len(CLOSE) :] if 0 <= start < end else written
        if node.tag or rest.strip() != language or not written.startswith((language, OPEN)):
            return written.rstrip()
    annotations = format_annotations(node.annotations)
    return f"{language} {annotations}" if annotations else language
