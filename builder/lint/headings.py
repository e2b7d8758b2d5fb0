"""Headings of a page: only one of the first level, no level skipped, each id once."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at


def heading_order(text: LintedText) -> Iterator[Diagnostic]:
    """Skipped levels and second main headings.

    A heading in a tag skips no level, because the tag's own title may be a heading of any level. A main heading in a
    tag also counts as a second one.
    """
    level, main, before = 1, "", "the page's title"
    for heading in text.headings:
        if heading.in_tag and not (heading.level == 1 and main):
            continue
        if heading.level == 1 and main:
            message = f"The page already has the main heading '{main}'; '{heading.text}' is a second one."
            yield diagnostic_at("heading-h1-duplicate", heading.place, message, heading.text)
        elif heading.level == 1:
            main = heading.text or " "
        if heading.in_tag:
            continue
        if heading.level > level + 1:
            message = f"The heading '{heading.text}' has level {heading.level}, but {before} has level {level}."
            yield diagnostic_at("heading-order", heading.place, message, heading.text)
        level, before = heading.level, "the heading before it"


def duplicate_anchors(text: LintedText) -> Iterator[Diagnostic]:
    """Ids of several headings on the page: a link to the id opens the first of them."""
    if len({heading.id for heading in text.headings}) == len(text.headings):
        return
    known: set[str] = set()
    for heading in text.headings:
        if heading.id in known:
            message = f"The id '{heading.id}' of the heading '{heading.text}' is already used on this page."
            yield diagnostic_at("anchor-duplicate", heading.place, message, heading.id)
        known.add(heading.id)
