"""Anchors of the same page that tags link to by themselves: an explanation links to its lines of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import unescape

from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at, milder
from builder.markdoc import Node
from builder.vocabulary import TagDefinition

SIGN = 'href="#'
"""Contained in every template whose tag links to an anchor of the same page."""

_HERE = re.compile(rf'{SIGN}([^"<]+)"')


def dead_tag_anchors(text: LintedText) -> Iterator[Diagnostic]:
    """Each tag that links to an anchor that the page doesn't have."""
    missing = _missing_anchors(text.body, text.anchors)
    if not missing:
        return
    leading = {name: tag for name, tag in text.tags.items() if SIGN in tag.template}
    if not leading:
        return
    opening = re.compile(rf"\{{%\s*(?:{'|'.join(map(re.escape, leading))})\b")
    for document, line in text.blocks(opening.search):
        yield from _in_block(document, line, leading, missing)


def _missing_anchors(body: str, anchors: Iterable[str]) -> frozenset[str]:
    """The missing anchors that the HTML links to. Authors' own links are placeholders in it."""
    led_to = frozenset(map(unescape, _HERE.findall(body)))
    return led_to.difference(anchors, ("top",)) if led_to else led_to


def _in_block(
    document: Document, line: int, tags: Mapping[str, TagDefinition], missing: AbstractSet[str]
) -> Iterator[Diagnostic]:
    for node in document.ast.walk():
        if node.tag not in tags:
            continue
        for name, value in node.attributes.items():
            anchor = _ending_in(str(value), missing) if isinstance(value, (str, int)) else ""
            if anchor:
                yield _problem(node, name, anchor, document, line)
                break


def _ending_in(value: str, anchors: AbstractSet[str]) -> str:
    return next((anchor for anchor in sorted(anchors) if f"-{anchor}".endswith(f"-{value}")), "")


def _problem(node: Node, attribute: str, anchor: str, document: Document, line: int) -> Diagnostic:
    spans = node.attribute_spans.get(attribute)
    span = spans.value if spans is not None else node.span
    start, end = (span.start, span.end) if span is not None else (0, 0)
    found = Place.between(document.lines, start, end)
    place = Place(
        line=found.line + line, column=found.column, end_line=found.end_line + line, end_column=found.end_column
    )
    message = f"This page has no anchor '#{anchor}', to which the tag '{node.tag}' links."
    hint = f"Give the matching tag the same '{attribute}', or correct it here."
    return milder(diagnostic_at("anchor-missing", place, message, anchor, hint))
