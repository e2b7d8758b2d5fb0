"""``inventory.json`` and ``objects.inv`` of each version, and ``inventories.json``, the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

import msgspec

from builder.inventory import inventory_of
from builder.inventory.published import (
    INVENTORIES,
    PublishedInventory,
    index_data,
    inventory_path,
    objects_path,
    published_inventory,
)
from builder.inventory.sphinx import objects_inv
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext

INVENTORY_SCHEMA = "schema/inventory-1.json"
DIFF_SCHEMA = "schema/diff-1.json"


class _ObjectsRecord(msgspec.Struct, frozen=True):
    inventory: PublishedInventory
    project: str


def inventories(emission: RenderContext) -> Iterator[Output]:
    """The inventories of all versions."""
    inventory, title = inventory_of(emission.site), emission.site.settings.title
    for version in inventory.versions:
        published = published_inventory(inventory, version)
        data = msgspec.json.format(msgspec.json.encode(published, order="deterministic"), indent=1) + b"\n"
        yield data_output(inventory_path(version), data)
        yield emission.recipe.output(objects_path(version), partial(_ObjectsRecord, published, title), _objects)
    yield data_output(INVENTORIES, msgspec.json.format(msgspec.json.encode(index_data(inventory)), indent=2) + b"\n")
    for name, package in ((INVENTORY_SCHEMA, "builder.inventory"), (DIFF_SCHEMA, "builder.comparison")):
        yield data_output(name, files(package).joinpath("schema.json").read_bytes())


def _objects(record: _ObjectsRecord) -> bytes:
    return objects_inv(record.inventory, record.project)
