"""Compares what two states of a project publish. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from builder.checklist import differences
from builder.comparison.match_pages import PagePairs, match_pages
from builder.comparison.menus import menu_changes
from builder.comparison.records import (
    Comparison,
    ImageDelta,
    ItemDelta,
    MenuDelta,
    PageDelta,
    Problems,
    RedirectDelta,
    SectionDelta,
    VanishedAddress,
)
from builder.comparison.surface import Items, JsonItem, Side
from builder.comparison.vanished import vanished_addresses
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.fingerprint import fingerprinted
from builder.inventory import Inventory, InventoryPage

D = TypeVar("D", bound=Any)

_ORDER = {"added": 0, "moved": 1, "changed": 2, "removed": 3}
_PROGRESS: Mapping[str, Any] = {"added": "new", "changed": "to do again", "removed": "lost", "moved": "kept"}


def compared(old: Side, new: Side, base: str) -> Comparison:
    """Everything that differs, edition by edition; what all editions share is listed once."""
    before, after = old.surface, new.surface
    names = [each.edition for each in after.inventories]
    pages: list[tuple[str, PageDelta]] = []
    vanished: list[tuple[str, VanishedAddress]] = []
    redirects: list[tuple[str, RedirectDelta]] = []
    images: list[tuple[str, ImageDelta]] = []
    menus: list[tuple[str, MenuDelta]] = []
    renamed: dict[str, str] = {}
    for inventory in after.inventories:
        earlier = before.edition(inventory.edition) or _nothing(inventory.edition)
        pairs = match_pages(earlier, inventory)
        renamed.update((was.path, now.path) for was, now in (*pairs.moved, *pairs.same) if was.path != now.path)
        moved = {was.url: now.url for was, now in pairs.moved}
        name = inventory.edition
        pages += [(name, each) for each in _pages(pairs, _ItemComparison(earlier, inventory, old.items, new.items))]
        vanished += [(name, each) for each in vanished_addresses(pairs, earlier, inventory)]
        redirects += [(name, each) for each in _redirects(earlier, inventory)]
        images += [(name, each) for each in _images(earlier, inventory)]
        menus += [(name, each) for each in menu_changes(earlier, inventory, moved)]
    return Comparison(
        base=base,
        pages=_together(pages, names),
        vanished=_together(vanished, names),
        redirects=_together(redirects, names),
        images=_together(images, names),
        menus=_together(menus, names),
        problems=problems_between(before.diagnostics, after.diagnostics, renamed),
    )


def _nothing(edition: str) -> Inventory:
    return Inventory(edition=edition, versions=(), aliases={}, pages=(), redirects={}, images={}, menus={})


def _together(found: Iterable[tuple[str, D]], names: Sequence[str]) -> tuple[D, ...]:
    """Each change once, with the editions that have it."""
    editions: dict[D, list[str]] = {}
    for name, each in found:
        editions.setdefault(each, []).append(name)
    return tuple(
        each if len(having) == len(names) else replace(each, editions=tuple(having))
        for each, having in editions.items()
    )


def _pages(pairs: PagePairs, both: _ItemComparison) -> list[PageDelta]:
    before, after = both.before, both.after
    found: list[PageDelta] = []
    for page in pairs.added:
        found.append(_delta("added", page, items=both.all_new(page)))
    for was, now in (*pairs.moved, *pairs.same):
        images = tuple(path for path in dict.fromkeys(now.images.values()) if _image_differs(path, before, after))
        parts = tuple(_parts(was, now, images))
        if was.url != now.url or parts:
            change = "changed" if was.url == now.url else "moved"
            found.append(
                replace(
                    _delta(change, now, items=both.between(was, now) if parts else ()),
                    old_url=was.url if was.url != now.url else "",
                    parts=parts,
                    sections=tuple(_sections(was, now)) if "text" in parts else (),
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


def _sections(was: InventoryPage, now: InventoryPage) -> Iterator[SectionDelta]:
    old, new = was.digests, now.digests
    # A heading in other words has another anchor; the text below it tells that the section is the same.
    renamed = {digest: anchor for anchor, digest in old.items() if digest and anchor not in new}
    taken: set[str] = set()
    for anchor, digest in new.items():
        heading = now.headings.get(anchor, "")
        if anchor not in old:
            earlier = renamed.get(digest)
            taken.update(() if earlier is None else (earlier,))
            yield SectionDelta("added" if earlier is None else "changed", anchor, heading)
        elif old[anchor] != digest or was.headings.get(anchor, "") != heading:
            yield SectionDelta("changed", anchor, heading)
    for anchor in old:
        if anchor not in new and anchor not in taken:
            yield SectionDelta("removed", anchor, was.headings.get(anchor, ""))


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
    earlier = [_at(each, renamed.get(each.path, each.path)) for each in before]
    known = Counter(map(_identity, earlier))
    new: list[Diagnostic] = []
    met = 0
    for diagnostic in after:
        identity = _identity(diagnostic)
        if known[identity] > 0:
            known[identity] -= 1
            met += 1
        else:
            new.append(diagnostic)
    fixed: list[Diagnostic] = []
    for diagnostic in earlier:
        identity = _identity(diagnostic)
        if known[identity] > 0:
            known[identity] -= 1
            fixed.append(diagnostic)
    return Problems(new=tuple(new), fixed=tuple(fixed), known=met, elsewhere=_elsewhere(new, after))


def _at(diagnostic: Diagnostic, path: str) -> Diagnostic:
    return diagnostic if path == diagnostic.path else fingerprinted(replace(diagnostic, path=path))


def _identity(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.fingerprint, diagnostic.path


def _elsewhere(new: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """By fingerprint, the other files that have a problem: those of other versions, since paths are part of it."""
    files: dict[str, set[str]] = {}
    for each in after:
        files.setdefault(each.fingerprint, set()).add(each.path)
    own: dict[str, set[str]] = {}
    for each in new:
        own.setdefault(each.fingerprint, set()).add(each.path)
    return {name: others for name, paths in own.items() if (others := tuple(sorted(files[name] - paths)))}
