"""Menus: the tree in a version's sidebar, and the reading order of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from builder.content.folder_menu import FolderMenu
from builder.content.menu import Menu, MenuEntry
from builder.content.paths import normalise
from builder.structure.page import Page
from builder.structure.slug import nearest_parents


class NavEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the menu.

    A page shows its own branch only: the top level, and the entries along the path to the page with their siblings and
    children. An entry without a page of its own has its children with it, or the URL of the first page below it, so
    that each line works without scripts.
    """

    title: str
    """The text of the entry."""
    url: str | None = None
    """``None`` for an entry without a page."""
    slug: str | None = None
    """The slug of its page; ``None`` without a page."""
    children: tuple[NavEntry, ...] = ()
    """The entries below it that the page shows."""
    has_more: bool = False
    """True if it has children that are not listed here."""
    is_open: bool = False
    """True for entries along the path to the page, and for those that are always open."""
    is_current: bool = False
    """True for the page itself."""
    icon: str = ""
    """The name of an icon; may be empty."""
    collapsed: bool | None = None
    """Whether the entries below it are hidden at first; ``None`` if the author does not say."""
    is_group: bool = False
    """True for a heading of the first level without a page; without ``url``, its entries always show."""


class Navigation(msgspec.Struct, frozen=True):
    """A version's menu."""

    entries: tuple[NavEntry, ...]
    """With all entries below them. URLs are external, or absolute in the site, without the base path."""
    trails: Mapping[str, tuple[int, ...]]
    """The indexes on the way from the top to the page's entry, by slug."""
    order: tuple[str, ...]
    """Slugs in reading order, each once."""
    positions: Mapping[str, int]
    """The index in ``order``, by slug."""


class _Branch(msgspec.Struct, kw_only=True):
    """An entry while the tree is built."""

    title: str
    url: str = ""
    slug: str | None = None
    icon: str = ""
    collapsed: bool | None = None
    order: float = inf
    is_entry: bool = False
    """Whether an entry of the menu has already set its target."""
    titles: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of the last child with each title, from 0, by title."""
    children: dict[str, _Branch] = msgspec.field(default_factory=dict)


def menu_navigation(menu: Menu, pages: Mapping[str, Page], version: str) -> Navigation:
    """The tree of a menu file; ``pages`` by slug. Missing parents are created."""
    root = _Branch(title="")
    for entry in menu.entries:
        branch = root
        for title in entry.category[:-1]:
            branch = _last_titled(branch, title) or _added(branch, title)
        own = _last_titled(branch, entry.category[-1])
        # A second entry with the same title is a separate entry; a mere heading gets its page.
        if own is None or (entry.url and own.is_entry):
            own = _added(branch, entry.category[-1])
        own.is_entry = own.is_entry or bool(entry.url)
        _lead(own, entry, pages, version)
    return _navigation(root)


def _last_titled(branch: _Branch, title: str) -> _Branch | None:
    """The child with the title; the last one if there are several."""
    return branch.children.get(f"{branch.titles.get(title, 0)} {title}")


def _added(branch: _Branch, title: str) -> _Branch:
    """Another child, even if there is one with the same title."""
    number = branch.titles.get(title, -1) + 1
    branch.titles[title] = number
    return branch.children.setdefault(f"{number} {title}", _Branch(title=title))


def _lead(branch: _Branch, entry: MenuEntry, pages: Mapping[str, Page], version: str) -> None:
    branch.icon = entry.icon
    branch.collapsed = entry.collapsed
    if not entry.url:
        return
    if "://" in entry.url:
        branch.url = entry.url
        return
    slug = normalise(unquote(entry.url.partition("#")[0].partition("?")[0]))
    if slug is not None and version and (slug == version or slug.startswith(version + "/")):
        slug = slug[len(version) :].strip("/")
    page = pages.get(slug) if slug is not None else None
    if page is not None:
        branch.url, branch.slug = page.url, page.slug


def slug_navigation(pages: Mapping[str, Page], folders: Mapping[str, FolderMenu]) -> Navigation:
    """The tree of slugs: the parent of a page is the nearest page or folder above it.

    Front matter, and a folder's own file (``folders``, by slug), give titles, icons and an order.
    """
    root = _Branch(title="")
    home = pages.get("")
    if home is not None:
        root.children[""] = _Branch(title=home.menu_title, url=home.url, slug="", order=-inf)
    for page in sorted(pages.values(), key=_slug_order):
        if not page.slug:
            continue
        branch = root
        for part in page.slug.split("/"):
            child = branch.children.get(part)
            if child is None:
                child = branch.children[part] = _Branch(title=_titled(part))
            branch = child
        _show_page(branch, page)
    for slug, folder in folders.items():
        found = _below(root, slug)
        if found is not None:
            _show_folder(found, folder)
    _sort(root, "", {slug: [entry.name for entry in folder.pages] for slug, folder in folders.items()})
    return _navigation(root)


def _slug_order(page: Page) -> tuple[int, str]:
    return page.slug.count("/"), page.slug


def _below(root: _Branch, slug: str) -> _Branch | None:
    branch: _Branch | None = root
    for part in slug.split("/") if slug else ():
        branch = branch.children.get(part) if branch is not None else None
    return branch


def _show_page(branch: _Branch, page: Page) -> None:
    branch.title, branch.url, branch.slug = page.menu_title, page.url, page.slug
    front = page.facts.front_matter
    order, icon, collapsed = front.get("order"), front.get("menu_icon"), front.get("menu_collapsed")
    branch.order = float(order) if isinstance(order, (int, float)) else inf
    branch.icon = icon.strip() if isinstance(icon, str) else ""
    branch.collapsed = collapsed if isinstance(collapsed, bool) else None


def _show_folder(branch: _Branch, folder: FolderMenu) -> None:
    branch.title = folder.title or branch.title
    branch.icon = folder.icon or branch.icon
    branch.order = folder.order if folder.order is not None else branch.order
    branch.collapsed = folder.collapsed if folder.collapsed is not None else branch.collapsed


def _sort(branch: _Branch, slug: str, listed: Mapping[str, Sequence[str]]) -> None:
    """Sort as the folder's file lists them, then by ``order``, then by title; the home page is first."""
    places = {name: number for number, name in enumerate(listed.get(slug, ()), start=1)}
    ordered = sorted(
        branch.children.items(),
        key=lambda item: (places.get(item[0], inf if item[0] else 0), item[1].order, item[1].title.casefold()),
    )
    branch.children = dict(ordered)
    for name, child in branch.children.items():
        _sort(child, f"{slug}/{name}".strip("/"), listed)


def _titled(part: str) -> str:
    words = part.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _navigation(root: _Branch) -> Navigation:
    entries = tuple(_frozen(branch) for branch in root.children.values())
    trails: dict[str, tuple[int, ...]] = {}
    for slug, trail in _trails(entries, ()):
        trails.setdefault(slug, trail)
    positions = {slug: index for index, slug in enumerate(trails)}
    return Navigation(entries, trails, tuple(trails), positions)


def _frozen(branch: _Branch) -> NavEntry:
    children = tuple(_frozen(child) for child in branch.children.values())
    return NavEntry(
        title=branch.title,
        url=branch.url or None,
        slug=branch.slug,
        icon=branch.icon,
        collapsed=branch.collapsed,
        children=children,
    )


def _trails(entries: Sequence[NavEntry], above: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for index, entry in enumerate(entries):
        trail = (*above, index)
        if entry.slug is not None:
            yield entry.slug, trail
        yield from _trails(entry.children, trail)


def nearest_trail(navigation: Navigation, slug: str) -> tuple[int, ...]:
    """The trail of a page, or of its nearest ancestor in the menu."""
    for candidate in (slug, *nearest_parents(slug)):
        trail = navigation.trails.get(candidate)
        if trail is not None:
            return trail
    return ()


def missing_from(navigation: Navigation, pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages that are not in the menu."""
    return tuple(page for page in pages if page.slug not in navigation.trails)


def with_page_titles(navigation: Navigation, slugs: Mapping[str, Page]) -> Navigation:
    """The menu of another language, with the titles that translated pages have."""
    return replace(navigation, entries=tuple(_with_page_title(entry, slugs) for entry in navigation.entries))


def _with_page_title(entry: NavEntry, slugs: Mapping[str, Page]) -> NavEntry:
    page = slugs.get(entry.slug) if entry.slug is not None else None
    title = entry.title if page is None or page.is_fallback else page.menu_title
    return replace(entry, title=title, children=tuple(_with_page_title(child, slugs) for child in entry.children))
