"""Targets of links as markdown-it writes them; the same ones stand in many pages."""

from __future__ import annotations

from markdown_it.common.normalize_url import normalizeLink

from builder.caches import bounded_cache

LONGEST_KNOWN = 500
"""Characters of a target that is remembered."""


def normalized(target: str) -> str:
    """A link's target, percent-encoded."""
    return _known(target) if len(target) <= LONGEST_KNOWN else normalizeLink(target)


_known = bounded_cache(4096)(normalizeLink)
