"""The inventory as a site publishes it: one ``inventory.json`` a version, and a list of them at the root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist import ChecklistDraft
from builder.inventory.records import Inventory, InventoryPage
from builder.structure.navigation import NavEntry

INVENTORY = "inventory.json"
INVENTORIES = "inventories.json"
SCHEMA_VERSION = 1


class InventoryItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a page's checklist, as it is published."""

    id: str
    kind: str
    text: str
    anchor: str
    """Its id in the page; empty if it has none."""


class _MenuLine(msgspec.Struct, frozen=True):
    """One line of a published menu."""

    depth: int
    """0 for an entry of the first level."""
    title: str
    url: str
    """Absolute in the site, or external; empty for an entry that leads nowhere."""


class _PublishedInventory(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of ``inventory.json`` that Handrail reads."""

    edition: str
    version: str
    aliases: tuple[str, ...]
    pages: tuple[InventoryPage, ...]
    redirects: Mapping[str, str]
    images: Mapping[str, str]
    menu: tuple[_MenuLine, ...]


ItemsOf = Callable[[InventoryPage], tuple[InventoryItem, ...]]
"""Gives the items of a page's checklist."""


def published_items(draft: ChecklistDraft | None) -> tuple[InventoryItem, ...]:
    """The items of a checklist."""
    items = draft.items if draft is not None else ()
    return tuple(InventoryItem(id=item.id, kind=item.kind, text=item.text, anchor=item.anchor) for item in items)


def menu_lines(entries: Iterable[NavEntry], depth: int = 0) -> Iterator[tuple[int, NavEntry]]:
    """The entries of a menu in order, each with its level, from 0 on."""
    for entry in entries:
        yield depth, entry
        yield from menu_lines(entry.children, depth + 1)


def of_version(inventory: Inventory, version: str) -> Inventory:
    """The part of an inventory that belongs to one version."""
    pages = [page for page in inventory.pages if page.version == version]
    shown = {path for page in pages for path in page.images.values()}
    prefix = f"/{version}/" if version else "/"
    return Inventory(
        edition=inventory.edition,
        versions=(version,),
        aliases={alias: name for alias, name in inventory.aliases.items() if name == version},
        pages=tuple(pages),
        redirects={url: target for url, target in inventory.redirects.items() if url.startswith(prefix)},
        images={path: digest for path, digest in inventory.images.items() if path in shown},
        menus={version: inventory.menus.get(version, ())},
    )


def inventory_data(inventory: Inventory) -> dict[str, Any]:
    """``inventory.json`` without its pages: the inventory of one version, as :func:`of_version` gives it."""
    (version,) = inventory.versions
    return {
        "schemaVersion": SCHEMA_VERSION,
        "edition": inventory.edition,
        "version": version,
        # Other first segments of its addresses, such as ``latest``.
        "aliases": tuple(inventory.aliases),
        "pages": (),
        "redirects": dict(sorted(inventory.redirects.items())),
        "images": dict(sorted(inventory.images.items())),
        "menu": [
            {"depth": depth, "title": entry.title, "url": entry.url or ""}
            for depth, entry in menu_lines(inventory.menus[version])
        ],
    }


def page_data(page: InventoryPage, items: ItemsOf) -> dict[str, Any]:
    """One page of ``inventory.json``."""
    shared = msgspec.to_builtins(replace(page, version="", checklist=None), order="deterministic")
    return {**shared, "items": items(page)}


def inventory_path(version: str) -> str:
    """The path of a version's inventory in the site."""
    return f"{version}/{INVENTORY}".lstrip("/")


def read_published(files: Iterable[bytes]) -> Inventory:
    """The inventory that the files of all versions hold, newest first. Raises msgspec.MsgspecError for other data."""
    parts = [msgspec.json.decode(data, type=_PublishedInventory) for data in files]
    return Inventory(
        edition=parts[0].edition if parts else "",
        versions=tuple(part.version for part in parts),
        aliases={alias: part.version for part in parts for alias in part.aliases},
        pages=tuple(replace(page, version=part.version) for part in parts for page in part.pages),
        redirects={url: target for part in parts for url, target in part.redirects.items()},
        images={path: digest for part in parts for path, digest in part.images.items()},
        menus={part.version: _entries(part.menu) for part in parts},
    )


def _entries(lines: Sequence[_MenuLine]) -> tuple[NavEntry, ...]:
    """The entries of a menu: those below an entry follow it, one level deeper."""
    levels: dict[int, list[NavEntry]] = {}
    for line in reversed(lines):
        below = levels.pop(line.depth + 1, [])
        entry = NavEntry(title=line.title, url=line.url or None, children=tuple(reversed(below)))
        levels.setdefault(line.depth, []).append(entry)
    return tuple(reversed(levels.get(0, [])))


def index_data(inventory: Inventory) -> dict[str, Any]:
    """The content of ``inventories.json``: the versions, newest first, with where their inventories are."""
    return {
        "schemaVersion": SCHEMA_VERSION,
        "edition": inventory.edition,
        "inventories": [
            {"version": version, "inventory": inventory_path(version), "objects": objects_path(version)}
            for version in inventory.versions
        ],
    }


def paths_in_index(data: bytes) -> list[str]:
    """The paths of the inventories that ``inventories.json`` names. Raises ValueError for other data."""
    try:
        found = msgspec.json.decode(data)
        names = [str(each["inventory"]) for each in found["inventories"]]
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise ValueError(f"{INVENTORIES} has no 'inventories'") from error
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise ValueError(f"{INVENTORIES} names a file outside the site")
    return names


def objects_path(version: str) -> str:
    """The path of a version's inventory for Sphinx."""
    return f"{version}/objects.inv".lstrip("/")
