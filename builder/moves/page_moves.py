"""Finds the pages that are moved, with their new slugs and files."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.content.page_names import PageNames
from builder.errors import UsageError
from builder.moves.request import MoveRequest
from builder.structure.page import Page
from builder.structure.site import Site


class PageMove(msgspec.Struct, frozen=True):
    """One page with its new place."""

    page: Page
    slug: str
    """The new slug."""
    path: str
    """The new file, relative to the project; the old one if the file is not named after the slug."""


def page_moves(site: Site, request: MoveRequest) -> tuple[PageMove, ...]:
    """The page at the old address and all pages below it, in the versions of the request.

    Raises UsageError if a version has none, or something is in the way at a new place.
    """
    found: list[PageMove] = []
    for version in request.versions:
        moved = list(_in_version(site, version, request))
        if not moved:
            where = f" in {version}" if version else ""
            raise UsageError(f"There is no page at or below '/{request.old}'{where}.")
        found += moved
    _ensure_free(site, found)
    return tuple(found)


def _in_version(site: Site, version: str, request: MoveRequest) -> Iterator[PageMove]:
    for page in site.pages:
        if page.version == version and (page.slug == request.old or page.slug.startswith(f"{request.old}/")):
            slug = request.new + page.slug.removeprefix(request.old)
            yield PageMove(page, slug, _new_path(page, slug, site.places.names))


def _new_path(page: Page, slug: str, names: PageNames) -> str:
    """A file that is named after its slug gets the new name; any other stays where it is."""
    stem = names.without_suffix(page.folder_path)
    suffix = page.folder_path[len(stem) :]
    if stem == page.slug:
        name = slug
    elif names.slug(page.folder_path) == page.slug and stem.rpartition("/")[2] in names.index:
        name = f"{slug}/{stem.rpartition('/')[2]}"
    else:
        return page.path
    return f"{page.path.removesuffix(page.folder_path)}{name}{suffix}"


def _ensure_free(site: Site, moves: list[PageMove]) -> None:
    leaving = {(move.page.version, move.page.slug) for move in moves}
    files = {stamp.path for stamps in site.tree.pages.values() for stamp in stamps} - {move.page.path for move in moves}
    for move in moves:
        address = move.page.version, move.slug
        if address in site.places.pages and address not in leaving:
            raise UsageError(f"'/{move.slug}' is already the address of '{site.places.pages[address].path}'.")
        if move.path in files:
            raise UsageError(f"The file '{move.path}' already exists.")
