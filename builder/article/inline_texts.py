"""Patterns looked for in a page's own sentences: not in code, and not in its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.markdoc import Node


def in_texts(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Every match in the sentences, with the offset at which the text that was searched begins."""
    for node in _inlines(document.ast):
        span = node.span
        if span is None:
            continue
        for match in pattern.finditer(document.text[span.start : span.end]):
            if not in_code(document.text, span.start + match.start()):
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


def text_nodes(root: Node) -> Iterator[Node]:
    """The plain texts of the sentences."""
    return (node for inline in _inlines(root) for node in inline.walk() if node.type == "text")


def in_code(text: str, offset: int) -> bool:
    """Whether an odd number of backticks stands before this place of its line."""
    return text.count("`", text.rfind("\n", 0, offset) + 1, offset) % 2 == 1


def at_offsets(
    document: Document, start: int, end: int, code: str, severity: Severity, message: str, subject: str
) -> Diagnostic:
    """A finding at a stretch of the text, with an empty path for the page."""
    first, last = document.lines.position(start), document.lines.position(end)
    return Diagnostic(code, severity, message, "", first.line, first.column, last.line, last.column, subject=subject)
