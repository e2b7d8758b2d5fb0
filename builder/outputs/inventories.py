"""``inventory.json`` and ``objects.inv`` of each version, and ``inventories.json``, the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib.resources import files

import msgspec
from msgspec.structs import replace

from builder.inventory import Inventory, InventoryPage, inventory_of
from builder.inventory.published import (
    INVENTORIES,
    InventoryItem,
    ItemsOf,
    index_data,
    inventory_data,
    inventory_path,
    objects_path,
    of_version,
    page_data,
    published_items,
)
from builder.inventory.sphinx import objects_inv, objects_parts
from builder.outputs.output import Known, Output, data_output, digest_of, known
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page

INVENTORY_SCHEMA = "schema/inventory-1.json"
DIFF_SCHEMA = "schema/diff-1.json"


class _VersionRecord(msgspec.Struct, frozen=True):
    around: Known[Inventory]
    """The inventory of one version, without its pages."""
    pages: tuple[Known[InventoryPage], ...]
    items: Known[ItemsOf]
    """Everything that it gives is in the digests of the pages."""


class _ObjectsRecord(msgspec.Struct, frozen=True):
    inventory: Known[Inventory]
    """The inventory of one version."""
    project: str
    items: Known[ItemsOf]


def inventories(emission: RenderContext) -> Iterator[Output]:
    """The inventories of all versions."""
    site, scope = emission.site, emission.scope
    pages = tuple([page for page in site.pages if scope.has(page.version)])
    items_of = _items_of(emission, pages)
    items = Known("", lambda: items_of)
    menus = {version.name: site.navigations[version.name] for version in scope.versions}
    inventory, title = inventory_of(replace(site, pages=pages, navigations=menus)), site.settings.title
    for version in (version.name for version in scope.versions):
        one = of_version(inventory, version)
        record = _VersionRecord(known(replace(one, pages=())), tuple(map(known, one.pages)), items)
        yield emission.recipe.in_pieces(inventory_path(version), record, _encoded)
        objects = partial(_ObjectsRecord, known(one, *objects_parts(one)), title, items)
        yield emission.recipe.output(objects_path(version), objects, _objects)
    yield data_output(INVENTORIES, msgspec.json.format(msgspec.json.encode(index_data(inventory)), indent=2) + b"\n")
    for name, package in ((INVENTORY_SCHEMA, "builder.inventory"), (DIFF_SCHEMA, "builder.comparison")):
        yield data_output(name, files(package).joinpath("schema.json").read_bytes())


def _items_of(emission: RenderContext, pages: Iterable[Page]) -> ItemsOf:
    """Loads the items of the checklists of these pages."""
    by_path = {page.path: page for page in pages}

    def items(page: InventoryPage) -> tuple[InventoryItem, ...]:
        found = by_path[page.path]
        return published_items(emission.checklist(found.path, found.facts))

    return items


_PLACE = "pages of the inventory"


def _encoded(record: _VersionRecord) -> Iterator[Known[bytes]]:
    """Page by page. JSON has no line ends in strings, so each line can be indented."""
    before, _, after = _formatted({**inventory_data(record.around.value), "pages": _PLACE}).partition(
        msgspec.json.encode(_PLACE)
    )
    if not record.pages:
        yield known(before + b"[]" + after + b"\n")
        return
    yield known(before + b"[\n  ")
    for number, page in enumerate(record.pages):
        yield Known(digest_of(number > 0, page.digest), partial(_page, page, record.items, b",\n  " if number else b""))
    yield known(b"\n ]" + after + b"\n")


def _page(page: Known[InventoryPage], items: Known[ItemsOf], before: bytes) -> bytes:
    return before + _formatted(page_data(page.value, items.value)).replace(b"\n", b"\n  ")


def _formatted(data: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=1)


def _objects(record: _ObjectsRecord) -> bytes:
    return objects_inv(record.inventory.value, record.project, record.items.value)
