"""Compares the published sites of two states of a project. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from builder.article.records import SectionText
from builder.article.section_changes import compared as compared_sections
from builder.checklist import differences
from builder.comparison.match_pages import PagePairs, match_pages
from builder.comparison.menus import menu_changes
from builder.comparison.records import (
    Comparison,
    ImageDelta,
    ItemDelta,
    PageDelta,
    Problems,
    RedirectDelta,
)
from builder.comparison.renamed_files import at_path, renamed_files
from builder.comparison.surface import Items, JsonItem, Side, Surface
from builder.comparison.vanished import vanished_addresses
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.known_problems import identity, sort_problems
from builder.inventory import Inventory, InventoryPage

D = TypeVar("D", bound=Any)

_ORDER = {"added": 0, "moved": 1, "changed": 2, "removed": 3}
_PROGRESS: Mapping[str, Any] = {"added": "new", "changed": "to do again", "removed": "lost", "moved": "kept"}


def compared(old: Side, new: Side) -> Comparison:
    """Everything that differs, edition by edition; a change that all editions share is listed once."""
    before, after = old.surface, new.surface
    editions: list[tuple[str, Comparison]] = []
    renamed: dict[str, str] = {}
    for inventory in after.inventories:
        earlier = before.edition(inventory.edition) or _nothing(inventory.edition)
        pairs = match_pages(earlier, inventory)
        renamed.update((was.path, now.path) for was, now in (*pairs.moved, *pairs.same) if was.path != now.path)
        items = _ItemComparison(earlier, inventory, old.items, new.items)
        editions.append((inventory.edition, _of_edition(old.name, pairs, items)))
    return Comparison(
        base=old.name,
        pages=_together([(name, each.pages) for name, each in editions]),
        vanished=_together([(name, each.vanished) for name, each in editions]),
        redirects=_together([(name, each.redirects) for name, each in editions]),
        images=_together([(name, each.images) for name, each in editions]),
        menus=_together([(name, each.menus) for name, each in editions]),
        problems=problems_between(
            before.diagnostics, after.diagnostics, {**_renamed(before, after, renamed), **renamed}
        ),
    )


def _of_edition(base: str, pairs: PagePairs, items: _ItemComparison) -> Comparison:
    """The differences of one edition, but for problems: these are not known by edition."""
    before, after = items.before, items.after
    moved = {was.url: now.url for was, now in pairs.moved}
    return Comparison(
        base=base,
        pages=tuple(_pages(pairs, items)),
        vanished=tuple(vanished_addresses(pairs, before, after)),
        redirects=tuple(_redirects(before, after)),
        images=tuple(_images(before, after)),
        menus=tuple(menu_changes(before, after, moved)),
    )


def _nothing(edition: str) -> Inventory:
    return Inventory(edition=edition, versions=(), aliases={}, pages=(), redirects={}, images={}, menus={})


def _together(found: Sequence[tuple[str, Iterable[D]]]) -> tuple[D, ...]:
    """Each change once, with the editions that have it."""
    editions: dict[D, list[str]] = {}
    for name, changes in found:
        for each in changes:
            editions.setdefault(each, []).append(name)
    return tuple(
        each if len(having) == len(found) else replace(each, editions=tuple(having))
        for each, having in editions.items()
    )


def _pages(pairs: PagePairs, both: _ItemComparison) -> list[PageDelta]:
    before, after = both.before, both.after
    found: list[PageDelta] = []
    for page in pairs.added:
        found.append(_delta("added", page, items=both.all_new(page)))
    for was, now in (*pairs.moved, *pairs.same):
        images = tuple(path for path in dict.fromkeys(now.images.values()) if _image_differs(path, before, after))
        if was is now and not images:
            continue
        parts = tuple(_parts(was, now, images))
        if was.url != now.url or parts:
            change = "changed" if was.url == now.url else "moved"
            found.append(
                replace(
                    _delta(change, now, items=both.between(was, now) if parts else ()),
                    old_url=was.url if was.url != now.url else "",
                    parts=parts,
                    sections=compared_sections(_sections(was), _sections(now)) if "text" in parts else (),
                    images=images,
                )
            )
    for page in pairs.removed:
        found.append(_delta("removed", page, items=both.all_lost(page)))
    order = {name: index for index, name in enumerate(after.versions)}
    return sorted(found, key=lambda each: (order.get(each.version, len(order)), _ORDER[each.change], each.url))


def _delta(change: Any, page: InventoryPage, items: tuple[ItemDelta, ...]) -> PageDelta:
    return PageDelta(
        change=change,
        version=page.version,
        path=page.path,
        url=page.url,
        title=page.title,
        items=items,
        is_guide=page.is_guide,
    )


def _parts(was: InventoryPage, now: InventoryPage, images: Sequence[str]) -> Iterator[str]:
    if was.title != now.title:
        yield "title"
    if was.description != now.description:
        yield "description"
    if was.content != now.content:
        yield "text"
    if was.links != now.links:
        yield "links"
    if images:
        yield "images"


def _image_differs(path: str, before: Inventory, after: Inventory) -> bool:
    earlier = before.images.get(path)
    return earlier is not None and earlier != after.images.get(path, "")


def _sections(page: InventoryPage) -> Iterator[SectionText]:
    """The sections of a page, with digests for their texts."""
    for each in page.sections:
        yield SectionText(each.anchor, each.heading, each.digest)


class _ItemComparison:
    """Compares checklists, which are decoded for the pages that differ only."""

    def __init__(self, before: Inventory, after: Inventory, old: Items, new: Items) -> None:
        self.before, self.after, self._old, self._new = before, after, old, new

    def between(self, was: InventoryPage, now: InventoryPage) -> tuple[ItemDelta, ...]:
        return self._deltas(self._old(self.before, was), self._new(self.after, now))

    def all_new(self, page: InventoryPage) -> tuple[ItemDelta, ...]:
        return self._deltas((), self._new(self.after, page))

    def all_lost(self, page: InventoryPage) -> tuple[ItemDelta, ...]:
        return self._deltas(self._old(self.before, page), ())

    def _deltas(self, old: Sequence[JsonItem], new: Sequence[JsonItem]) -> tuple[ItemDelta, ...]:
        found = differences({"items": old}, {"items": new})
        return tuple(ItemDelta(each, _PROGRESS.get(each.change, "kept")) for each in found)


def _redirects(before: Inventory, after: Inventory) -> Iterator[RedirectDelta]:
    for url, target in sorted(after.redirects.items()):
        if url not in before.redirects:
            yield RedirectDelta("added", url, target)
        elif before.redirects[url] != target:
            yield RedirectDelta("changed", url, target)
    for url, target in sorted(before.redirects.items()):
        if url not in after.redirects:
            yield RedirectDelta("removed", url, target)


def _images(before: Inventory, after: Inventory) -> Iterator[ImageDelta]:
    now, then = _uses(after), _uses(before)
    for path in sorted({*before.images, *after.images}):
        old, new = before.images.get(path), after.images.get(path)
        if old is None:
            yield ImageDelta("added", path, now[path])
        elif new is None:
            yield ImageDelta("removed", path, then[path])
        elif old != new:
            yield ImageDelta("changed", path, now[path])


def _uses(inventory: Inventory) -> Counter[str]:
    return Counter(path for page in inventory.pages for path in set(page.images.values()))


def problems_between(before: Iterable[Diagnostic], after: Sequence[Diagnostic], renamed: Mapping[str, str]) -> Problems:
    """Problems that are new, and those that are gone; ``renamed`` has the new paths of files by their old ones."""
    earlier = [at_path(each, renamed.get(each.path, each.path)) for each in before]
    found = sort_problems(earlier, identity, after)
    return Problems(new=found.new, fixed=found.gone, known=found.known, elsewhere=_elsewhere(found.new, after))


def _renamed(before: Surface, after: Surface, pages: Mapping[str, str]) -> Mapping[str, str]:
    """New paths of files by their old ones, apart from ``pages``."""
    gone = {*before.files}.difference(after.files, pages)
    come = {*after.files}.difference(before.files, pages.values())
    return renamed_files(before.diagnostics, after.diagnostics, gone, come)


def _elsewhere(new: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """The files of other versions with the same problem, by fingerprint; paths are part of a problem's identity."""
    files: dict[str, set[str]] = {}
    for each in after:
        files.setdefault(each.fingerprint, set()).add(each.path)
    own: dict[str, set[str]] = {}
    for each in new:
        own.setdefault(each.fingerprint, set()).add(each.path)
    return {name: others for name, paths in own.items() if (others := tuple(sorted(files[name] - paths)))}
