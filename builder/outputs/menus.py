"""The menu of each page: its branch, rendered once for all pages that share it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from builder.content.addresses import NOWHERE
from builder.outputs.output import Known, digest_of, known
from builder.outputs.render_context import RenderContext
from builder.structure.navigation import NavEntry, Navigation, nearest_trail
from builder.structure.page import Page
from builder.theme.environment import Theme

MOST_KEPT = 4_000_000
"""The most characters of rendered menus that are kept: those of the latest pages, which are often in one folder."""

MOST_IN_GROUPS = 80
"""Entries of all groups of a menu that are shown on every page; of a longer menu, the current group alone."""

MENUS = f"{__name__}.menus"
"""The name of the menus among the remembered values of a context."""

Trail = tuple[int, ...]
"""The indexes on the path to the open entry."""


class Branch(msgspec.Struct, frozen=True):
    """A menu open along a trail."""

    rendered: Callable[[], Markup]

    def around(self, url: str) -> Markup:
        """The branch with the page at that URL marked as current."""
        # A heading without a page links to the first page below it, so the last line with the URL is the page's own.
        before, here, after = str(self.rendered()).rpartition(f'<a href="{escape(url)}">')
        return Markup(f'{before}{here[:-1]} aria-current="page">{after}' if here else after)


class RenderedMenu:
    """The menu of one version. Renders each branch once for all pages that show it."""

    def __init__(self, theme: Theme, entries: tuple[NavEntry, ...]) -> None:
        """``entries`` with everything below them, none of them open."""
        self._theme = theme
        self.entries = entries
        self._levels: dict[Trail, str] = {}
        self._branches: dict[Trail, Known[Branch]] = {}
        self._rendered: dict[Trail, Markup] = {}
        self._size = 0

    def branch(self, opened: Trail) -> Known[Branch]:
        """The menu open along a trail; changes elsewhere in the menu don't change its digest."""
        branch = self._branches.get(opened)
        if branch is None:
            levels = (self._level(opened[:depth]) for depth in range(len(opened) + 1))
            made = Branch(partial(self._render, opened))
            branch = self._branches[opened] = Known(digest_of(self._theme.digest, opened, *levels), lambda: made)
        return branch

    def whole(self) -> Known[tuple[NavEntry, ...]]:
        """All entries, for a record."""
        return known(self.entries)

    def _level(self, trail: Trail) -> str:
        """A digest of the collapsed entries at the end of a trail."""
        digest = self._levels.get(trail)
        if digest is None:
            entries = self.entries
            for index in trail:
                entries = entries[index].children
            shown = (
                (entry.title, entry.url, entry.icon, entry.is_group, bool(entry.children), _always_shown(entry))
                for entry in entries
            )
            digest = self._levels[trail] = digest_of(*shown)
        return digest

    def _render(self, opened: Trail) -> Markup:
        rendered = self._rendered.pop(opened, None)
        if rendered is None:
            rendered = self._theme.navigation(tuple(_opened(e, (i,), opened) for i, e in enumerate(self.entries)))
            self._size += len(rendered)
        self._rendered[opened] = rendered
        while self._size > MOST_KEPT and len(self._rendered) > 1:
            self._size -= len(self._rendered.pop(next(iter(self._rendered))))
        return rendered


def menus_of(emission: RenderContext) -> RenderedMenus:
    """The menus of a site, for all outputs."""
    kept = emission.remembered.setdefault(MENUS, {})
    if not kept:
        kept[""] = RenderedMenus(emission)
    found: RenderedMenus = kept[""]
    return found


class RenderedMenus:
    """The menus of a site's versions, each made once."""

    def __init__(self, emission: RenderContext) -> None:
        self._emission = emission
        self._menus: dict[str, RenderedMenu] = {}
        self._more: dict[str, bool] = {}

    def menu(self, version: str) -> RenderedMenu:
        """The menu of a version."""
        menu = self._menus.get(version)
        if menu is None:
            entries = self._emission.site.navigations[version].entries
            is_short = sum(len(entry.children) for entry in entries if not entry.url) <= MOST_IN_GROUPS
            made = tuple(self._entry(entry, is_short) for entry in entries)
            menu = self._menus[version] = RenderedMenu(self._emission.theme, made)
        return menu

    def around(self, page: Page) -> Known[Branch]:
        """The branch for a page: open down to the page."""
        navigation = self._emission.site.navigations[page.version]
        trail = nearest_trail(navigation, page.slug)
        return self.menu(page.version).branch(trail if _at(navigation, trail).children else trail[:-1])

    def outside(self, version: str) -> Known[Branch]:
        """The menu of a page that is not in it: the first level only."""
        return self.menu(version).branch(())

    def has_more(self, version: str) -> bool:
        """Whether the whole menu contains more than a branch."""
        more = self._more.get(version)
        if more is None:
            more = self._more[version] = any(_hides(entry) for entry in self.menu(version).entries)
        return more

    def _entry(self, entry: NavEntry, is_short: bool | None = None) -> NavEntry:
        """An entry with all below it; ``is_short`` is given for the first level, whose entries can be groups."""
        children = tuple(self._entry(child) for child in entry.children)
        is_group = is_short is not None and not entry.url and bool(children)
        is_caption = is_group and (is_short if entry.collapsed is None else not entry.collapsed)
        return replace(
            entry,
            url=None if is_caption else self._url(entry),
            children=children,
            is_open=entry.collapsed is False and bool(children) and not is_group,
            is_group=is_group,
        )

    def _url(self, entry: NavEntry) -> str | None:
        """An entry; without a page of its own it links to the first page below it, so that each line works."""
        url = entry.url or _first_url(entry)
        if not url:
            return None
        address = self._emission.outside(url) if "://" in url else self._emission.href(url)
        return None if address == NOWHERE else address


def _opened(entry: NavEntry, trail: Trail, opened: Trail) -> NavEntry:
    """An entry of a branch: with its children only along the trail, or if it has no link itself."""
    is_open = entry.is_open or opened[: len(trail)] == trail
    shown = is_open or entry.url is None
    children = tuple(_opened(child, (*trail, index), opened) for index, child in enumerate(entry.children) if shown)
    has_more = bool(entry.children) and not children
    return replace(entry, children=children, has_more=has_more, is_open=is_open)


def _always_shown(entry: NavEntry) -> tuple[NavEntry, ...]:
    """The entries below one that show although it is not on the path to the page."""
    return entry.children if entry.is_open or not entry.url else ()


def _hides(entry: NavEntry) -> bool:
    """Whether something below an entry shows only on the path to it."""
    return any(map(_hides, entry.children)) if _always_shown(entry) else bool(entry.children)


def _at(navigation: Navigation, trail: Trail) -> NavEntry:
    entry = NavEntry(title="", children=navigation.entries)
    for index in trail:
        entry = entry.children[index]
    return entry


def _first_url(entry: NavEntry) -> str:
    for child in entry.children:
        url = child.url or _first_url(child)
        if url:
            return url
    return ""
