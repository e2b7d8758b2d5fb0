"""What is published. Each output declares its files before any is made; the table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.outputs.assets import assets
from builder.outputs.checklists import checklists
from builder.outputs.emission import Emission
from builder.outputs.entrances import entrances
from builder.outputs.html import pages
from builder.outputs.images import images
from builder.outputs.markdown import markdown
from builder.outputs.output import CopyOf, Output
from builder.outputs.publication import publication
from builder.outputs.redirects import redirects
from builder.outputs.search import search

OUTPUTS: tuple[Callable[[Emission], Iterator[Output]], ...] = (
    pages,
    markdown,
    checklists,
    search,
    images,
    assets,
    entrances,
    redirects,
    publication,
)

__all__ = ["OUTPUTS", "CopyOf", "Emission", "Output", "declare"]


def declare(emission: Emission) -> Iterator[Output]:
    """Every file of the site."""
    for output in OUTPUTS:
        yield from output(emission)
