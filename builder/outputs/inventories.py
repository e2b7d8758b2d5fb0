"""``inventory.json`` and ``objects.inv`` of each version, and ``inventories.json``, the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

import msgspec
from msgspec.structs import replace

from builder.inventory import Inventory, InventoryPage, inventory_of
from builder.inventory.published import (
    INVENTORIES,
    index_data,
    inventory_data,
    inventory_path,
    objects_path,
    of_version,
    page_data,
)
from builder.inventory.sphinx import objects_inv, objects_parts
from builder.outputs.output import Known, Output, data_output, digest_of, known
from builder.outputs.render_context import RenderContext

INVENTORY_SCHEMA = "schema/inventory-1.json"
DIFF_SCHEMA = "schema/diff-1.json"


class _VersionRecord(msgspec.Struct, frozen=True):
    around: Known[Inventory]
    """The inventory of one version, without its pages."""
    pages: tuple[Known[InventoryPage], ...]


class _ObjectsRecord(msgspec.Struct, frozen=True):
    inventory: Known[Inventory]
    """Of one version."""
    project: str


def inventories(emission: RenderContext) -> Iterator[Output]:
    """The inventories of all versions."""
    site, scope = emission.site, emission.scope
    pages = tuple([page for page in site.pages if scope.has(page.version)])
    menus = {version.name: site.navigations[version.name] for version in scope.versions}
    inventory, title = inventory_of(replace(site, pages=pages, navigations=menus)), site.settings.title
    for version in (version.name for version in scope.versions):
        one = of_version(inventory, version)
        record = _VersionRecord(known(replace(one, pages=())), tuple(map(known, one.pages)))
        yield emission.recipe.in_pieces(inventory_path(version), record, _encoded)
        objects = partial(_ObjectsRecord, known(one, *objects_parts(one)), title)
        yield emission.recipe.output(objects_path(version), objects, _objects)
    yield data_output(INVENTORIES, msgspec.json.format(msgspec.json.encode(index_data(inventory)), indent=2) + b"\n")
    for name, package in ((INVENTORY_SCHEMA, "builder.inventory"), (DIFF_SCHEMA, "builder.comparison")):
        yield data_output(name, files(package).joinpath("schema.json").read_bytes())


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
        yield Known(digest_of(number > 0, page.digest), partial(_page, page, b",\n  " if number else b""))
    yield known(b"\n ]" + after + b"\n")


def _page(page: Known[InventoryPage], before: bytes) -> bytes:
    return before + _formatted(page_data(page.value)).replace(b"\n", b"\n  ")


def _formatted(data: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=1)


def _objects(record: _ObjectsRecord) -> bytes:
    return objects_inv(record.inventory.value, record.project)
