"""Headings: one of the first level, no level skipped, each id once."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.placing import at_place
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.page import Page
from builder.structure.site import Site


def check_headings(site: Site) -> Iterator[Diagnostic]:
    """The outline of every page, by the headings in its own flow: a tag's title may be a heading of any level.

    A main heading is a second one in a tag as well.
    """
    for page in site.pages:
        yield from _outline(page)
        yield from _ids(page)


def _ids(page: Page) -> Iterator[Diagnostic]:
    """Ids that the page has twice: a link leads to the first alone."""
    headings = page.facts.headings
    if len({heading.id for heading in headings}) == len(headings):
        return
    known: set[str] = set()
    for heading in headings:
        if heading.id in known:
            message = f"The id '{heading.id}' of the heading '{heading.text}' stands on the page already."
            yield at_place(page, heading.place, "anchor-duplicate", message, severity="warning", subject=heading.id)
        known.add(heading.id)


def _outline(page: Page) -> Iterator[Diagnostic]:
    level, main, before = 1, "", "the page's title"
    for heading in page.facts.headings:
        if heading.in_tag and not (heading.level == 1 and main):
            continue
        if heading.level == 1 and main:
            message = f"The page has a main heading already, '{main}'; '{heading.text}' is another."
            yield at_place(
                page, heading.place, "heading-h1-duplicate", message, severity="warning", subject=heading.text
            )
        elif heading.level == 1:
            main = heading.text or " "
        if heading.in_tag:
            continue
        if heading.level > level + 1:
            message = f"The heading '{heading.text}' is of level {heading.level}, {before} of level {level}."
            yield at_place(page, heading.place, "heading-order", message, severity="warning", subject=heading.text)
        level, before = heading.level, "the one before"
