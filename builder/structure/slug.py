"""Slugs: where in its version a page is published."""

from __future__ import annotations

from builder.content.paths import normalise, parent, without_page_suffix

INDEX = "index"


def path_slug(path: str) -> str:
    """The slug of a page that names none: its path below the version, ``index`` fallen away."""
    slug = without_page_suffix(path)
    folder, _, name = slug.rpartition("/")
    return folder if name == INDEX else slug


def declared_slug(slug: str) -> str | None:
    """A front matter's slug without slashes at its ends; ``None`` if it climbs out of the site."""
    if "\\" in slug or "\x00" in slug or ".." in slug.split("/"):
        return None
    return normalise(slug)


def nearest_parents(slug: str) -> tuple[str, ...]:
    """The slugs above, the nearest first, down to the version's home: ``a/b/c`` → ``a/b``, ``a``, ``""``."""
    found = []
    while slug:
        slug = parent(slug)
        found.append(slug)
    return tuple(found)
