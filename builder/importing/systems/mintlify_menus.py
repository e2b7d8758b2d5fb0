"""The navigation of Mintlify as menus: tabs, groups, anchors, dropdowns, languages become headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.importing.records import MenuItem, Note, SourcePage
from builder.importing.systems.documents import line_of, listing, mapping, text_of

_LISTS = ("tabs", "anchors", "dropdowns", "products", "languages", "versions", "menu", "groups", "pages")
_TITLES = ("tab", "group", "anchor", "dropdown", "product", "item", "language", "version", "name", "label")
_METHODS = ("GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "HEAD ", "OPTIONS ", "WEBHOOK ")


def version_entries(navigation: Any, config: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The versions of the site, by name."""
    entries = listing(mapping(navigation).get("versions"))
    found = {text_of(mapping(entry), "version"): mapping(entry) for entry in entries}
    if not found and isinstance(navigation, list):
        names = [
            name if isinstance(name, str) else text_of(mapping(name), "name")
            for name in listing(config.get("versions"))
        ]
        groups = {name: [g for g in navigation if mapping(g).get("version") in (name, None)] for name in names}
        found = {name: {"groups": group} for name, group in groups.items() if group}
    return {name: entry for name, entry in found.items() if name} if len(found) > 1 else {}


def pages_named(value: Any, depth: int = 0) -> Iterator[str]:
    """Every page that a part of the navigation names."""
    if depth > 40:
        return
    if isinstance(value, list):
        for each in value:
            if isinstance(each, str):
                yield each.strip("/")
            else:
                yield from pages_named(each, depth + 1)
    elif isinstance(value, dict):
        if isinstance(value.get("root"), str):
            yield value["root"].strip("/")
        for key in _LISTS:
            yield from pages_named(value.get(key), depth + 1)
        yield from pages_named(value.get("global"), depth + 1) if isinstance(value.get("global"), dict) else ()


class MintlifyMenus:
    """Reads the navigation; knows the pages by their names."""

    def __init__(self, path: str, text: str, pages: Mapping[str, SourcePage]) -> None:
        self._path = path
        self._text = text
        self._pages = pages
        self._lines: dict[str, int] = {}
        self.notes: list[Note] = []

    def whole(self, navigation: Any, config: Mapping[str, Any]) -> tuple[MenuItem, ...]:
        """The menu of a site without versions."""
        if isinstance(navigation, list):
            return (*self._many(navigation, 0), *self._many(listing(config.get("anchors")), 0))
        languages = listing(mapping(navigation).get("languages"))
        if len(languages) == 1:
            return self.items(mapping(languages[0]))
        if languages:
            first, *others = map(mapping, languages)
            return (*self.items(first), *(item for other in others for item in self._entry(other, 0)))
        return self.items(mapping(navigation))

    def items(self, entry: Mapping[str, Any], depth: int = 0) -> tuple[MenuItem, ...]:
        """The entries below one."""
        if depth > 40:
            return ()
        found: list[MenuItem] = []
        for key in _LISTS:
            found.extend(self._many(listing(entry.get(key)), depth))
        if isinstance(entry.get("global"), dict):
            found.extend(self.items(entry["global"], depth + 1))
        return tuple(found)

    def _many(self, entries: list[Any], depth: int) -> tuple[MenuItem, ...]:
        found: list[MenuItem] = []
        for entry in entries:
            if isinstance(entry, str):
                found.extend(self._page(entry))
            elif isinstance(entry, dict):
                found.extend(self._entry(entry, depth))
        return tuple(found)

    def _entry(self, entry: Mapping[str, Any], depth: int) -> Iterator[MenuItem]:
        title = text_of(entry, *_TITLES)
        line = self._line(title)
        children = self.items(entry, depth + 1)
        target = text_of(entry, "href", "url") if not children else ""
        root = entry.get("root")
        if isinstance(root, str):
            page = self._pages.get(root.strip("/"))
            target = page.path if page is not None else root
        if target.startswith("/") or (target and "://" not in target and "." not in target):
            page = self._pages.get(target.strip("/"))
            target = page.path if page is not None else target
        for key in ("openapi", "asyncapi"):
            if entry.get(key):
                self.notes.append(
                    Note(
                        kind="left",
                        construct="pages of an OpenAPI description",
                        path=self._path,
                        line=line,
                        detail=title,
                    )
                )
        if title and (children or target):
            yield MenuItem(title=title, target=target, children=children, line=line, path=self._path)
        else:
            yield from children

    def _page(self, name: str) -> Iterator[MenuItem]:
        if name.startswith(_METHODS):
            self.notes.append(
                Note(
                    kind="left",
                    construct="pages of an OpenAPI description",
                    path=self._path,
                    line=self._line(name),
                    detail=name,
                )
            )
            return
        page = self._pages.get(name.strip("/")) or self._pages.get(f"{name.strip('/')}/index")
        line = self._line(name)
        if page is None:
            yield MenuItem(title="", target=name, children=(), line=line, path=self._path)
            return
        yield MenuItem(
            title=text_of(page.front, "sidebarTitle") or page.title,
            target=page.path,
            children=(),
            line=line,
            path=self._path,
        )

    def _line(self, what: str) -> int:
        if what not in self._lines:
            self._lines[what] = line_of(self._text, f'"{what}"')
        return self._lines[what]
