"""``inventory.json`` and ``objects.inv`` of each version, and ``inventories.json``, the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

import msgspec
from msgspec.structs import replace

from builder.inventory import Inventory, inventory_of
from builder.inventory.published import (
    INVENTORIES,
    index_data,
    inventory_data,
    inventory_path,
    objects_path,
    of_version,
)
from builder.inventory.sphinx import objects_inv, objects_parts
from builder.outputs.output import Known, Output, data_output, known
from builder.outputs.render_context import RenderContext

INVENTORY_SCHEMA = "schema/inventory-1.json"
DIFF_SCHEMA = "schema/diff-1.json"


class _VersionRecord(msgspec.Struct, frozen=True):
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
        record = partial(_VersionRecord, known(one), title)
        yield emission.recipe.output(inventory_path(version), record, _encoded)
        objects = partial(_VersionRecord, known(one, *objects_parts(one)), title)
        yield emission.recipe.output(objects_path(version), objects, _objects)
    yield data_output(INVENTORIES, msgspec.json.format(msgspec.json.encode(index_data(inventory)), indent=2) + b"\n")
    for name, package in ((INVENTORY_SCHEMA, "builder.inventory"), (DIFF_SCHEMA, "builder.comparison")):
        yield data_output(name, files(package).joinpath("schema.json").read_bytes())


def _encoded(record: _VersionRecord) -> bytes:
    encoded = msgspec.json.encode(inventory_data(record.inventory.value))
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _objects(record: _VersionRecord) -> bytes:
    return objects_inv(record.inventory.value, record.project)
