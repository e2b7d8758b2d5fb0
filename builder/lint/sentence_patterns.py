"""Finds patterns in a page's sentences, outside of code and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.code_spans import is_in, unread_spans
from builder.content.document import Document
from builder.diagnostics.span import Span
from builder.markdoc import Node


def in_texts(document: Document, pattern: re.Pattern[str], least_lines: int = 1) -> Iterator[tuple[re.Match[str], int]]:
    """Every match in a sentence, outside of code and comments, with the offset of the text that was searched.

    Sentences of fewer than ``least_lines`` are left out before their places are computed, which takes longer.
    """
    code: list[Span] | None = None
    for node in _inlines(document.ast):
        if least_lines > 1 and len(node.lines) > 1 and node.lines[1] - node.lines[0] < least_lines:
            continue
        span = node.span
        if span is None:
            continue
        # An extension may have read the beginning, such as the kind of an alert.
        first = node.children[0].span if node.children else None
        start = max(span.start, first.start) if first is not None else span.start
        for match in pattern.finditer(document.text[start : span.end]):
            # Of the whole text, because a table's cell is searched up to the end of its line.
            code = unread_spans(document.ast) if code is None else code
            if not is_in(code, start + match.start()):
                yield match, start


def text_nodes(root: Node) -> Iterator[Node]:
    """The text nodes of the sentences."""
    return (node for inline in _inlines(root) for node in inline.walk() if node.type == "text")


def _inlines(root: Node) -> Iterator[Node]:
    """The inline nodes; not their texts, because a malformed link is several text nodes."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "inline":
            yield node
        elif node.type not in ("fence", "code_block"):
            pending.extend(reversed(node.children))
