"""Cuts a paragraph at the lines that hold only a component's tag: its words, tags, lists and code are blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import Literal

import msgspec

from builder.checklist.code_titles import language_and_title
from builder.checklist.model import Code
from builder.checklist.source_text import SourceFrame
from builder.markdoc import Node

FENCE = "```"
NOTES = frozenset(
    {"Note", "Tip", "Hint", "Info", "Important", "Warning", "Caution", "Danger", "Callout", "Admonition", "Alert"}
    | {"Aside", "Check"}
)
"""Components whose tags begin and end a note."""
_TAGS = re.compile(
    r"\s*<[A-Z][\w.]*\b[^<>]*$|\s*\{\s*[`'\"].*\}\s*$"
    r"|\s*(?:</?(?:[A-Z][\w.]*|div|details|section|center|p|span)(?:\s[^<>]{0,400})?/?>\s*)+$"
)
"""A line of tags, the beginning of one, or an expression of JSX."""
_NAME = re.compile(r"\s*<(/?)([A-Z]\w*)")
_MARKER = re.compile(r"\s*(?:(\d{1,2})[.)]|[-*+])\s+\S")
_FENCED = re.compile(r"`{3,}[ \t]*([\w+-]*)[^\n]*\n(.*?)\n?[ \t]*`{3,}\s*\Z", re.DOTALL)


class ParagraphLines(msgspec.Struct, frozen=True):
    """Neighbouring lines of a paragraph."""

    kind: Literal["words", "tag", "ordered", "bullet"]
    nodes: tuple[Node, ...]


def may_hold_components(nodes: Sequence[Node]) -> bool:
    """Whether a line of a paragraph begins as a tag does, or is code of several lines."""
    for node in nodes:
        if node.type == "text":
            content = node.attributes.get("content")
            if isinstance(content, str) and content.lstrip()[:1] in ("<", "{"):
                return True
        elif node.type == "code" and len(nodes) == 1 and "  " in str(node.attributes.get("content")):
            return True
    return False


def cut(nodes: Sequence[Node]) -> Iterator[ParagraphLines]:
    """The lines of a paragraph in order, those of one kind together; each entry of a list by itself.

    Tags of notes stay with their words.
    """
    run: list[Node] = []
    opened: list[Node] = []
    """The lines of a tag that is not closed yet."""
    for line in _lines(nodes):
        text = _text(line)
        if opened:
            opened += [Node("softbreak"), *line]
            if text.rstrip().endswith(">"):
                yield ParagraphLines("tag", tuple(opened))
                opened = []
            continue
        named = _NAME.match(text)
        marker = _MARKER.match(text)
        if _TAGS.match(text) is not None and (named is None or named[2] not in NOTES):
            yield from _words(run)
            run = []
            if ">" in text or "{" in text:
                yield ParagraphLines("tag", tuple(line))
            else:
                opened = list(line)
        elif marker is not None:
            yield from _words(run)
            run = []
            yield ParagraphLines("ordered" if marker[1] else "bullet", tuple(line))
        elif named is not None and named[2] in NOTES and not named[1]:
            yield from _words(run)
            run = list(line)
        else:
            run += [Node("softbreak"), *line] if run else line
            if named is not None and named[2] in NOTES:
                yield from _words(run)
                run = []
    yield from _words(run)
    if opened:
        yield ParagraphLines("tag", tuple(opened))


def indented_code(nodes: Sequence[Node], frame: SourceFrame) -> Code | None:
    """The code of a fence that is indented so far that Markdoc reads it as code in a line."""
    if len(nodes) != 1 or nodes[0].type != "code" or nodes[0].span is None:
        return None
    found = _FENCED.match(frame.text[nodes[0].span.start : nodes[0].span.end])
    if found is None:
        return None
    text = dedent(found[2])
    language, title = language_and_title(found[1], found[0].partition("\n")[0], text)
    return Code(language=language, text=text, title=title)


def _words(run: Sequence[Node]) -> Iterator[ParagraphLines]:
    if run:
        yield ParagraphLines("words", tuple(run))


def _lines(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    line: list[Node] = []
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            if line:
                yield line
            line = []
        else:
            line.append(node)
    if line:
        yield line


def _text(line: Sequence[Node]) -> str:
    """The words of a line; a mark for other nodes, so that a tag with words after it is not a tag line."""
    parts = (str(node.attributes.get("content", "")) if node.type == "text" else "\0" for node in line)
    return "".join(parts)
