"""Finds the pages and menus that two states of a project have in common, so that comparing them needs less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.inventory.records import InventoryPage, SharedParts
from builder.inventory.site_inventory import images_of
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site
from builder.structure.translations import original_versions


def shared_parts(before: Site, after: Site) -> SharedParts:
    """The pages with the same article at the same address and the same targets, and the menus that list only these."""
    old = {page.path: page for page in before.pages}
    differ = _digests(before) != _digests(after)
    pages = {
        page.path: _in_short(page, after.resolutions[page.path] if differ else ())
        for page in after.pages
        if old.get(page.path) == page and before.resolutions[page.path] == after.resolutions[page.path]
    }
    touched = {*_touched_menus(before, after, pages)}
    return SharedParts(pages, frozenset(version.name for version in after.versions if version.name not in touched))


def _digests(site: Site) -> Mapping[str, str]:
    return {path: info.digest for path, info in site.images.items()}


def _in_short(page: Page, resolutions: Sequence[Resolution]) -> InventoryPage:
    """A page that is equal in both states; without ``resolutions``, it names no images."""
    return InventoryPage(
        path=page.path,
        version=page.version,
        slug=page.slug,
        url=page.url,
        title=page.title,
        description="",
        content="",
        links="",
        sections=(),
        anchors=page.facts.anchors,
        images=images_of(page, resolutions) if resolutions else {},
        checklist=page.facts.checklist,
        is_guide=page.facts.is_guide,
    )


def _touched_menus(before: Site, after: Site, pages: Mapping[str, InventoryPage]) -> Iterator[str]:
    """The versions whose menus may differ."""
    names = {version.name for site in (before, after) for version in site.versions}
    if before.fallbacks != after.fallbacks or before.places.schemes != after.places.schemes:
        yield from names
        return
    changed = {page.version for site in (before, after) for page in site.pages if page.path not in pages}
    for name in names:
        if before.menus.get(name) != after.menus.get(name):
            changed.add(name)
        if before.folder_menus.get(name) != after.folder_menus.get(name):
            changed.add(name)
    yield from changed
    # A language without a menu has that of the original, and shows pages of it.
    for site in (before, after):
        yield from (name for name, original in original_versions(site.versions).items() if original in changed)
