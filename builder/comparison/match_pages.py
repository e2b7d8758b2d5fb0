"""Finds for each page the page that it was, though its address or its file may be another now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from builder.inventory import Inventory, InventoryPage

LEAST_ALIKE = 0.5
"""The share of sections that two pages must have in common to be one page that was moved."""


class PagePairs(msgspec.Struct, frozen=True):
    """The pages of two inventories, matched."""

    same: tuple[tuple[InventoryPage, InventoryPage], ...]
    """Before and after, at one address."""
    moved: tuple[tuple[InventoryPage, InventoryPage], ...]
    added: tuple[InventoryPage, ...]
    removed: tuple[InventoryPage, ...]


def match_pages(before: Inventory, after: Inventory) -> PagePairs:
    """Pages at one address are the same; others were moved if a redirect, the file or the text says so."""
    old = {page.url: page for page in before.pages}
    new = {page.url: page for page in after.pages}
    same = tuple((old[url], page) for url, page in new.items() if url in old)
    gone = {url: page for url, page in old.items() if url not in new}
    come = {url: page for url, page in new.items() if url not in old}
    moved: list[tuple[InventoryPage, InventoryPage]] = []
    for pairs in (_redirected(gone, come, after.redirects), _same_file(gone, come), _alike(gone, come)):
        for was, now in pairs:
            if was.url in gone and now.url in come:
                moved.append((gone.pop(was.url), come.pop(now.url)))
    return PagePairs(same, tuple(moved), tuple(come.values()), tuple(gone.values()))


Pairs = Iterable[tuple[InventoryPage, InventoryPage]]


def _redirected(
    gone: Mapping[str, InventoryPage], come: Mapping[str, InventoryPage], redirects: Mapping[str, str]
) -> Pairs:
    for url, page in list(gone.items()):
        target = redirects.get(url, "").partition("#")[0]
        if target in come:
            yield page, come[target]


def _same_file(gone: Mapping[str, InventoryPage], come: Mapping[str, InventoryPage]) -> Pairs:
    """A file that has another slug now."""
    by_path = {page.path: page for page in come.values()}
    for page in list(gone.values()):
        if page.path in by_path:
            yield page, by_path[page.path]


def _alike(gone: Mapping[str, InventoryPage], come: Mapping[str, InventoryPage]) -> Pairs:
    """Pages of one version with most sections in common, the likest first."""
    holders: dict[tuple[str, str], list[InventoryPage]] = {}
    for page in come.values():
        for section in _sections(page):
            holders.setdefault((page.version, section), []).append(page)
    found: list[tuple[float, str, str]] = []
    for page in gone.values():
        sections = _sections(page)
        shared: dict[str, int] = {}
        for section in sections:
            # Sections that many pages share don't identify a page.
            for other in holders.get((page.version, section), ())[:20]:
                shared[other.url] = shared.get(other.url, 0) + 1
        for url, count in shared.items():
            likeness = count / max(len(sections), len(_sections(come[url])))
            if likeness >= LEAST_ALIKE:
                found.append((-likeness, page.url, url))
    for _, old, new in sorted(found):
        if old in gone and new in come:
            yield gone[old], come[new]


def _sections(page: InventoryPage) -> frozenset[str]:
    """The digests of its sections."""
    return frozenset(section.digest for section in page.sections)
