"""The plan of a move: the files that change, with their new texts, and those that get another name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

import msgspec

from builder.checks.fixes import SourceEdit, edited
from builder.content.project_files import LOCK_FILE
from builder.errors import UsageError
from builder.moves.front_matter_edits import with_address
from builder.moves.link_edits import anchor_edits, by_address, link_edits, menu_edits
from builder.moves.page_moves import PageMove, page_moves
from builder.moves.request import MoveRequest
from builder.structure.page import Page
from builder.structure.site import Site

Read = Callable[[str], str | None]
"""Gives the text of a file of the project; ``None`` if there is no such file."""

_HEADING_ID = re.compile(r"\s*\{%\s*#(?P<id>[\w-]+)\s*%\}\s*$")


class MovePlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a move does."""

    texts: Mapping[str, tuple[str, str]]
    """The text of each file that changes, before and after, by path before the move."""
    renames: Mapping[str, str]
    """The new path of each file that gets another name, by path."""
    addresses: tuple[tuple[str, str], ...]
    """Old and new addresses of the moved pages and headings."""


def plan_move(sites: Iterable[Site], request: MoveRequest, redirects: str, read: Read) -> MovePlan:
    """The plan for a project in all its editions; ``redirects`` is the name of its file of redirects.

    Raises UsageError if the move can't be done whole.
    """
    sites = tuple(sites)
    if request.old_anchor:
        return _heading_plan(sites, request, redirects, read)
    moves = {move.page.path: move for site in _having(sites, request) for move in page_moves(site, request)}
    moved = by_address(moves.values())
    edits = {edit for site in sites for edit in (*link_edits(site, moved), *menu_edits(site, moved))}
    texts = _edited(edits, read)
    for path, move in moves.items():
        before, now = _before_and_now(texts, read, path)
        texts[path] = before, with_address(now, path, move.slug, move.page.slug)
    renames = {path: move.path for path, move in moves.items() if move.path != path}
    texts.update(_lock(renames, read))
    return MovePlan(texts=texts, renames=renames, addresses=tuple(_addresses(moves.values())))


def _having(sites: tuple[Site, ...], request: MoveRequest) -> list[Site]:
    """The editions that have a page to move; all of them if none has, for the message."""
    found = [
        site
        for site in sites
        if any(page.version in request.versions and is_asked_for(page, request) for page in site.pages)
    ]
    return found or list(sites)


def is_asked_for(page: Page, request: MoveRequest) -> bool:
    """Whether a page is at the old address or, unless a heading is moved, below it. Its version doesn't matter."""
    below = not request.old_anchor and page.slug.startswith(f"{request.old}/")
    return page.slug == request.old or below


def _addresses(moves: Iterable[PageMove]) -> Iterable[tuple[str, str]]:
    for move in moves:
        prefix = f"/{move.page.version}" if move.page.version else ""
        yield f"{prefix}/{move.page.slug}", f"{prefix}/{move.slug}"


def _edited(edits: Iterable[SourceEdit], read: Read) -> dict[str, tuple[str, str]]:
    """The texts with all edits. Raises UsageError if one can't be made."""
    texts: dict[str, tuple[str, str]] = {}
    for path, found in groupby(sorted(edits), key=_path):
        wanted = list(found)
        before = _text(read, path)
        after, made = edited(before, wanted)
        if len(made) < len(wanted):
            left = next(edit for edit in wanted if edit not in made)
            raise UsageError(
                f"'{left.old}' in '{path}' (line {left.line}) can't be changed safely. Change it to '{left.new}' first."
            )
        texts[path] = before, after
    return texts


def _path(edit: SourceEdit) -> str:
    return edit.path


def _before_and_now(texts: Mapping[str, tuple[str, str]], read: Read, path: str) -> tuple[str, str]:
    """A file's text before the move, and with the edits so far."""
    if path in texts:
        return texts[path]
    text = _text(read, path)
    return text, text


def _text(read: Read, path: str) -> str:
    text = read(path)
    if text is None:
        raise UsageError(f"'{path}' can't be read.")
    return text


def _lock(renames: Mapping[str, str], read: Read) -> dict[str, tuple[str, str]]:
    """The lock file with the new paths of guides."""
    text = read(LOCK_FILE)
    if text is None or not any(json.dumps(path, ensure_ascii=False) in text for path in renames):
        return {}
    data = json.loads(text)
    data["guides"] = {renames.get(path, path): entries for path, entries in data["guides"].items()}
    return {LOCK_FILE: (text, json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n")}


def _heading_plan(sites: tuple[Site, ...], request: MoveRequest, redirects: str, read: Read) -> MovePlan:
    texts = _edited({edit for site in sites for edit in anchor_edits(site, request)}, read)
    pages = {
        page.path: page
        for site in sites
        for page in site.pages
        if page.version in request.versions and is_asked_for(page, request)
    }
    if len(pages) < len(request.versions):
        raise UsageError(f"Not every one of the versions {', '.join(request.versions)} has a page '/{request.old}'.")
    for path, page in pages.items():
        before, now = _before_and_now(texts, read, path)
        texts[path] = before, _with_heading_id(now, page, request)
    lines = "".join(f"{old}: {new}\n" for old, new in _anchors(request))
    before = read(redirects) or ""
    if before and not before.endswith("\n"):
        lines = "\n" + lines
    texts[redirects] = before, before + lines
    return MovePlan(texts=texts, renames={}, addresses=tuple(_anchors(request)))


def _anchors(request: MoveRequest) -> list[tuple[str, str]]:
    prefixes = [f"/{version}" if version else "" for version in request.versions]
    page = f"/{request.old}" if request.old else "/"
    return [(f"{p}{page}#{request.old_anchor}", f"{p}{page}#{request.new_anchor}") for p in prefixes]


def _with_heading_id(text: str, page: Page, request: MoveRequest) -> str:
    """The text of a page whose heading has its new id."""
    if request.new_anchor in page.facts.anchors:
        raise UsageError(f"'{page.path}' already has the id '{request.new_anchor}'.")
    heading = next((each for each in page.facts.headings if each.id == request.old_anchor), None)
    if heading is None or heading.place.path:
        where = (
            f"in the partial '{heading.place.path}'" if heading is not None else "not a heading of the page's own text"
        )
        raise UsageError(f"'#{request.old_anchor}' of '{page.path}' is {where}, so its id can't be changed here.")
    lines = text.split("\n")
    line = lines[heading.place.line - 1]
    ending = "\r" if line.endswith("\r") else ""
    line = line.rstrip("\r")
    given = _HEADING_ID.search(line)
    if given is not None and given["id"] != request.old_anchor:
        raise UsageError(f"The heading on line {heading.place.line} of '{page.path}' can't be changed safely.")
    plain = line[: given.start()] if given is not None else line.rstrip()
    lines[heading.place.line - 1] = f"{plain} {{% #{request.new_anchor} %}}{ending}"
    return "\n".join(lines)
