"""Headings: one of the first level, no level skipped, each id once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.article.locations import at_place
from builder.article.records import Heading
from builder.diagnostics.diagnostic import Diagnostic


def outline_problems(headings: Sequence[Heading]) -> Iterator[Diagnostic]:
    """The outline of a page, by the headings in its own flow: a tag's title may be a heading of any level.

    A main heading is a second one in a tag as well.
    """
    yield from _levels(headings)
    yield from _ids(headings)


def _ids(headings: Sequence[Heading]) -> Iterator[Diagnostic]:
    """Ids that the page has twice: a link leads to the first alone."""
    if len({heading.id for heading in headings}) == len(headings):
        return
    known: set[str] = set()
    for heading in headings:
        if heading.id in known:
            message = f"The id '{heading.id}' of the heading '{heading.text}' stands on the page already."
            yield at_place(heading.place, "anchor-duplicate", "warning", message, heading.id)
        known.add(heading.id)


def _levels(headings: Sequence[Heading]) -> Iterator[Diagnostic]:
    level, main, before = 1, "", "the page's title"
    for heading in headings:
        if heading.in_tag and not (heading.level == 1 and main):
            continue
        if heading.level == 1 and main:
            message = f"The page has a main heading already, '{main}'; '{heading.text}' is another."
            yield at_place(heading.place, "heading-h1-duplicate", "warning", message, heading.text)
        elif heading.level == 1:
            main = heading.text or " "
        if heading.in_tag:
            continue
        if heading.level > level + 1:
            message = f"The heading '{heading.text}' is of level {heading.level}, {before} of level {level}."
            yield at_place(heading.place, "heading-order", "warning", message, heading.text)
        level, before = heading.level, "the one before"
