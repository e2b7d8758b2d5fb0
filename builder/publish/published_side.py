"""Input: a folder as the base of a comparison, usually a published one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from builder.comparison import Side, Surface
from builder.config import FILE, ProjectConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.errors import UsageError
from builder.inventory import Inventory, InventoryPage
from builder.inventory.published import INVENTORIES, paths_in_index, read_published
from builder.outputs.checklists import checklist_in
from builder.publish.manifest import MANIFEST
from builder.regular_file import read_file

_REPORT = "checklist.json"


def is_published(folder: Path) -> bool:
    """Whether a build has published into the folder."""
    return (folder / MANIFEST).is_file()


def is_project(folder: Path) -> bool:
    """Whether the folder is a project: it has a configuration, or the default content folder."""
    return (folder / FILE).is_file() or (folder / ProjectConfig().content).is_dir()


def published_side(folder: Path) -> Side:
    """The inventory and the problems of a published folder. Raises UsageError if they can't be read."""
    try:
        names = paths_in_index(read_file(folder / INVENTORIES))
        inventory = read_published(read_file(folder / name) for name in names)
        problems = _problems(msgspec.json.decode(read_file(folder / _REPORT)))
    except (OSError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
        message = f"'{folder}' has no inventory that can be read ({error}). Build it again."
        raise UsageError(message) from None

    def items(inventory: Inventory, page: InventoryPage) -> Sequence[Mapping[str, Any]]:
        place = folder / checklist_in(f"{page.version}/{page.slug}".strip("/"))
        try:
            found: Sequence[Mapping[str, Any]] = msgspec.json.decode(read_file(place))["items"]
        except (OSError, ValueError, KeyError, msgspec.MsgspecError):
            return ()
        return found

    return Side(Surface((inventory,), problems), items, f"'{folder}'")


def _problems(report: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    return tuple(msgspec.convert(problem, Diagnostic) for check in report["checks"] for problem in check["findings"])
