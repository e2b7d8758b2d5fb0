"""Takes the targets of links from another state of a site, where nothing that they depend on has changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

import msgspec

from builder.content.listing import FileStamp
from builder.structure.page import Page
from builder.structure.places import Places, Resolution
from builder.structure.translations import original_versions

K = TypeVar("K")


class KnownLinks(msgspec.Struct, frozen=True):
    """The links of another state of the site."""

    places: Places
    resolutions: Mapping[str, tuple[Resolution, ...]]
    """By the key of each page."""


def unchanged_links(known: KnownLinks, places: Places) -> Mapping[str, tuple[Resolution, ...]]:
    """The targets of all links of pages whose links certainly lead to the same, by the key of the page."""
    before = known.places
    touched = {*_touched_versions(before, places)}
    if _rules(before) != _rules(places) or (touched and places.static):
        return {}
    edited = {page.path for address, page in places.pages.items() if _is_edited(before.pages.get(address), page)}
    return {
        page.key: resolutions
        for address, page in places.pages.items()
        if page.version not in touched
        and before.pages.get(address) == page
        and not _may_differ(resolutions := known.resolutions[page.key], touched, edited)
    }


def _rules(places: Places) -> Sequence[object]:
    """Everything that links of all versions depend on, except pages."""
    return (
        places.versions,
        _paths(places.images),
        _paths(places.files),
        places.static,
        places.redirects,
        places.beside,
        places.base_path,
        places.schemes,
        places.names,
        places.targets,
    )


def _paths(stamps: Mapping[K, FileStamp]) -> Mapping[K, str]:
    return {name: stamp.path for name, stamp in stamps.items()}


def _touched_versions(before: Places, after: Places) -> Iterator[str]:
    """The versions in which an address or a file was added or removed."""
    differing = (
        before.pages.keys() ^ after.pages.keys(),
        before.by_file.keys() ^ after.by_file.keys(),
        before.contested ^ after.contested,
        before.left_out.keys() ^ after.left_out.keys(),
    )
    touched = {version for addresses in differing for version, _ in addresses}
    yield from touched
    # A translation is also found by the slug of its original.
    yield from (name for name, original in original_versions(after.versions).items() if original in touched)


def _is_edited(before: Page | None, page: Page) -> bool:
    return before is not None and before.facts != page.facts


def _may_differ(resolutions: Sequence[Resolution], touched: AbstractSet[str], edited: AbstractSet[str]) -> bool:
    return any(
        found.problem or found.version in touched or found.kind == "published" or found.path in edited
        for found in resolutions
    )
