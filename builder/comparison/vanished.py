"""Addresses that a site answered and doesn't answer any more, each with the line that keeps it alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison.match_pages import PagePairs
from builder.comparison.records import VanishedAddress
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import Names
from builder.inventory import Inventory, InventoryPage

URL_VANISHED = "url-vanished"


def vanished_problem(gone: VanishedAddress, content: str) -> Diagnostic:
    """The diagnostic for an address that is gone; ``content`` is the folder that is named where no file is near."""
    what = "The anchor" if "#" in gone.url else "The address"
    message = f"{what} '{gone.url}' was published and is gone."
    hint = "Add 'redirect_from' to the page that replaces it." if "#" not in gone.url else ""
    if gone.line and "#" in gone.url:
        hint = f"Give the heading in {gone.path} its old id: {gone.line}"
    elif gone.line:
        hint = f"If its new address is '{gone.target}', add to {gone.path}: {gone.line}"
    near = (gone.target,) if gone.target else ()
    place = in_file(gone.path or gone.source or content)
    return diagnostic_at(URL_VANISHED, place, message, subject=gone.url, help=hint, suggestions=near)


def vanished_addresses(pairs: PagePairs, before: Inventory, after: Inventory) -> Iterator[VanishedAddress]:
    """Pages, aliases, redirects and anchors; of a page that is gone, the page alone."""
    answered = _answered(after, after.fallbacks)
    heirs = _Heirs(pairs, after)
    sources = {page.url: page.path for page in before.pages}
    pages = {page.url: page for page in after.pages}
    gone = _answered(before) - answered
    for url in sorted(gone):
        address, _, anchor = url.partition("#")
        if _without_alias(before, url) in gone:
            continue  # the address of the version itself is reported
        if not anchor:
            yield heirs.of_page(url, sources.get(url, ""))
        elif address in pages:
            yield heirs.of_anchor(url, pages[address], anchor)
    for was, now in pairs.same:
        if was.anchors == now.anchors:
            continue
        there = set(now.anchors)
        for anchor in was.anchors:
            if anchor not in there and f"{now.url}#{anchor}" not in answered:
                yield heirs.of_anchor(f"{now.url}#{anchor}", now, anchor)


def _answered(inventory: Inventory, more: Iterable[str] = ()) -> set[str]:
    """All addresses except anchors: pages, redirects, ``more``, and the same below the aliases of their version."""
    plain = {page.url for page in inventory.pages}.union(inventory.redirects, more)
    aliased = {
        f"/{alias}{url.removeprefix(f'/{version}')}"
        for alias, version in inventory.aliases.items()
        for url in plain
        if url.startswith(f"/{version}/")
    }
    return plain | aliased


def _without_alias(inventory: Inventory, url: str) -> str:
    """The address of the version that the alias in an address means; empty for an address without an alias."""
    first, slash, rest = url[1:].partition("/")
    version = inventory.aliases.get(first)
    return f"/{version}{slash}{rest}" if version else ""


class _Heirs:
    """Pages and anchors that may replace removed ones."""

    def __init__(self, pairs: PagePairs, after: Inventory) -> None:
        self._moved = {was.url: now for was, now in pairs.moved}
        self._after = after
        self._names: dict[str, tuple[Names, dict[str, InventoryPage], dict[str, InventoryPage]]] = {}

    def of_page(self, url: str, source: str) -> VanishedAddress:
        """The page that was moved, else one of the same last name, else the one with the nearest slug."""
        version, slug = self._split(url)
        heir = self._moved.get(url) or self._near(version, slug)
        if heir is None:
            return VanishedAddress(url=url, source=source)
        old = f"/{slug}" if heir.version == version else url.rstrip("/")
        line = f"redirect_from: {old}"
        return VanishedAddress(url=url, target=heir.url, path=heir.path, line=line, source=source)

    def of_anchor(self, url: str, page: InventoryPage, anchor: str) -> VanishedAddress:
        """The heading with the nearest id may get the old one again."""
        near = Names(page.anchors).nearest(anchor, 1)
        target = f"{page.url}#{near[0]}" if near else ""
        return VanishedAddress(url=url, target=target, path=page.path, line=f"{{% #{anchor} %}}", source=page.path)

    def _split(self, url: str) -> tuple[str, str]:
        first, _, rest = url.strip("/").partition("/")
        version = self._after.aliases.get(first, first)
        return (version, rest) if version in self._after.versions and version else ("", url.strip("/"))

    def _near(self, version: str, slug: str) -> InventoryPage | None:
        if version not in self._names:
            pages = {page.slug: page for page in self._after.pages if page.version == version and page.slug}
            last = {page.slug.rpartition("/")[2]: page for page in reversed(pages.values())}
            self._names[version] = Names(sorted(pages)), pages, last
        names, by_slug, last = self._names[version]
        same = last.get(slug.rpartition("/")[2])
        if same is not None:
            return same
        near = names.nearest(slug, 1)
        return by_slug[near[0]] if near else None
