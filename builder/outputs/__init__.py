"""The outputs of a site. Each declares its files before any is rendered; the table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.outputs.agent_files import agent_files
from builder.outputs.assets import assets
from builder.outputs.changes import changes
from builder.outputs.checklists import checklist_indexes, checklists
from builder.outputs.feed import feed
from builder.outputs.html import pages
from builder.outputs.images import images
from builder.outputs.inventories import inventories
from builder.outputs.listings import listings
from builder.outputs.llms import llms
from builder.outputs.markdown import markdown
from builder.outputs.on_demand import OnDemandOutputs
from builder.outputs.output import ArchiveOf, CopyOf, Output, Pieces, inputs_in
from builder.outputs.portable import portable
from builder.outputs.redirects import redirects
from builder.outputs.render_context import RenderContext
from builder.outputs.responsive import responsive_images
from builder.outputs.root_files import entrances
from builder.outputs.schemas import schemas
from builder.outputs.search import search
from builder.outputs.site_report import publication
from builder.outputs.sitemap import sitemap

Declaring = Callable[[RenderContext], Iterator[Output]]

PAGE_OUTPUTS: tuple[Declaring, ...] = (pages, markdown, checklists)
"""Files in the folders of pages; :class:`OnDemandOutputs` declares those of a single page."""

SITE_OUTPUTS: tuple[Declaring, ...] = (
    assets,
    entrances,
    listings,
    sitemap,
    images,
    responsive_images,
    redirects,
    changes,
    feed,
    search,
    checklist_indexes,
    inventories,
    publication,
    schemas,
    llms,
    agent_files,
)
"""All other outputs; those that are quick to declare come first."""

BY_INTERFACE = frozenset({assets, entrances, sitemap, images, responsive_images, redirects, feed, schemas})
"""Outputs that depend on nothing of a page but its interface (:mod:`builder.article.interface`)."""

OUTPUTS = (*PAGE_OUTPUTS, *SITE_OUTPUTS)

__all__ = [
    "BY_INTERFACE",
    "OUTPUTS",
    "SITE_OUTPUTS",
    "ArchiveOf",
    "CopyOf",
    "OnDemandOutputs",
    "Output",
    "Pieces",
    "RenderContext",
    "declare",
    "inputs_in",
    "portable",
]


def declare(emission: RenderContext) -> Iterator[Output]:
    """Every file of the context's scope."""
    for output in OUTPUTS:
        if emission.scope.is_whole or output not in BY_INTERFACE:
            yield from output(emission)
