"""The inventory of a site: every address that it answers, with its anchors, its checklist items and what is there.

Two of them can be compared (:mod:`builder.comparison`), and other projects check their links against a published one.
"""

from builder.inventory.records import Inventory, InventoryPage, InventorySection
from builder.inventory.site_inventory import files_of, inventory_of

__all__ = ["Inventory", "InventoryPage", "InventorySection", "files_of", "inventory_of"]
