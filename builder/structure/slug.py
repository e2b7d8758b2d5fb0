"""Slugs: the path of a page in its version."""

from __future__ import annotations

import re

from builder.content.page_names import PLAIN_NAMES, PageNames
from builder.content.paths import normalise, parent

INDEX = "index"

MOST_SEGMENTS = 32
LONGEST_SEGMENT = 200
"""The most bytes in UTF-8; file systems allow 255."""

_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and surrogates, which YAML can contain."""


def path_slug(path: str, names: PageNames = PLAIN_NAMES) -> str:
    """The slug of a page that names none: its path below the version; an index has that of its folder."""
    return names.slug(path)


def declared_slug(slug: str) -> str | None:
    """A front matter's slug without slashes at its ends; ``None`` if it can't be a path.

    Slugs are refused if they leave the site, contain control characters, or are too deep or too long for a file system.
    """
    if any(mark in slug for mark in ("\\", "?", "#", "://")) or ".." in slug.split("/"):
        return None
    clean = normalise(slug)
    return clean if clean is not None and is_publishable(clean) else None


def is_publishable(slug: str) -> bool:
    """Whether a folder can have this path."""
    segments = slug.split("/")
    if _UNWRITABLE.search(slug) is not None or len(segments) > MOST_SEGMENTS:
        return False
    return all(len(segment.encode()) <= LONGEST_SEGMENT for segment in segments)


def nearest_parents(slug: str) -> tuple[str, ...]:
    """The slugs above, the nearest first, up to the version's home: ``a/b/c`` → ``a/b``, ``a``, ``""``."""
    found = []
    while slug:
        slug = parent(slug)
        found.append(slug)
    return tuple(found)
