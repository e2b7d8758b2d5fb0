"""Link targets as markdown-it writes them, cached, because many pages have the same ones."""

from __future__ import annotations

from markdown_it.common.normalize_url import normalizeLink

from builder.caches import bounded_cache

LONGEST_KNOWN = 500
"""The maximum length of a cached target, in characters."""


def normalized(target: str) -> str:
    """A link's target, percent-encoded."""
    return _known(target) if len(target) <= LONGEST_KNOWN else normalizeLink(target)


_known = bounded_cache(4096)(normalizeLink)
