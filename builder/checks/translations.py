"""Finds translations that are behind their originals."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.page import Page
from builder.structure.site import Site
from builder.structure.translations import SectionBehind

_SAID = {
    "changed": "The section '{heading}' of the original '{path}' has changed since it was translated.",
    "added": "The section '{heading}' was added to the original '{path}' after it was translated.",
    "removed": "The section '#{heading}' was removed from the original '{path}' after it was translated.",
}


def check_translations(site: Site) -> Iterator[Diagnostic]:
    """Sections that are behind, and translations of which that is not known."""
    if not site.settings.languages:
        return
    for page in site.pages:
        original = site.translations.original(page)
        if original is None or original.is_fallback:
            continue
        if page.path not in site.settings.translated:
            message = f"There is no record of which text of '{original.path}' this page was translated from."
            yield diagnostic_at("translation-unrecorded", in_file(page.path, 1, 1), message, subject=page.path)
            continue
        for section in site.sections_behind(page):
            line, column = _place(page, original, section)
            message = _SAID[section.kind].format(heading=_heading(original, section.anchor), path=original.path)
            yield diagnostic_at(
                "translation-stale", in_file(page.path, line, column), message, subject=f"{page.slug}#{section.anchor}"
            )


def _heading(original: Page, anchor: str) -> str:
    known = next((heading.text for heading in original.facts.headings if heading.id == anchor), "")
    return known or anchor or original.title


def _place(page: Page, original: Page, section: SectionBehind) -> tuple[int, int]:
    """The heading with the same anchor; else the one at the same place among the headings."""
    own = [heading for heading in page.facts.headings if not heading.nested and not heading.place.path]
    for heading in own:
        if section.anchor in (heading.id, *heading.aliases):
            return heading.place.line, heading.place.column
    ids = [heading.id for heading in original.facts.headings if not heading.nested]
    at = ids.index(section.anchor) if section.anchor in ids else -1
    return (own[at].place.line, own[at].place.column) if 0 <= at < len(own) else (1, 1)
