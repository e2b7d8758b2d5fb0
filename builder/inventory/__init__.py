"""The inventory of a site: every address that it answers, with its anchors, its checklist items and what is there.

Two of them can be compared (:mod:`builder.comparison`), and other projects check their links against a published one.
"""

from builder.inventory.records import NOTHING_SHARED, Inventory, InventoryPage, InventorySection, SharedParts
from builder.inventory.shared_parts import shared_parts
from builder.inventory.site_inventory import files_of, inventory_of

__all__ = [
    "NOTHING_SHARED",
    "Inventory",
    "InventoryPage",
    "InventorySection",
    "SharedParts",
    "files_of",
    "inventory_of",
    "shared_parts",
]
