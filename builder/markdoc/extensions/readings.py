"""Ordinary Markdown read as more: alerts, task lists, ids of headings. Each changes the finished tree."""

from __future__ import annotations

import re

from builder.diagnostics.span import Span
from builder.markdoc.extensions.footnotes import collect_footnotes
from builder.markdoc.extensions.html import read_html
from builder.markdoc.extensions.options import Extensions
from builder.markdoc.node import Annotation, Node
from builder.markdoc.spans.node_spans import FixedWhere

WRITTEN_ID = "writtenId"
"""The attribute of a heading that has its id in braces."""

ALERT_TAG = "callout"
"""The tag that an alert is read as."""

_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\Z", re.IGNORECASE)
_ALERT_TYPES = {"note": "note", "tip": "tip", "important": "important", "warning": "warning", "caution": "danger"}
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_HEADING_ID = re.compile(r"[ \t]*\{#([\w][\w.:-]{0,199})\}[ \t]*\Z")


def extend(document: Node, extensions: Extensions, source: str) -> None:
    """Read a document's tree as the extensions say; ``source`` is its text."""
    if extensions.alerts or extensions.task_lists or extensions.heading_ids:
        # The nodes are listed first: reading one changes its children.
        for node in list(document.walk()):
            if node.type in ("blockquote", "item", "heading"):
                _ = node.span  # Computed and kept while the node has all its children.
            if node.type == "blockquote" and extensions.alerts:
                _read_alert(node)
            elif node.type == "item" and extensions.task_lists:
                _read_task(node)
            elif node.type == "heading" and extensions.heading_ids:
                _read_heading_id(node)
    if extensions.html:
        read_html(document, source)
    if extensions.footnotes:
        collect_footnotes(document)


def _read_alert(quote: Node) -> None:
    first = quote.children[0] if quote.children else None
    inline = first.children[0] if first is not None and first.type == "paragraph" and first.children else None
    if first is None or inline is None or not inline.children:
        return
    label, *rest = inline.children
    match = _ALERT.match(_text(label))
    if match is None or (rest and rest[0].type not in ("softbreak", "hardbreak")):
        return
    kind = match[1].lower()
    quote.type, quote.tag = "tag", ALERT_TAG
    for name, value in (("type", _ALERT_TYPES[kind]), ("title", kind.capitalize())):
        quote.attributes[name] = value
        quote.annotations.append(Annotation("attribute", name, value))
    inline.children = rest[1:]
    if not inline.children:
        quote.children = quote.children[1:]


def _read_task(item: Node) -> None:
    first = item.children[0] if item.children else None
    inline = first.children[0] if first is not None and first.type == "paragraph" and first.children else first
    if inline is None or inline.type != "inline" or not inline.children:
        return
    label = inline.children[0]
    match = _TASK.match(_text(label))
    if match is None:
        return
    checked = match[1] != " "
    item.attributes["checked"] = checked
    _shorten(label, match.end(), len(_text(label)))
    task = Node("task", {"checked": checked}, inline.children)
    task.inline, task.lines, task.file = True, inline.lines, inline.file
    task.where = FixedWhere(inline.span)
    inline.children = [task]


def _read_heading_id(heading: Node) -> None:
    inline = heading.children[0] if heading.children else None
    last = inline.children[-1] if inline is not None and inline.children else None
    match = _HEADING_ID.search(_text(last)) if last is not None else None
    if inline is None or last is None or match is None or "id" in heading.attributes:
        return
    # Not its "id": as an attribute of the language, that has to begin with an ASCII letter.
    heading.attributes[WRITTEN_ID] = match[1]
    _shorten(last, 0, match.start())
    if not _text(last):
        inline.children = inline.children[:-1]


def _text(node: Node) -> str:
    content = node.attributes.get("content")
    return content if node.type == "text" and isinstance(content, str) else ""


def _shorten(text: Node, start: int, end: int) -> None:
    """Keep a part of a text, with the place of that part where the source has the same characters."""
    content, span = _text(text), text.span
    text.attributes["content"] = content[start:end]
    if span is not None and span.end - span.start == len(content):
        text.where = FixedWhere(Span(span.start + start, span.start + end))
