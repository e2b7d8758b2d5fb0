"""Folders that pages are in and that have no page of their own: each address of a site shows something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from builder.content.paths import url_path
from builder.outputs.render_context import RenderContext
from builder.structure.navigation import Navigation, NavigationEntry
from builder.structure.page import Page
from builder.structure.slug import nearest_parents

Address = tuple[str, str]
"""A version's name and a slug."""

_REMEMBERED = f"{__name__}.folders"


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
    known = emission.remembered.setdefault(_REMEMBERED, {})
    if "" not in known:
        found = _found(emission)
        known[""] = {
            address: folder
            for address, folder in found.items()
            if _is_free(emission, address) and (address[0], _file(address[1])) not in found
        }
    free: Mapping[Address, Folder] = known[""]
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


def _found(emission: RenderContext) -> dict[Address, Folder]:
    site = emission.site
    children: dict[Address, list[Page | Address]] = {(version.name, ""): [] for version in site.versions}
    for page in site.pages:
        below: Page | Address = page
        for slug in nearest_parents(page.slug):
            address = (page.version, slug)
            is_known = address in children
            children.setdefault(address, []).append(below)
            if address in site.places.pages or (is_known and slug):
                break
            below = address
    found: dict[Address, Folder] = {}
    for address, members in children.items():
        if address not in site.places.pages:
            version, slug = address
            title = _title(emission, version, slug)
            found[address] = Folder(version, slug, title, tuple(_in_menu_order(emission, version, members)))
    return found


def _in_menu_order(
    emission: RenderContext, version: str, members: Iterable[Page | Address]
) -> Iterable[Page | Address]:
    """Each member once, as the menu has them; those that it has not come last."""
    positions = emission.site.navigations[version].positions
    last = len(positions)
    first: dict[str, int] = {}
    for slug, position in positions.items():
        for above in (slug, *nearest_parents(slug)):
            first.setdefault(above, position)
    unique = {(member.slug if isinstance(member, Page) else member[1]): member for member in members}
    return [unique[slug] for slug in sorted(unique, key=lambda slug: (first.get(slug, last), slug))]


def _title(emission: RenderContext, version: str, slug: str) -> str:
    """The title of the menu's heading for a folder; else its name in words."""
    if not slug:
        return f"{emission.view.title} {emission.site.version(version).title}".strip()
    heading = _heading(emission.site.navigations[version], slug)
    if heading:
        return heading
    words = slug.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _heading(navigation: Navigation, slug: str) -> str:
    """The title of the entry without a page below which every entry is in the folder; empty if there is none."""
    entries = navigation.entries
    while entries:
        inside = [
            entry for entry in entries if slug in {part for one in _slugs(entry) for part in nearest_parents(one)}
        ]
        if len(inside) != 1:
            return ""
        entry = inside[0]
        if entry.slug is None and all(one.startswith(slug + "/") for one in _slugs(entry)):
            return entry.title
        entries = entry.children
    return ""


def _slugs(entry: NavigationEntry) -> list[str]:
    own = [entry.slug] if entry.slug is not None else []
    return [*own, *(slug for child in entry.children for slug in _slugs(child))]
