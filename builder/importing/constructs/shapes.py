"""Helpers that several converters share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.ids import plain_text, valid_id
from builder.importing.markup.nodes import Element, MarkupTag, MarkupText, Node
from builder.importing.markup.scanner import parse_markup
from builder.importing.markup.writer import is_block

INNERMOST = 999
"""The column of a block inside a sentence: it belongs to the innermost list item."""


def column_of(element: Element) -> int:
    """The column of a block that an element becomes."""
    return element.column if element.block else INNERMOST


def block_tag(element: Element, name: str, attributes: Mapping[str, Any], children: Sequence[Node] | None) -> MarkupTag:
    """A tag on lines of its own, in the place of an element."""
    given = {key: value for key, value in attributes.items() if value is not None and value != ""}
    content = None if children is None or is_empty(children) else tuple(children)
    return MarkupTag(
        name=name, attributes=given, children=content, block=True, column=column_of(element), line=element.line
    )


def is_empty(nodes: Sequence[Node]) -> bool:
    """Whether nodes show nothing."""
    return all(isinstance(node, MarkupText) and not node.text.strip() for node in nodes)


def has_blocks(nodes: Sequence[Node]) -> bool:
    """Whether nodes need lines of their own."""
    return any(is_block(node) or (isinstance(node, MarkupText) and "\n\n" in node.text.strip()) for node in nodes)


def title_text(text: str, page: Conversion, line: int) -> str:
    """The plain words of a title that may hold Markdown."""
    if not any(mark in text for mark in "`*_[<{&:\\"):
        return text.strip()
    return plain_text(" ".join(words_of(page.convert(parse_markup(text, page.dialect, line, 1))).split()))


def elements_of(element: Element) -> list[Element]:
    """The elements that are directly inside."""
    return [child for child in element.children if isinstance(child, Element)]


def anchor_of(element: Element) -> str:
    """The id of an element."""
    found = element.get("id")
    return valid_id(found.value) if found is not None and found.kind == "text" and found.value else ""
