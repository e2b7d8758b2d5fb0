"""Compares the menus of two states of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.checklist.diff import out_of_order
from builder.comparison.records import MenuChangeKind, MenuDelta
from builder.inventory import Inventory, MenuLine


def menu_changes(before: Inventory, after: Inventory, moved: Mapping[str, str]) -> Iterator[MenuDelta]:
    """The entries that were added, renamed, moved or removed.

    ``moved`` has the new addresses of pages by their old ones. A version that is new or gone is no change of a menu.
    """
    for version in after.versions:
        old, new = before.menus.get(version), after.menus.get(version)
        if old is not None and new is not None and old != new:
            yield from _changes(version, [_with_url(each, moved) for each in old], new)


def _with_url(entry: MenuLine, moved: Mapping[str, str]) -> MenuLine:
    return replace(entry, url=moved.get(entry.url, entry.url))


def _changes(version: str, old: Sequence[MenuLine], new: Sequence[MenuLine]) -> Iterator[MenuDelta]:
    then, now = _by_name(old), _by_name(new)
    places = {name: place for place, name in enumerate(then)}
    common = [name for name in now if name in places]
    moved = out_of_order(common, [places[name] for name in common])
    for name, each in now.items():
        was = then.get(name)
        if was is None:
            yield _delta("added", version, each)
        elif was.title != each.title:
            yield _delta("renamed", version, each, was.title)
        elif was.depth != each.depth or name in moved:
            yield _delta("moved", version, each)
    for name, each in then.items():
        if name not in now:
            yield _delta("removed", version, each)


def _delta(change: MenuChangeKind, version: str, entry: MenuLine, old_title: str = "") -> MenuDelta:
    return MenuDelta(change=change, version=version, title=entry.title, url=entry.url, old_title=old_title)


def _by_name(lines: Sequence[MenuLine]) -> dict[str, MenuLine]:
    """By what tells an entry from others: its address, or the title of one that leads nowhere."""
    found: dict[str, MenuLine] = {}
    for each in lines:
        found.setdefault(each.url or f"\0{each.title}", each)
    return found
