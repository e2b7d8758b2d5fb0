"""The guides of a site, by version and slug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from builder.checklist import ChecklistDraft, ChecklistSummary
from builder.outputs import RenderContext
from builder.outputs.checklists import checklist_data
from builder.structure.page import Page


class GuideName(msgspec.Struct, frozen=True):
    """A guide of the project."""

    version: str
    """Empty in an unversioned site."""
    slug: str
    """Without slashes at its ends."""


class Guides:
    """The guides of a loaded site."""

    def __init__(self, emission: RenderContext) -> None:
        self._emission = emission
        self._pages = {
            GuideName(page.version, page.slug or "index"): page
            for page in emission.site.pages
            if page.facts.checklist is not None
        }

    @property
    def default(self) -> str:
        """The name of the default version."""
        return self._emission.site.default_version.name

    def names(self) -> tuple[GuideName, ...]:
        """Every guide, by version and slug."""
        return tuple(self._pages)

    def listing(self) -> list[tuple[GuideName, str, int]]:
        """Each guide's name, title and number of items."""
        return [(name, page.title, checklist.items) for name, page, checklist in self._each()]

    def drafts(self) -> dict[str, ChecklistDraft]:
        """The checklists by the guides' paths."""
        return {page.path: self._emission.draft(page) for _, page, _ in self._each()}

    def data(self, name: GuideName) -> dict[str, Any]:
        """The content of a guide's ``checklist.json``. Raises KeyError."""
        return checklist_data(self._emission, self._pages[name])

    def with_digest(self, slug: str, digest: str) -> Mapping[str, Any] | None:
        """The checklist of any version of a guide with this digest; ``None`` if there is none."""
        found = (self.data(name) for name in self._pages if name.slug == slug.strip("/"))
        return next((data for data in found if data["guide"]["digest"] == digest), None)

    def _each(self) -> Iterator[tuple[GuideName, Page, ChecklistSummary]]:
        for name, page in self._pages.items():
            if page.facts.checklist is not None and page.facts.is_guide:
                yield name, page, page.facts.checklist
