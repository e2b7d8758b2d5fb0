"""Addresses that some file systems can't tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.page import Page
from builder.structure.site import Site


def check_collisions(site: Site) -> Iterator[Diagnostic]:
    """Pages whose addresses differ in letter case alone: on many machines the one would overwrite the other."""
    taken: dict[str, Page] = {}
    for page in site.pages:
        first = taken.setdefault(page.url.casefold(), page)
        if first is page:
            continue
        yield _collision(page, first)
        yield _collision(first, page)


def _collision(page: Page, other: Page) -> Diagnostic:
    line, column = page.facts.front_matter_places.get("slug", (1, 1))
    message = f"'{page.url}' differs from '{other.url}', the address of '{other.path}', in letter case alone."
    return Diagnostic("output-collision", "error", message, page.path, line, column, subject=page.slug)
