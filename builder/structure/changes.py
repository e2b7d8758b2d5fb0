"""Pages that were added, changed or removed between a version and the one before it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.structure.page import Page
from builder.structure.site import Site
from builder.structure.version import Version, versions_before


class PagePair(msgspec.Struct, frozen=True):
    """A page, before and after."""

    before: Page
    after: Page


class VersionChanges(msgspec.Struct, frozen=True, kw_only=True):
    """A version compared with the one before it. Each list is sorted by slug."""

    version: Version
    since: Version
    added: tuple[Page, ...]
    changed: tuple[PagePair, ...]
    """Pages whose content or URL changed."""
    removed: tuple[Page, ...]
    """Pages of the version before that no longer exist."""


class Earlier:
    """For each version the one before it, and for each page its earlier form."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._before = versions_before(site.versions, {page.version for page in site.pages})
        self._moved = _moved(site, self._before)

    def version(self, name: str) -> Version | None:
        """The newest older version that is released; if none is, the newest older version."""
        return self._before.get(name)

    def page(self, page: Page) -> Page | None:
        """The page of the version before, with its URL there."""
        before = self._before.get(page.version)
        if before is None:
            return None
        pages = self._site.places.pages
        return pages.get((before.name, page.slug)) or self._moved.get((page.version, page.slug))

    def changes(self, name: str) -> VersionChanges | None:
        """All changes of a version; ``None`` for the oldest."""
        before = self._before.get(name)
        if before is None:
            return None
        added: list[Page] = []
        changed: list[PagePair] = []
        kept: set[str] = set()
        for page in (page for page in self._site.pages if page.version == name):
            earlier = self.page(page)
            if earlier is None:
                added.append(page)
                continue
            kept.add(earlier.slug)
            if earlier.slug != page.slug or differ(earlier, page):
                changed.append(PagePair(earlier, page))
        removed = (page for page in self._site.pages if page.version == before.name and page.slug not in kept)
        return VersionChanges(
            version=self._site.version(name),
            since=before,
            added=tuple(added),
            changed=tuple(changed),
            removed=tuple(removed),
        )


def differ(before: Page, after: Page) -> bool:
    """Whether the text for readers changed."""
    return (before.facts.content_digest, before.title) != (after.facts.content_digest, after.title)


def _moved(site: Site, before: Mapping[str, Version | None]) -> dict[tuple[str, str], Page]:
    """The page of the previous version whose URL now redirects to the new URL, by new URL."""
    moved: dict[tuple[str, str], Page] = {}
    for (version, slug), target in sorted(site.places.redirects.targets.items()):
        earlier = before.get(version)
        page = site.places.pages.get((earlier.name, slug)) if earlier is not None else None
        if page is None or earlier is None or target[0] != version:
            continue
        if (earlier.name, target[1]) not in site.places.pages:
            moved.setdefault(target, page)
    return moved
