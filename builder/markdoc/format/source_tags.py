"""White space in tags: one space between their parts, or a line for each attribute."""

from __future__ import annotations

from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN, TagEnds
from builder.markdoc.format.layout import Layout, LineEdit
from builder.markdoc.grammar import parse_tag_spans
from builder.markdoc.node import Node
from builder.markdoc.scanner import TagSyntaxError
from builder.markdoc.spans.node_spans import BlockTagWhere

INDENT = "   "
"""Indentation of an attribute on a separate line."""


class TagSpacing:
    """Puts one space between the parts of the tags of a source."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def spaced(self, number: int, line: str) -> str:
        """A line with its tags spaced; those that go on in the next line stay as they are."""
        if OPEN not in line:
            return line
        start = self._layout.start(number)
        ends = TagEnds(line)
        pieces: list[str] = []
        done = 0
        at = line.find(OPEN)
        while at != -1:
            end = ends.find(at)
            if end == -1:
                break
            behind = end + len(CLOSE)
            if not self._layout.is_literal(start + at) and line[at - 1 : at] != "\\":
                pieces += [line[done:at], _spaced_tag(line[at:behind])]
                done = behind
            at = line.find(OPEN, behind)
        return "".join(pieces) + line[done:]

    @staticmethod
    def parted(line: str) -> tuple[str, ...] | None:
        """The lines of a block tag's opening, one for each attribute; ``None`` if the line is something else."""
        text = line.lstrip(" ")
        if not text.startswith(OPEN) or TagEnds(text).find(0) != len(text) - len(CLOSE):
            return None
        parts = tag_parts(text[len(OPEN) : -len(CLOSE)])
        if parts is None or len(parts) < 2:
            return None
        return _lines_of(parts, line[: len(line) - len(text)])


def _spaced_tag(tag: str) -> str:
    parts = tag_parts(tag[len(OPEN) : -len(CLOSE)])
    return tag if parts is None else _one_line(parts)


def _one_line(parts: list[str]) -> str:
    # The slash of a tag that closes itself is the last part.
    end = f" /{CLOSE}" if parts[-1] == "/" else f" {CLOSE}"
    return f"{OPEN} {' '.join(parts[:-1] if parts[-1] == '/' else parts)}{end}"


def _lines_of(parts: list[str], indent: str) -> tuple[str, ...]:
    end = f" /{CLOSE}" if parts[-1] == "/" else f" {CLOSE}"
    given = parts[:-1] if parts[-1] == "/" else parts
    if len(given) < 2:
        return (indent + _one_line(parts),)
    inner = [f"{indent}{INDENT}{part}" for part in given[1:]]
    return (f"{indent}{OPEN} {given[0]}", *inner[:-1], inner[-1] + end)


def tag_parts(inner: str) -> list[str] | None:
    """A tag's name, attributes and closing slash as they are written; ``None`` where it can't be read."""
    content = inner.strip(BLANKS)
    try:
        found = parse_tag_spans(content)
    except TagSyntaxError:
        return None
    if found.kind in ("variable", "tag_close"):
        return [content]
    starts: list[int] = []
    for span in found.spans:
        start = min(span.name.start, span.value.start)
        starts.append(start - 1 if start and content[start - 1] in ".#" else start)
    ends = [span.value.end for span in found.spans]
    name = found.name or ""
    parts, at = ([name], len(name)) if name else ([], 0)
    for start, end in zip(starts, ends, strict=True):
        if content[at:start].strip(BLANKS):
            return None
        parts.append(content[start:end])
        at = end
    rest = content[at:].strip(BLANKS)
    if rest not in ("", "/"):
        return None
    return [*parts, rest] if rest else parts


def reflowed_tag(layout: Layout, tag: Node, width: int) -> LineEdit | None:
    """The edit of a tag whose opening has several lines: one line if that is not longer than the width."""
    where = tag.where
    assert isinstance(where, BlockTagWhere)
    first, last = layout.number(where.start), layout.number(where.end - 1)
    line = layout.lines[first]
    indent = line[: len(line) - len(line.lstrip(" "))]
    behind = layout.lines[last][where.end - layout.start(last) :]
    parts = tag_parts(where.content)
    if parts is None or layout.start(first) + len(indent) != where.start or behind.strip(" \t"):
        return None
    if any("\n" in part for part in parts):
        return None
    joined = indent + _one_line(parts)
    lines = (joined,) if len(joined) <= width else _lines_of(parts, indent)
    return LineEdit(first, last + 1, lines) if list(lines) != layout.lines[first : last + 1] else None
