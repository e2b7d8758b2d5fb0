"""Places of the page to which tags lead by themselves: the lines of code that an explanation has the number of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import unescape

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.markdoc import Node
from builder.vocabulary import TagDefinition

SIGN = 'href="#'
"""What the template of a tag holds that leads to a place of its own page."""

_HERE = re.compile(rf'{SIGN}([^"<]+)"')


def missing_anchors(body: str, anchors: Iterable[str]) -> frozenset[str]:
    """What the HTML of a page leads to and does not have; authors' own links are placeholders in it."""
    led_to = frozenset(map(unescape, _HERE.findall(body)))
    return led_to.difference(anchors, ("top",)) if led_to else led_to


def leading_tags(tags: Mapping[str, TagDefinition]) -> re.Pattern[str]:
    """What a text holds that has a tag which leads to a place of its own page."""
    names = "|".join(re.escape(name) for name, definition in tags.items() if SIGN in definition.template)
    return re.compile(rf"\{{%\s*(?:{names})\b" if names else "(?!)")


def dead_anchors(
    missing: AbstractSet[str], tags: Mapping[str, TagDefinition], document: Document, line: int
) -> Iterator[Diagnostic]:
    """A finding for each tag of the text that leads to one of ``missing`` by the value of an attribute.

    ``line`` is the 0-based one of the page at which the text begins.
    """
    for node in document.ast.walk():
        definition = tags.get(node.tag or "")
        if definition is None or SIGN not in definition.template:
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
    start = document.lines.position(span.start if span is not None else 0)
    end = document.lines.position(span.end if span is not None else 0)
    message = f"This page has no anchor '#{anchor}', to which the tag '{node.tag}' leads."
    return Diagnostic(
        "anchor-missing",
        "warning",
        message,
        "",
        start.line + line,
        start.column,
        end.line + line,
        end.column,
        help=f"Give what it belongs to the same '{attribute}', or correct it here.",
        subject=anchor,
    )
