"""Finds the new places of pages that were moved, renamed or deleted while the site was served. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.diagnostics.suggest import nearest
from builder.structure.page import Page
from builder.structure.site import Site

MOST_KEPT = 10_000
"""Addresses that are remembered."""
MOST_COMPARED = 2_000
"""Pages among which similar addresses are looked for."""


class PageMoves:
    """Remembers the addresses of pages that are not there any more."""

    def __init__(self) -> None:
        self._moved: dict[str, str] = {}
        self._gone: dict[str, str] = {}

    def update(self, before: Site, after: Site) -> None:
        """Compare two states of the site."""
        old, new = ({page.url: page for page in site.pages} for site in (before, after))
        gone = [page for url, page in old.items() if url not in new]
        if gone:
            came = [page for url, page in new.items() if url not in old]
            moved = _moved(gone, came)
            self._moved = {url: moved.get(target, target) for url, target in (*self._moved.items(), *moved.items())}
            self._gone.update((page.url, page.path) for page in gone)
        self._moved = dict(list(_kept(self._moved, new))[-MOST_KEPT:])
        self._gone = dict(list(_kept(self._gone, new))[-MOST_KEPT:])

    def now_at(self, url: str) -> str:
        """The address of the page that was at this one; empty if that is not known."""
        return self._moved.get(url, "")

    def file_of(self, url: str) -> str:
        """The file of the page that was at this address; empty if there was none."""
        return self._gone.get(url, "")


def _kept(addresses: Mapping[str, str], there: Mapping[str, Page]) -> Iterable[tuple[str, str]]:
    return ((url, value) for url, value in addresses.items() if url not in there)


def _moved(gone: Iterable[Page], came: Iterable[Page]) -> dict[str, str]:
    """The new addresses, by old address: of the same file, of one with the same text, or of one with the same title."""
    by_path: dict[str, Page] = {}
    by_text: dict[str, list[Page]] = {}
    by_title: dict[tuple[str, str], list[Page]] = {}
    for page in came:
        by_path[page.path] = page
        by_text.setdefault(page.facts.source_digest, []).append(page)
        by_title.setdefault((page.version, page.title), []).append(page)
    found: dict[str, str] = {}
    for page in gone:
        same_text = by_text.get(page.facts.source_digest, [])
        same_title = by_title.get((page.version, page.title), [])
        target = by_path.get(page.path) or _closest(page, same_text)
        if target is None and len(same_title) == 1:
            target = same_title[0]
        if target is not None:
            found[page.url] = target.url
    return found


def _closest(page: Page, others: list[Page]) -> Page | None:
    """The page with the same slug, in another version or in the same one, among pages with the same text."""
    ranked = sorted(others, key=lambda other: (other.slug != page.slug, other.version != page.version, other.url))
    return ranked[0] if ranked else None


def pages_near(url: str, site: Site) -> list[Page]:
    """Pages to offer in place of one that is gone: those with similar addresses, and those above it."""
    by_url = {page.url: page for page in site.pages}
    version = url.lstrip("/").partition("/")[0]
    same = [other for other in by_url if other.startswith(f"/{version}/")] or list(by_url)
    found = [by_url[other] for other in nearest(url, same[:MOST_COMPARED])]
    above = url.rstrip("/")
    while above:
        above = above.rpartition("/")[0]
        page = by_url.get(above + "/")
        if page is not None and page not in found:
            found.append(page)
    return found
