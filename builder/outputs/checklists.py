"""``checklist.json`` beside each guide, and each version's index of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.outputs.emission import Emission
from builder.outputs.output import Output
from builder.structure.page import Page
from builder.theme.context import ChecklistLinks

CHECKLIST = "checklist.json"


def checklists(emission: Emission) -> Iterator[Output]:
    """One checklist a guide, one index a version."""
    return iter(())


def checklist_links(emission: Emission, page: Page) -> ChecklistLinks | None:
    """What the page says of its checklist."""
    draft = page.facts.checklist
    return None if draft is None else ChecklistLinks(emission.href(page.url + CHECKLIST), 0)


def guide_entry(emission: Emission, page: Page) -> dict[str, Any]:
    """A guide's line in an index."""
    return {"title": page.title}
