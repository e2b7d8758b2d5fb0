"""Stage 5b, pure: what was located, with its menus and pictures, is a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.content.discover import FileTree
from builder.content.images import ImageInfo
from builder.content.menu import Menu
from builder.structure.locate import Located
from builder.structure.navigation import Navigation, menu_navigation, slug_navigation
from builder.structure.page import Page
from builder.structure.site import Site, SiteSettings
from builder.structure.version import Version


def assemble(
    located: Located,
    tree: FileTree,
    menus: Mapping[str, Menu],
    images: Mapping[str, ImageInfo],
    settings: SiteSettings,
) -> Site:
    """The site; ``menus`` by version, ``images`` by file path."""
    return Site(
        settings,
        located.places.versions,
        located.pages,
        located.places,
        located.resolver,
        located.resolutions,
        _navigations(located.pages, menus, located.places.versions),
        menus,
        images,
        located.left_out,
        tree,
        _partial_users(located.pages),
    )


def _navigations(
    pages: tuple[Page, ...], menus: Mapping[str, Menu], versions: tuple[Version, ...]
) -> dict[str, Navigation]:
    by_version: dict[str, dict[str, Page]] = {version.name: {} for version in versions}
    for page in pages:
        by_version[page.version][page.slug] = page
    return {
        name: menu_navigation(menus[name], slugs, name) if name in menus else slug_navigation(slugs)
        for name, slugs in by_version.items()
    }


def _partial_users(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = {}
    for page in pages:
        for name in page.facts.partials:
            users.setdefault(name, []).append(page.path)
    return {name: tuple(paths) for name, paths in sorted(users.items())}
