"""The formatting rules, each of which proposes a new form of some lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.markdoc.format.layout import Layout, LineEdit
from builder.markdoc.format.source_tables import formatted_rows
from builder.markdoc.format.source_tags import TagSpacing, reflowed_tag
from builder.markdoc.node import Node

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])")


def propose(layout: Layout, tag_width: int) -> Iterator[LineEdit]:
    """The edits of all rules, in the order of the lines."""
    lines = list(layout.lines)
    spacing = TagSpacing(layout)
    for number, line in enumerate(lines):
        if number not in layout.kept:
            lines[number] = _without_end_blanks(spacing.spaced(number, line), hard=number in layout.hard_breaks)
    blocks = list(layout.tree.walk())
    for node in blocks:
        if node.type == "heading":
            _format_heading(lines, layout, node)
    for number, line in _indented(layout, lines):
        lines[number] = line
    tables = [node for node in blocks if node.type == "table" and _format_table(lines, layout, node)]
    found = {
        n: LineEdit(n, n + 1, (new,))
        for n, (old, new) in enumerate(zip(layout.lines, lines, strict=True))
        if new != old
    }
    for table in tables:
        _join_edits(found, lines, table)
    if tag_width:
        _reflow_tags(found, lines, layout, tag_width)
    _blank_lines(found, lines, layout)
    yield from (found[number] for number in sorted(found))


def _without_end_blanks(line: str, *, hard: bool) -> str:
    bare = line.rstrip(" \t")
    return f"{bare}  " if hard and line.endswith("  ") else bare


def _format_heading(lines: list[str], layout: Layout, heading: Node) -> None:
    if heading.span is None or not heading.lines:
        return
    number = min(heading.lines)
    column = heading.span.start - layout.start(number)
    line = lines[number]
    match = _HEADING.match(line, column) if 0 <= column < len(line) else None
    if match is not None and number not in layout.kept:
        lines[number] = f"{line[:column]}{match[1]} {line[match.end() :]}"


def _format_table(lines: list[str], layout: Layout, table: Node) -> bool:
    """Align a table's columns; returns whether it is a pipe table."""
    if len(table.lines) < 2:
        return False
    first, end = min(table.lines), min(max(table.lines), len(lines))
    if layout.kept.isdisjoint(range(first, end)):
        rows = formatted_rows(lines[first:end])
        if rows is not None:
            lines[first:end] = rows
            return True
    return False


def _join_edits(found: dict[int, LineEdit], lines: list[str], table: Node) -> None:
    """Make one edit of a table's, so that a range of lines changes all of its rows or none."""
    first, end = min(table.lines), min(max(table.lines), len(lines))
    changed = [number for number in range(first, end) if found.pop(number, None) is not None]
    if changed:
        found[first] = LineEdit(first, end, tuple(lines[first:end]))


def _indented(layout: Layout, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Indent the lines that continue a list item's paragraph."""
    stack = [(child, -1, -1) for child in layout.tree.children]
    while stack:
        node, item_column, text_column = stack.pop()
        if node.type in ("blockquote", "table", "fence"):
            continue
        if node.type == "item":
            item_column = _content_column(layout, node)
        if node.type == "inline":
            if item_column > 0 and node.span is not None and node.lines:
                yield from _continued(layout, lines, node, item_column)
            continue
        stack.extend((child, item_column, text_column) for child in node.children)


def _continued(layout: Layout, lines: list[str], inline: Node, column: int) -> Iterator[tuple[int, str]]:
    for number in range(min(inline.lines) + 1, min(max(inline.lines), len(lines))):
        line = lines[number]
        bare = line.lstrip(" ")
        if bare and number not in layout.kept and len(line) - len(bare) < column and not bare.startswith(("\t", ">")):
            yield number, " " * column + bare


def _content_column(layout: Layout, item: Node) -> int:
    """The column at which an item's content begins; -1 where tabs or quotation marks are before it."""
    if item.span is None or not item.lines:
        return -1
    number = min(item.lines)
    line = layout.lines[number]
    column = item.span.start - layout.start(number)
    marker = _MARKER.match(line, column) if 0 <= column < len(line) else None
    if marker is None or "\t" in line or ">" in line[:column]:
        return -1
    blanks = len(line) - marker.end() - len(line[marker.end() :].lstrip(" "))
    return marker.end() + (blanks if 1 <= blanks <= 4 else 1)


def _reflow_tags(found: dict[int, LineEdit], lines: list[str], layout: Layout, width: int) -> None:
    """Give tags that are longer than the width a line for each attribute, and shorter ones a single line."""
    for tag in layout.long_tags:
        edit = reflowed_tag(layout, tag, width)
        if edit is not None:
            found[edit.first] = edit
    for number, line in enumerate(lines):
        if len(line) > width and number not in layout.kept:
            parted = TagSpacing.parted(line)
            if parted is not None:
                found[number] = LineEdit(number, number + 1, parted)


def _blank_lines(found: dict[int, LineEdit], lines: list[str], layout: Layout) -> None:
    """One blank line instead of several, none at the ends, one after front matter."""
    blank = True
    last = -1
    for number, line in enumerate(lines):
        if line or number in layout.kept:
            blank, last = False, number
        elif blank:
            found[number] = LineEdit(number, number + 1, ())
        else:
            blank = True
    for number in range(last + 1, len(lines)):
        found[number] = LineEdit(number, number + 1, ())
    front = _behind_front_matter(layout)
    if 0 < front < len(lines) and lines[front]:
        edit = found.get(front, LineEdit(front, front + 1, (lines[front],)))
        found[front] = LineEdit(front, edit.end, ("", *edit.lines))


def _behind_front_matter(layout: Layout) -> int:
    front = layout.tree.attributes.get("frontmatter")
    if not isinstance(front, str):
        return -1
    return next((n + 1 for n in range(1, len(layout.lines)) if layout.lines[n].strip() == "---"), -1)
