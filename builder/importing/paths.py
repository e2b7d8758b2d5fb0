"""The file of each page in the new project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.content.discover import VERSION_FOLDER
from builder.importing.records import Note, SourcePage

_UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"\\|?*#%]")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\?#]")
_TAKEN = ("images", "partials")
LONGEST = 120
"""Bytes of a name."""
MOST_SEGMENTS = 30


class SourcePlaces:
    """Gives every page its own file and address."""

    def __init__(self, pages: Sequence[SourcePage]) -> None:
        self.notes: list[Note] = []
        self.slugs: dict[str, str] = {}
        """Slugs by the path of the source."""
        self.files: dict[str, str] = {}
        """The new file, by the same key."""
        self.reported: dict[str, bool] = {}
        """Whether the front matter must state the slug, by the same key."""
        self._addresses: set[tuple[str, str]] = set()
        self._names: set[str] = set()
        folders = {(page.version, above) for page in pages for above in _above(page.slug)}
        for page in pages:
            self._place(page, folders)

    def _place(self, page: SourcePage, folders: set[tuple[str, str]]) -> None:
        slug = self._own_slug(page)
        has_below = (page.version, slug) in folders or slug in ("menu", "")
        path = _UNFIT.sub("-", slug)
        path = "/".join(part[:LONGEST] for part in path.split("/"))
        first = path.partition("/")[0]
        if (not page.version and (first in _TAKEN or VERSION_FOLDER.match(first))) or first in _TAKEN:
            path = f"pages/{path}"
        file = f"{path}/index.md".lstrip("/") if has_below or path.endswith("index") else f"{path}.md"
        base = f"content/{page.version}/" if page.version else "content/"
        number = 2
        while (base + file).casefold() in self._names:
            file = f"{path}-{number}.md"
            number += 1
        self._names.add((base + file).casefold())
        self.slugs[page.path], self.files[page.path] = slug, base + file
        self.reported[page.path] = _by_path(file) != slug

    def _own_slug(self, page: SourcePage) -> str:
        clean = _sound(page.slug)
        slug, number = clean, 2
        while (page.version, slug.casefold()) in self._addresses:
            slug = f"{clean or 'index'}-{number}"
            number += 1
        self._addresses.add((page.version, slug.casefold()))
        if clean != page.slug:
            detail = f"/{page.slug[:200]} is now /{clean}"
            self.notes.append(
                Note(kind="left", construct="address that can't be published", path=page.path, line=1, detail=detail)
            )
        if slug != clean:
            self.notes.append(
                Note(
                    kind="left",
                    construct="two pages at one address",
                    path=page.path,
                    line=1,
                    detail=f"/{page.slug} is now /{slug}",
                )
            )
        return slug


def _sound(slug: str) -> str:
    """The slug as a path below the version that a folder can have."""
    parts = [_UNWRITABLE.sub("-", part).strip() for part in slug.split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")][:MOST_SEGMENTS]
    return "/".join(part.encode()[:LONGEST].decode("utf-8", "ignore") for part in kept)


def _above(slug: str) -> list[str]:
    found = []
    while "/" in slug:
        slug = slug.rpartition("/")[0]
        found.append(slug)
    return found


def _by_path(file: str) -> str:
    """The slug that Handrail makes of a path."""
    path = file.removesuffix(".md")
    folder, _, name = path.rpartition("/")
    return folder if name == "index" else path
