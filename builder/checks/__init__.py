"""Checks of a whole site. One check a file; the table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.base_url import check_base_url
from builder.checks.collisions import check_collisions
from builder.checks.config_links import check_own_links
from builder.checks.config_names import check_config_names
from builder.checks.fixed_elsewhere import check_fixed_elsewhere
from builder.checks.front_matter import check_front_matter
from builder.checks.image_files import check_image_files
from builder.checks.menus import check_menus
from builder.checks.other_inventories import check_other_inventories
from builder.checks.partials import check_partials
from builder.checks.redirect_from import check_old_addresses
from builder.checks.references import check_references
from builder.checks.translations import check_translations
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.site import Site

CHECKS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    check_front_matter,
    check_collisions,
    check_old_addresses,
    check_references,
    check_other_inventories,
    check_menus,
    check_own_links,
    check_config_names,
    check_base_url,
    check_image_files,
    check_partials,
    check_translations,
    check_fixed_elsewhere,
)

OF_ALL_EDITIONS = frozenset(
    {
        *("image-unused", "partial-unused", "ignore-unused", "page-not-in-menu", "image-duplicate", "url-vanished"),
        "config-names-nothing",
    }
)
"""Codes reported only if all editions and versions were checked and every edition has the problem."""
