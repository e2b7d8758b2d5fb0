"""Folders that pages are in and that have no page of their own: each address of a site shows something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from builder.content.paths import url_path
from builder.outputs.render_context import RenderContext
from builder.structure.navigation import NavEntry, Navigation
from builder.structure.page import Page
from builder.structure.slug import nearest_parents

Address = tuple[str, str]
"""A version's name and a slug."""

FOLDERS = f"{__name__}.folders"
"""The name of the folders among the remembered values of a context."""


class Folder(NamedTuple):
    """A folder without a page."""

    version: str
    slug: str
    """Empty for the version itself."""
    title: str
    children: tuple[Page | Address, ...]
    """The pages in it, and folders without a page by their address."""

    @property
    def address(self) -> Address:
        """Its version and slug."""
        return self.version, self.slug


def folders(emission: RenderContext) -> Mapping[Address, Folder]:
    """Every folder without a page, by address; those at which an old address redirects are left out."""
    return {
        address: folder
        for version in emission.site.versions
        for address, folder in folders_of(emission, version.name).items()
    }


def folders_of(emission: RenderContext, version: str) -> Mapping[Address, Folder]:
    """The folders of one version. An edit asks for those of its page's version only."""
    known = emission.remembered.setdefault(FOLDERS, {})
    if version not in known:
        found = _found(emission, version)
        known[version] = {
            address: folder
            for address, folder in found.items()
            if _is_free(emission, address) and (version, _file(address[1])) not in found
        }
    free: Mapping[Address, Folder] = known[version]
    return free


def folder_url(version: str, slug: str) -> str:
    """The address of a folder in the site."""
    return f"/{url_path(path)}/" if (path := f"{version}/{slug}".strip("/")) else "/"


def _is_free(emission: RenderContext, address: Address) -> bool:
    """Whether nothing else is published at a folder's address, nor in the place of its file."""
    places = emission.site.places
    old = places.redirects
    file = address[0], _file(address[1])
    return not any(each in table for each in (address, file) for table in (old.targets, old.outside, places.pages))


def _file(slug: str) -> str:
    return f"{slug}/index.html".lstrip("/")


def _found(emission: RenderContext, version: str) -> dict[Address, Folder]:
    site = emission.site
    children: dict[Address, list[Page | Address]] = {(version, ""): []}
    for page in site.published:
        if page.version != version:
            continue
        below: Page | Address = page
        for slug in nearest_parents(page.slug):
            address = (version, slug)
            is_known = address in children
            children.setdefault(address, []).append(below)
            if address in site.places.pages or (is_known and slug):
                break
            below = address
    navigation = site.navigations[version]
    positions, headings = _first_positions(navigation), _headings(navigation)
    found: dict[Address, Folder] = {}
    for address, members in children.items():
        if address not in site.places.pages:
            slug = address[1]
            title = _title(emission, version, slug, headings)
            found[address] = Folder(version, slug, title, tuple(_in_menu_order(positions, members)))
    return found


def _first_positions(navigation: Navigation) -> dict[str, int]:
    """The position of the first page in the menu, by slug of a page or a folder."""
    first: dict[str, int] = {}
    for slug, position in navigation.positions.items():
        for above in (slug, *nearest_parents(slug)):
            first.setdefault(above, position)
    return first


def _in_menu_order(positions: Mapping[str, int], members: Iterable[Page | Address]) -> Iterable[Page | Address]:
    """Each member once, as the menu has them; those that it has not come last."""
    last = len(positions)
    unique = {(member.slug if isinstance(member, Page) else member[1]): member for member in members}
    return [unique[slug] for slug in sorted(unique, key=lambda slug: (positions.get(slug, last), slug))]


def _title(emission: RenderContext, version: str, slug: str, headings: Mapping[str, str]) -> str:
    """The title of the menu's heading for a folder; else its name in words."""
    if not slug:
        return f"{emission.view.title} {emission.site.version(version).title}".strip()
    if slug in headings:
        return headings[slug]
    words = slug.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _headings(navigation: Navigation) -> dict[str, str]:
    """The title of the menu's highest heading that contains exactly the pages of a folder, by folder."""
    entries: Counter[str] = Counter()
    for slug in _slugs(navigation.entries):
        entries.update(nearest_parents(slug))
    titles: dict[str, str] = {}
    for top in navigation.entries:
        _note_headings(top, entries, titles)
    return titles


def _slugs(entries: Iterable[NavEntry]) -> Iterator[str]:
    """The slugs of all pages that a menu leads to."""
    for entry in entries:
        if entry.slug is not None:
            yield entry.slug
        yield from _slugs(entry.children)


def _note_headings(
    entry: NavEntry, entries: Mapping[str, int], titles: dict[str, str]
) -> tuple[int, tuple[str, ...] | None]:
    """Note the title of an entry and those below; gives how many pages it leads to, and the folders that all are in.

    The folders are the nearest first; ``None`` for an entry that does not lead to a page.
    """
    count = int(entry.slug is not None)
    common = nearest_parents(entry.slug) if entry.slug is not None else None
    below: dict[str, str] = {}
    for child in entry.children:
        number, shared = _note_headings(child, entries, below)
        count += number
        if shared is not None:
            common = shared if common is None else tuple(folder for folder in common if folder in set(shared))
    if entry.slug is None:
        titles.update((folder, entry.title) for folder in common or () if folder and entries[folder] == count)
    for folder, title in below.items():
        titles.setdefault(folder, title)
    return count, common
