"""Checklists of articles, as the steps that change them see them."""

from __future__ import annotations

from typing import Protocol

from builder.article.records import Facts
from builder.checklist import ChecklistDraft


class Checklists(Protocol):
    """Loads checklists, and keeps those that are made while a site is assembled."""

    def checklist(self, path: str, facts: Facts) -> ChecklistDraft | None:
        """The checklist of a page; ``None`` if it has none."""

    def with_checklist(self, facts: Facts, draft: ChecklistDraft) -> Facts:
        """The facts of a page with another checklist."""
