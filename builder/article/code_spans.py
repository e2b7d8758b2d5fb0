"""Finds the code in a document, so that apparent links and tags there can be left alone."""

from __future__ import annotations

from bisect import bisect_right

from builder.diagnostics.span import Span
from builder.markdoc import Node


def code_spans(root: Node) -> list[Span]:
    """The spans of code, blocks and inline, in order."""
    return sorted(
        node.span for node in root.walk() if node.type in ("code", "fence", "code_block") and node.span is not None
    )


def unread_spans(root: Node) -> list[Span]:
    """The spans of inline code and of comments, in order: the parts of a sentence that readers don't see as text."""
    return sorted(node.span for node in root.walk() if node.type in ("code", "comment") and node.span is not None)


def is_in(spans: list[Span], offset: int) -> bool:
    """Whether the offset is in one of the spans, which are in order and don't overlap."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return before > 0 and offset < spans[before - 1].end
