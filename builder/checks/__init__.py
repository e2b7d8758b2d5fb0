"""What is verified of a site. One check a file; the table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.collisions import check_collisions
from builder.checks.front_matter import check_front_matter
from builder.checks.images import check_images
from builder.checks.links import check_links
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.site import Site

CHECKS: tuple[Callable[[Site], Iterator[Diagnostic]], ...] = (
    check_front_matter,
    check_collisions,
    check_links,
    check_images,
)
