"""Pages of a site that was never composed, for tests that only need their addresses."""

from __future__ import annotations

from msgspec.structs import replace

from builder.article.provisional import provisional_facts
from builder.article.records import Facts
from builder.content.source import Source


def facts_with(*anchors: str) -> Facts:
    """The facts of an empty text that has these anchors."""
    return replace(
        provisional_facts(Source("", "", "s")), digest="d", content_digest="c", title="Title", anchors=anchors
    )
