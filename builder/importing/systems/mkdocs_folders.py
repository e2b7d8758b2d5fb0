"""Menus of MkDocs that come from files in the folders: ``.pages``, ``.nav.yml`` and ``SUMMARY.md``.

The plugins awesome-pages, awesome-nav and literate-nav read them. A folder without such a file has its pages by name,
then its folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from msgspec.structs import replace

from builder.content.paths import join
from builder.importing.records import MenuItem, SourcePage
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import line_of, listing, mapping, text_of

NAMES = (".nav.yml", ".nav.yaml", ".pages", ".pages.yml")
SUMMARY = "SUMMARY.md"
DEEPEST = 30

_REST = re.compile(r"\.\.\.(?:\s*\|\s*(?:flat\s*\|\s*)?(.*))?\Z")
_SUMMARY_LINE = re.compile(r"([ \t]*)[-*+][ \t]+(?:\[([^\]\n]*)\]\(<?([^()\s<>]*)>?\)|([^\n]+))")


def folder_menu(files: SourceFiles, folder: str, pages: Mapping[str, SourcePage]) -> tuple[MenuItem, ...]:
    """The menu of the documents' folder; empty if no file in it describes one."""
    summary = files.first(f"{folder}/{SUMMARY}")
    if summary:
        return _summary(files.text(summary) or "", summary, folder, pages)
    if not any(path.rpartition("/")[2] in NAMES for path in files.below(folder)):
        return ()
    return _Folders(files, pages).items(folder, 0)


class _Folders:
    """Reads one folder after the other."""

    def __init__(self, files: SourceFiles, pages: Mapping[str, SourcePage]) -> None:
        self._files = files
        self._pages = pages
        self._known: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self._inside: dict[str, list[str]] = {}
        """The pages and folders directly in each folder: pages first, in the order of their names, the index before
        all.
        """
        for path in sorted(pages, key=lambda path: (_stem(path) not in ("index", "README"), path)):
            self._enter(path)
        for entries in self._inside.values():
            entries.sort(key=lambda path: path not in pages)

    def _enter(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        entries = self._inside.setdefault(parent, [])
        if path not in entries:
            entries.append(path)
            if parent:
                self._enter(parent)

    def items(self, folder: str, depth: int) -> tuple[MenuItem, ...]:
        """The entries of a folder."""
        path, settings = self._settings(folder)
        entries = self._inside.get(folder, [])
        given = listing(settings.get("nav") or settings.get("arrange"))
        if settings.get("order") == "desc":
            entries = [*reversed(entries)]
        if not given or depth > DEEPEST:
            return tuple(item for each in entries for item in self._entry("", each, path, depth))
        named = set(_paths(given, folder))
        rest = [each for each in entries if each not in named]
        items = tuple(item for each in given for item in self._item(each, folder, rest, depth))
        if settings.get("append_unmatched") is True:
            items += tuple(item for each in rest for item in self._entry("", each, path, depth))
        return items

    def _settings(self, folder: str) -> tuple[str, Mapping[str, Any]]:
        """The file that describes a folder, and what is in it."""
        known = self._known.get(folder)
        if known is None:
            path = self._files.first(*(f"{folder}/{name}" for name in NAMES))
            known = self._known[folder] = (path, mapping(self._files.yaml(path)) if path else {})
        return known

    def _item(self, item: Any, folder: str, rest: list[str], depth: int) -> Iterator[MenuItem]:
        path = self._settings(folder)[0]
        if isinstance(item, str):
            found = _REST.match(item)
            pattern = (found[1] or "*").removeprefix("glob=") if found is not None else item if "*" in item else ""
            if not pattern:
                yield from self._named("", item, folder, depth)
                return
            for each in [each for each in rest if fnmatchcase(each.rpartition("/")[2], pattern.rpartition("/")[2])]:
                rest.remove(each)
                yield from self._entry("", each, path, depth)
            return
        if isinstance(item, dict) and "glob" in item:
            yield from self._item(str(item["glob"]), folder, rest, depth)
            return
        for title, value in mapping(item).items():
            if isinstance(value, list) and depth < DEEPEST:
                children = tuple(entry for each in value for entry in self._item(each, folder, rest, depth + 1))
                yield MenuItem(title=str(title), children=children, line=self._line(path, str(title)), path=path)
            elif isinstance(value, str):
                yield from self._named(str(title), value, folder, depth)

    def _named(self, title: str, value: str, folder: str, depth: int) -> Iterator[MenuItem]:
        path = self._settings(folder)[0]
        if "://" in value:
            yield MenuItem(title=title or value, target=value, line=self._line(path, value), path=path)
            return
        place = join(folder, value.strip("/")) or ""
        if place in self._pages or place in self._inside:
            yield from self._entry(title, place, path, depth)
        else:
            yield MenuItem(title=title, target=place, line=self._line(path, value), path=path)

    def _entry(self, title: str, place: str, path: str, depth: int) -> Iterator[MenuItem]:
        line = self._line(path, place.rpartition("/")[2])
        if place in self._pages:
            yield MenuItem(title=title or self._pages[place].title, target=place, line=line, path=path or place)
            return
        settings = self._settings(place)[1]
        if settings.get("hide") is True or depth > DEEPEST:
            return
        children = self.items(place, depth + 1)
        title = title or text_of(settings, "title") or _title(place)
        if children:
            yield MenuItem(title=title, children=children, line=line, path=path or place)

    def _line(self, path: str, text: str) -> int:
        return line_of(self._files.text(path) or "", text) if path else 1


def _paths(given: list[Any], folder: str) -> Iterator[str]:
    """The files and folders that a list names, also deeper in it."""
    pending, seen = list(given), 0
    while pending and seen < 10_000:
        item, seen = pending.pop(), seen + 1
        if isinstance(item, str):
            yield join(folder, item.strip("/")) or ""
        elif isinstance(item, dict):
            pending += item.values()
        elif isinstance(item, list):
            pending += item


def _summary(text: str, path: str, folder: str, pages: Mapping[str, SourcePage]) -> tuple[MenuItem, ...]:
    """The nested list of links in a ``SUMMARY.md``."""
    rows: list[tuple[int, MenuItem]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _SUMMARY_LINE.match(line)
        if found is None:
            continue
        title, target = (found[2] or found[4] or "").strip(), found[3] or ""
        place = target if "://" in target or not target else join(folder, target.partition("#")[0].strip("/")) or ""
        home = next((f"{place}/{name}.md" for name in ("index", "README") if f"{place}/{name}.md" in pages), place)
        indent = len(found[1].expandtabs(4))
        rows.append((indent, MenuItem(title=title.strip("*_"), target=home, line=number, path=path)))
    return _nested(rows, 0)[0]


def _nested(rows: list[tuple[int, MenuItem]], start: int, depth: int = 0) -> tuple[tuple[MenuItem, ...], int]:
    """The entries from a row on with its indent or more, and the row after them."""
    items: list[MenuItem] = []
    at = start
    while at < len(rows) and rows[at][0] >= rows[start][0]:
        indent, item = rows[at]
        at += 1
        if at < len(rows) and rows[at][0] > indent and depth < DEEPEST:
            children, at = _nested(rows, at, depth + 1)
            item = replace(item, children=children)
        items.append(item)
    return tuple(items), at


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _title(folder: str) -> str:
    """The title that MkDocs makes of a folder's name."""
    name = re.sub(r"[-_]+", " ", folder.rpartition("/")[2])
    return name[:1].upper() + name[1:] if name.islower() else name
