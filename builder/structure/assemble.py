"""Stage 5b, pure: turns placed pages, with menus and images, into a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.content.discover import FileTree
from builder.content.folder_menu import FolderMenu
from builder.content.images import ImageInfo
from builder.content.menu import Menu
from builder.structure.navigation import Navigation, menu_navigation, slug_navigation, with_page_titles
from builder.structure.page import Page
from builder.structure.place_pages import Located
from builder.structure.site import Site, SiteSettings
from builder.structure.translations import original_versions
from builder.structure.version import Version


def assemble(
    located: Located,
    tree: FileTree,
    menus: Menus,
    images: Mapping[str, ImageInfo],
    settings: SiteSettings,
) -> Site:
    """The site; ``images`` by file path."""
    return Site(
        settings=settings,
        versions=located.places.versions,
        pages=located.pages,
        fallbacks=located.fallbacks,
        places=located.places,
        resolver=located.resolver,
        resolutions=located.resolutions,
        navigations=Navigations((*located.pages, *located.fallbacks), menus, located.places.versions),
        menus=menus.files,
        folder_menus=menus.folders,
        images=images,
        left_out=located.left_out,
        tree=tree,
        partial_users=_partial_users(located.pages),
    )


class Menus(NamedTuple):
    """The menus that authors have written."""

    files: Mapping[str, Menu]
    """Keyed by version."""
    folders: Mapping[str, Mapping[str, FolderMenu]]
    """Keyed by version and folder."""


class Navigations(Mapping[str, Navigation]):
    """The menu of each version, by its name, made on first use: a check rarely needs it."""

    def __init__(self, pages: tuple[Page, ...], menus: Menus, versions: tuple[Version, ...]) -> None:
        self._pages = pages
        self._menus = menus
        self._names = tuple(version.name for version in versions)
        self._originals = original_versions(versions)
        self._known: dict[str, Navigation] = {}

    def __getitem__(self, name: str) -> Navigation:
        known = self._known.get(name)
        if known is None:
            if name not in self._names:
                raise KeyError(name)
            slugs = {page.slug: page for page in self._pages if page.version == name}
            # A language without a menu uses the menu of the default language, with the titles of its translated pages.
            original = self._originals.get(name, name)
            own, borrowed = self._menus.files.get(name), self._menus.files.get(original)
            if own is not None:
                known = menu_navigation(own, slugs, name)
            elif borrowed is not None:
                known = with_page_titles(menu_navigation(borrowed, slugs, name), slugs)
            else:
                known = slug_navigation(slugs, self._menus.folders.get(name) or self._menus.folders.get(original, {}))
            self._known[name] = known
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _partial_users(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = {}
    for page in pages:
        for name in page.facts.partials:
            users.setdefault(name, []).append(page.path)
    return {name: tuple(paths) for name, paths in sorted(users.items())}
