"""What is verified of a site. One check a file; the table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.collisions import check_collisions
from builder.checks.front_matter import check_front_matter
from builder.checks.headings import check_headings
from builder.checks.images import check_images
from builder.checks.link_quality import check_link_quality
from builder.checks.links import check_links
from builder.checks.mended import check_mended
from builder.checks.menus import check_menus
from builder.checks.old_addresses import check_old_addresses
from builder.checks.own_links import check_own_links
from builder.checks.partials import check_partials
from builder.checks.picture_files import check_picture_files
from builder.checks.picture_texts import check_picture_texts
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.site import Site

CHECKS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    check_front_matter,
    check_collisions,
    check_old_addresses,
    check_links,
    check_link_quality,
    check_menus,
    check_own_links,
    check_images,
    check_picture_files,
    check_picture_texts,
    check_headings,
    check_partials,
    check_mended,
)

OF_ALL_EDITIONS = frozenset(
    {"image-unused", "partial-unused", "ignore-unused", "page-not-in-menu", "image-duplicate", "url-vanished"}
)
"""Codes that are a fault only if every edition and every version has been looked at, and all have it."""
