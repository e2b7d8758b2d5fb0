"""Footnotes: their numbers, and the list of them at the end of the document."""

from __future__ import annotations

import re

from builder.diagnostics.span import Span
from builder.markdoc.node import Node, NodeError
from builder.markdoc.spans.node_spans import DocumentWhere, FixedWhere

_UNDEFINED = re.compile(r"(?<!\\)\[\^([^\]\s\\]{1,100})\]")
_PREFIX = re.compile(r"[^a-z0-9]+")


def collect_footnotes(document: Node) -> None:
    """Number a document's references in their order, and move the footnotes that have one to its end.

    The document gets an error for a footnote without a reference, for a second footnote with the same label (readers
    see neither), and for a reference without a footnote.
    """
    found: dict[str, Node] = {}
    for footnote in _detached(document):
        label = footnote.attributes["label"]
        if not label:
            continue  # A tag left open inside a footnote contains the footnote's end; the open tag is reported instead.
        if label in found:
            _complain(document, footnote, "footnote-duplicate", f"Another footnote has the label '{label}'.")
        else:
            found[label] = footnote
    _report_undefined(document, found)
    numbered = _numbered(document, found)
    for label, footnote in found.items():
        if label not in numbered:
            _complain(document, footnote, "footnote-unused", f"Nothing refers to the footnote '{label}'.")
    if numbered:
        section = Node("footnotes", {}, [found[label] for label in numbered])
        section.lines, section.file = document.lines, document.file
        end = document.span.end if document.span is not None else 0
        section.where = FixedWhere(Span(end, end))
        document.children = [*document.children, section]


def _detached(root: Node) -> list[Node]:
    """The footnotes of a tree, taken out of it."""
    footnotes: list[Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if any(child.type == "footnote" for child in node.children):
            footnotes += [child for child in node.children if child.type == "footnote"]
            pending += [child for child in node.children if child.type == "footnote"]
            node.children = [child for child in node.children if child.type != "footnote"]
        pending += [*node.children, *node.slots.values()]
    return sorted(footnotes, key=lambda each: each.lines[:1])


def _numbered(document: Node, found: dict[str, Node]) -> list[str]:
    """The labels of footnotes in the order of their first references, those in other footnotes last."""
    order: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = f"{_PREFIX.sub('-', (document.file or '').lower()).strip('-')}-" if document.file else ""
    waiting = [document]
    while waiting:
        for node in waiting.pop(0).walk():
            label = node.attributes["label"] if node.type == "footnote_ref" else ""
            if label not in found:
                continue
            if label not in order:
                order[label] = len(order) + 1
                waiting.append(found[label])
            counts[label] = counts.get(label, 0) + 1
            node.attributes = {"label": label, "number": order[label], "use": counts[label], "prefix": prefix}
    for label, number in order.items():
        found[label].attributes.update(number=number, uses=counts[label], prefix=prefix)
    return list(order)


def _report_undefined(document: Node, found: dict[str, Node]) -> None:
    source = document.where.source.text if isinstance(document.where, DocumentWhere) else ""
    inlines = (node for root in (document, *found.values()) for node in root.walk() if node.type == "inline")
    for inline in inlines:
        for node in inline.walk():
            content, span = node.attributes.get("content"), node.span
            if node.type != "text" or span is None or not isinstance(content, str) or "[^" not in content:
                continue
            for match in _UNDEFINED.finditer(source, span.start, span.end):
                message = f"There is no footnote '{match[1]}'."
                document.errors.append(
                    NodeError(id="footnote-undefined", level="warning", message=message, span=Span(*match.span()))
                )


def _complain(document: Node, node: Node, code: str, message: str) -> None:
    span = node.opening_span
    document.errors.append(NodeError(id=code, level="warning", message=message, span=span))
