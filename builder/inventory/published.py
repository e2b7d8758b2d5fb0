"""The inventory as a site publishes it: one ``inventory.json`` a version, and a list of them at the root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from builder.inventory.records import Inventory, InventoryPage, MenuLine

INVENTORY = "inventory.json"
INVENTORIES = "inventories.json"
SCHEMA_VERSION = 1


class PublishedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a page's checklist."""

    id: str
    kind: str
    text: str
    anchor: str
    """Its id in the page; empty if it has none."""


class PublishedSection(msgspec.Struct, frozen=True, kw_only=True):
    """One section of a page."""

    anchor: str
    """Empty for the text before the first heading."""
    heading: str
    digest: str
    """Of its words."""


class PublishedPage(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One page of a published inventory."""

    url: str
    """Absolute in the site, without the base path."""
    slug: str
    source: str
    """The file, relative to the project."""
    title: str
    description: str
    is_guide: bool
    content_digest: str
    links_digest: str
    sections: tuple[PublishedSection, ...]
    anchors: tuple[str, ...]
    images: Mapping[str, str]
    items: tuple[PublishedItem, ...]


class PublishedInventory(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """``inventory.json``: one version of one edition."""

    schema_version: int
    edition: str
    version: str
    aliases: tuple[str, ...]
    """Other first segments of its addresses, such as ``latest``."""
    pages: tuple[PublishedPage, ...]
    redirects: Mapping[str, str]
    images: Mapping[str, str]
    menu: tuple[MenuLine, ...]


def published_page(page: InventoryPage) -> PublishedPage:
    """A page in its published form."""
    draft = page.checklist.draft() if page.checklist is not None else None
    return PublishedPage(
        url=page.url,
        slug=page.slug,
        source=page.path,
        title=page.title,
        description=page.description,
        is_guide=page.is_guide,
        content_digest=page.content,
        links_digest=page.links,
        sections=tuple(
            PublishedSection(anchor=anchor, heading=page.headings.get(anchor, ""), digest=digest)
            for anchor, digest in page.digests.items()
        ),
        anchors=page.anchors,
        images=page.images,
        items=tuple(
            PublishedItem(id=item.id, kind=item.kind, text=item.text, anchor=item.anchor)
            for item in (draft.items if draft is not None else ())
        ),
    )


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


def published_inventory(inventory: Inventory, version: str) -> PublishedInventory:
    """The inventory of one version, as :func:`of_version` gives it, in its published form."""
    return PublishedInventory(
        schema_version=SCHEMA_VERSION,
        edition=inventory.edition,
        version=version,
        aliases=tuple(inventory.aliases),
        pages=tuple(map(published_page, inventory.pages)),
        redirects=inventory.redirects,
        images=inventory.images,
        menu=inventory.menus[version],
    )


def inventory_path(version: str) -> str:
    """The path of a version's inventory in the site."""
    return f"{version}/{INVENTORY}".lstrip("/")


def read_published(files: Iterable[bytes]) -> Inventory:
    """The inventory that the files of all versions hold, newest first. Raises msgspec.MsgspecError for other data."""
    parts = [msgspec.json.decode(data, type=PublishedInventory) for data in files]
    return Inventory(
        edition=parts[0].edition if parts else "",
        versions=tuple(part.version for part in parts),
        aliases={alias: part.version for part in parts for alias in part.aliases},
        pages=tuple(_page(page, part.version) for part in parts for page in part.pages),
        redirects={url: target for part in parts for url, target in part.redirects.items()},
        images={path: digest for part in parts for path, digest in part.images.items()},
        menus={part.version: part.menu for part in parts},
    )


def _page(page: PublishedPage, version: str) -> InventoryPage:
    return InventoryPage(
        path=page.source,
        version=version,
        slug=page.slug,
        url=page.url,
        title=page.title,
        description=page.description,
        content=page.content_digest,
        links=page.links_digest,
        digests={each.anchor: each.digest for each in page.sections},
        headings={each.anchor: each.heading for each in page.sections if each.anchor},
        anchors=page.anchors,
        images=page.images,
        checklist=None,
        is_guide=page.is_guide,
    )


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
