"""Patterns looked for in a page's own sentences: not in code, and not in its tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.diagnostics.span import Span
from builder.markdoc import Node


def in_texts(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Every match in the sentences, with the offset at which the text that was searched begins."""
    code: list[Span] | None = None
    for node in _inlines(document.ast):
        span = node.span
        if span is None:
            continue
        for match in pattern.finditer(document.text[span.start : span.end]):
            code = _code_in(document.ast) if code is None else code
            if not is_in(code, span.start + match.start()):
                yield match, span.start


def _inlines(root: Node) -> Iterator[Node]:
    """The inline nodes: a link that is none is broken up into several text nodes."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "inline":
            yield node
        elif node.type not in ("fence", "code_block"):
            pending.extend(reversed(node.children))


def _code_in(root: Node) -> list[Span]:
    """In order. Of the whole text: a table's cell is searched up to the end of its line."""
    return sorted(node.span for node in root.walk() if node.type == "code" and node.span is not None)


def code_spans(root: Node) -> list[Span]:
    """Where code is, in blocks and in lines, in order."""
    return sorted(
        node.span for node in root.walk() if node.type in ("code", "fence", "code_block") and node.span is not None
    )


def is_in(spans: list[Span], offset: int) -> bool:
    """Whether the offset is in one of the spans, which are in order and do not overlap."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return before > 0 and offset < spans[before - 1].end


def text_nodes(root: Node) -> Iterator[Node]:
    """The plain texts of the sentences."""
    return (node for inline in _inlines(root) for node in inline.walk() if node.type == "text")


def at_offsets(
    document: Document, start: int, end: int, code: str, severity: Severity, message: str, subject: str
) -> Diagnostic:
    """A finding at a stretch of the text, with an empty path for the page."""
    first, last = document.lines.position(start), document.lines.position(end)
    return Diagnostic(code, severity, message, "", first.line, first.column, last.line, last.column, subject=subject)
