"""The menu of each page: its own branch, rendered once for all pages that share it."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from builder.outputs.emission import Emission
from builder.structure.navigation import Navigation, NavigationEntry, nearest_trail
from builder.structure.page import Page
from builder.theme.context import NavEntry

MOST_KEPT = 4_000_000
"""Characters of menus that are kept, those of the pages that were made last: pages come by their folders."""

_Branch = tuple[str, tuple[int, ...]]
"""A version, and the indexes that lead to the entry which is open."""


class Branches:
    """Renders menus for the pages of one emission."""

    def __init__(self, emission: Emission) -> None:
        self._emission = emission
        self._rendered: dict[_Branch, Markup] = {}
        self._size = 0
        self._more: dict[str, bool] = {}

    def branch(self, page: Page) -> Markup:
        """The branch of the version's menu in which the page stands, the page marked as current."""
        navigation = self._emission.site.navigations[page.version]
        trail = nearest_trail(navigation, page.slug)
        opened = trail if _at(navigation, trail).children else trail[:-1]
        rendered = self._branch((page.version, opened))
        # A heading without a page leads to the first page below it: the last line with the URL is the page's own.
        before, here, behind = str(rendered).rpartition(f'<a href="{escape(self._emission.href(page.url))}">')
        return Markup(f'{before}{here[:-1]} aria-current="page">{behind}' if here else behind)

    def _branch(self, key: _Branch) -> Markup:
        rendered = self._rendered.pop(key, None)
        if rendered is None:
            version, opened = key
            navigation = self._emission.site.navigations[version]
            entries = tuple(self._entry(entry, (index,), opened) for index, entry in enumerate(navigation.entries))
            rendered = self._emission.theme.navigation(entries)
            self._size += len(rendered)
        self._rendered[key] = rendered
        while self._size > MOST_KEPT and len(self._rendered) > 1:
            self._size -= len(self._rendered.pop(next(iter(self._rendered))))
        return rendered

    def outside(self, version: str) -> Markup:
        """The menu of a page that is no part of it: the first level alone."""
        return self._branch((version, ()))

    def whole(self, version: str) -> Markup:
        """All of a version's menu."""
        entries = self._emission.site.navigations[version].entries
        return self._emission.theme.navigation(tuple(self._full(entry) for entry in entries))

    def has_more(self, version: str) -> bool:
        """Whether the whole menu holds more than a branch does."""
        known = self._more.get(version)
        if known is None:
            known = any(entry.children for entry in self._emission.site.navigations[version].entries)
            self._more[version] = known
        return known

    def _entry(self, entry: NavigationEntry, trail: tuple[int, ...], opened: tuple[int, ...]) -> NavEntry:
        is_open = opened[: len(trail)] == trail
        shown = is_open or (not entry.url and _first_url(entry) == "")
        children = tuple(
            self._entry(child, (*trail, index), opened) for index, child in enumerate(entry.children) if shown
        )
        return NavEntry(
            entry.title,
            self._url(entry),
            children,
            has_more=bool(entry.children) and not children,
            is_open=is_open,
            icon=entry.icon,
        )

    def _full(self, entry: NavigationEntry) -> NavEntry:
        children = tuple(self._full(child) for child in entry.children)
        return NavEntry(entry.title, self._url(entry), children, icon=entry.icon)

    def _url(self, entry: NavigationEntry) -> str | None:
        """An entry without a page leads to the first page below it, so that each line works."""
        url = entry.url or _first_url(entry)
        if not url:
            return None
        return url if "://" in url else self._emission.href(url)


def _at(navigation: Navigation, trail: tuple[int, ...]) -> NavigationEntry:
    entry = NavigationEntry("", "", None, children=navigation.entries)
    for index in trail:
        entry = entry.children[index]
    return entry


def _first_url(entry: NavigationEntry) -> str:
    for child in entry.children:
        url = child.url or _first_url(child)
        if url:
            return url
    return ""
