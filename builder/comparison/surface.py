"""One side of a comparison: the published addresses of a project, and its problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from builder.checklist import ChecklistDraft
from builder.diagnostics.diagnostic import Diagnostic
from builder.digests import text_digest
from builder.inventory import Inventory, InventoryPage

JsonItem = Mapping[str, Any]
Items = Callable[[Inventory, InventoryPage], Sequence[JsonItem]]
"""Gives the items of a page's checklist, with the fields that :func:`builder.checklist.differences` uses."""


class Surface(msgspec.Struct, frozen=True):
    """The inventories of a project, one for each edition, and its problems."""

    inventories: tuple[Inventory, ...]
    diagnostics: tuple[Diagnostic, ...]
    """With their fingerprints."""
    files: tuple[str, ...] = ()
    """The paths of all files that problems may be in; empty if they are not known."""

    def edition(self, name: str) -> Inventory | None:
        """The inventory of an edition; ``None`` if there was no such edition."""
        return next((each for each in self.inventories if each.edition == name), None)


class Side(msgspec.Struct, frozen=True):
    """A surface, with the function that reads the items of its checklists."""

    surface: Surface
    items: Items
    name: str = ""
    """For people."""


def items_of(draft: ChecklistDraft, inventory: Inventory, page: InventoryPage) -> list[JsonItem]:
    """The items of the checklist of a page in an inventory."""
    return [
        {
            "id": item.id,
            "section": item.section,
            "kind": item.kind,
            "optional": item.optional,
            "severity": item.severity,
            "text": item.text,
            "digest": item.digest,
            "options": [{"label": option.label} for option in item.options],
            "assetDigest": _assets(inventory, page, [image.src for image in item.images]),
        }
        for item in draft.items
    ]


def _assets(inventory: Inventory, page: InventoryPage, sources: Sequence[str]) -> str | None:
    found = [digest for source in sources if (digest := inventory.images.get(page.images.get(source, ""), ""))]
    return text_digest(" ".join(found)) if found else None
