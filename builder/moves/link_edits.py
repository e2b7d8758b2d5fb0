"""Edits of links, menus and redirects that lead to moved pages and headings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from builder.article.records import Reference
from builder.checks.fixes import SourceEdit, edit_at, prefix_for
from builder.content.paths import normalise, url_path
from builder.diagnostics.place import Place
from builder.errors import UsageError
from builder.moves.page_moves import PageMove
from builder.moves.request import MoveRequest
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

CODE = "move"
_END = 1_000_000
"""A column after the end of any line."""

Moved = Mapping[tuple[str, str], PageMove]
"""Keyed by version and old slug."""


def link_edits(site: Site, moved: Moved) -> Iterator[SourceEdit]:
    """One edit for each link to a moved page, and for each relative link of a moved file.

    Raises UsageError for a link in a partial that leads to another page in a version that is not moved.
    """
    renamed = {move.page.path: move for move in moved.values() if move.path != move.page.path}
    in_partials: dict[tuple[str, int, int], str] = {}
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            new = _new_target(site, page, reference, found, moved)
            own = renamed.get(page.path)
            if not new and own is not None and not reference.target_place.path:
                new = _from_new_folder(reference, found, own)
            place = reference.target_place
            if place.path:
                key = place.path, place.line, place.column
                if in_partials.setdefault(key, new) != new:
                    raise UsageError(
                        f"The link '{reference.target}' of '{place.path}' (line {place.line}) leads to a moved page in "
                        "some versions only. Move the page in all of them with --everywhere, or change the link first."
                    )
            if new and new != reference.target:
                yield edit_at(place, page.path, (reference.target, new), CODE)


def _new_target(site: Site, page: Page, reference: Reference, found: Resolution, moved: Moved) -> str:
    """The target as it has to be written from now on; empty if it can stay."""
    move = moved.get((found.version, found.slug)) if found.kind == "page" else None
    if move is None or not reference.target.partition("#")[0].partition("?")[0]:
        return ""
    path, rest = _split(reference.target)
    prefix = prefix_for(site, page, path, found.version)
    slash = "/" if path.endswith("/") and path != "/" else ""
    return f"{prefix}/{url_path(move.slug)}{slash}{rest}"


def _from_new_folder(reference: Reference, found: Resolution, move: PageMove) -> str:
    """A relative target of a file that is moved itself: pages by their address, files by the new way to them."""
    path, rest = _split(reference.target)
    if not path or path.startswith("/") or found.kind in ("external", "none"):
        return ""
    if found.kind == "page":
        return f"/{url_path(found.slug)}{rest}"
    if found.path:
        return url_path(posixpath.relpath(found.path, posixpath.dirname(move.path))) + rest
    return ""


def _split(target: str) -> tuple[str, str]:
    """The path, and the query and fragment after it."""
    path = target.partition("#")[0].partition("?")[0]
    return path, target[len(path) :]


def menu_edits(site: Site, moved: Moved) -> Iterator[SourceEdit]:
    """One edit for each entry of a menu that leads to a moved page."""
    for version, menu in site.menus.items():
        for entry in menu.entries:
            path, rest = _split(entry.url)
            slug = normalise(path)
            prefixed = slug is not None and (slug == version or slug.startswith(f"{version}/")) and bool(version)
            own = slug[len(version) :].strip("/") if slug is not None and prefixed else slug
            move = moved.get((version, own)) if own is not None and path else None
            if move is not None:
                prefix = f"/{version}" if prefixed else ""
                begin = "/" if path.startswith("/") else ""
                new = f"{prefix}/{url_path(move.slug)}{rest}" if begin else f"{url_path(move.slug)}{rest}"
                yield edit_at(_in_line(menu.path, entry.line), menu.path, (entry.url, new), CODE)


def _in_line(path: str, line: int) -> Place:
    return Place(line=line, column=1, end_line=line, end_column=_END, path=path)


def anchor_edits(site: Site, request: MoveRequest) -> Iterator[SourceEdit]:
    """One edit for each link to a heading that gets another id."""
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            there = found.kind == "page" and found.version in request.versions and found.slug == request.old
            if there and found.fragment == request.old_anchor:
                old = reference.target
                new = f"{old.partition('#')[0]}#{request.new_anchor}"
                yield edit_at(reference.target_place, page.path, (old, new), CODE)


def by_address(moves: Iterable[PageMove]) -> Moved:
    """The moves by the version and slug of their pages."""
    return {(move.page.version, move.page.slug): move for move in moves}
