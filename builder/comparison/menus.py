"""Compares the menus of two states of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from builder.checklist.diff import out_of_order
from builder.comparison.records import MenuChangeKind, MenuDelta
from builder.inventory import Inventory
from builder.inventory.published import menu_lines
from builder.structure.navigation import NavEntry


def menu_changes(before: Inventory, after: Inventory, moved: Mapping[str, str]) -> Iterator[MenuDelta]:
    """The entries that were added, renamed, moved or removed.

    ``moved`` has the new addresses of pages by their old ones. A version that is new or gone does not
    count as a change of its menu.
    """
    for version in after.versions:
        old, new = before.menus.get(version), after.menus.get(version)
        if old is not None and new is not None:
            yield from _changes(version, _by_name(old, moved), _by_name(new, {}))


_Lines = Mapping[str, tuple[int, NavEntry]]
"""The entries of a menu with their levels."""


def _changes(version: str, then: _Lines, now: _Lines) -> Iterator[MenuDelta]:
    places = {name: place for place, name in enumerate(then)}
    common = [name for name in now if name in places]
    moved = out_of_order(common, [places[name] for name in common])
    for name, (depth, each) in now.items():
        if name not in then:
            yield _delta("added", version, each)
            continue
        old_depth, was = then[name]
        if was.title != each.title:
            yield _delta("renamed", version, each, was.title)
        elif old_depth != depth or name in moved:
            yield _delta("moved", version, each)
    for name, (_, each) in then.items():
        if name not in now:
            yield _delta("removed", version, each)


def _delta(change: MenuChangeKind, version: str, entry: NavEntry, old_title: str = "") -> MenuDelta:
    return MenuDelta(change=change, version=version, title=entry.title, url=entry.url or "", old_title=old_title)


def _by_name(entries: Iterable[NavEntry], moved: Mapping[str, str]) -> _Lines:
    """The addresses of entries, or the titles of entries without an address, by name."""
    found: dict[str, tuple[int, NavEntry]] = {}
    for depth, entry in menu_lines(entries):
        url = entry.url or ""
        url = moved.get(url, url)
        found.setdefault(url or f"\0{entry.title}", (depth, replace(entry, url=url)))
    return found
