"""The sidebar of Starlight as a menu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.importing.javascript.literals import Call, Opaque
from builder.importing.records import MenuItem, SourcePage
from builder.importing.systems.documents import line_of, listing, mapping, number, text_of

_LAST = float("inf")


class Sidebar:
    """Reads a sidebar for one language; knows its pages by their addresses below the language."""

    def __init__(self, path: str, text: str, pages: Mapping[str, SourcePage], language: str) -> None:
        self._path = path
        self._text = text
        self._pages = pages
        self._language = language

    def items(self, value: Any, depth: int = 0) -> tuple[MenuItem, ...]:
        """The entries of a list."""
        if depth > 30:
            return ()
        return tuple(item for each in listing(value) for item in self._item(each, depth))

    def _item(self, item: Any, depth: int) -> Iterator[MenuItem]:
        if isinstance(item, str):
            yield self._page(item, "")
            return
        entry = mapping(item)
        label = self._label(entry)
        if "items" in entry:
            yield MenuItem(
                title=label,
                target="",
                children=self.items(entry["items"], depth + 1),
                line=self._line(label),
                path=self._path,
            )
        elif "autogenerate" in entry:
            folder = text_of(mapping(entry["autogenerate"]), "directory").strip("/")
            children = self.folder(folder)
            if label:
                yield MenuItem(title=label, target="", children=children, line=self._line(label), path=self._path)
            else:
                yield from children
        elif "slug" in entry:
            yield self._page(text_of(entry, "slug"), label)
        elif "link" in entry:
            yield self._page(text_of(entry, "link"), label)

    def _label(self, entry: Mapping[str, Any]) -> str:
        translated = mapping(entry.get("translations"))
        value = translated.get(self._language) if self._language else None
        label = value if isinstance(value, str) else entry.get("label")
        if isinstance(label, dict):
            label = label.get(self._language) or next(iter(label.values()), "")
        return label if isinstance(label, str) else ""

    def _page(self, target: str, label: str) -> MenuItem:
        line = self._line(target)
        if "://" in target:
            return MenuItem(title=label, target=target, children=(), line=line, path=self._path)
        page = self._pages.get(target.partition("#")[0].strip("/"))
        if page is None:
            return MenuItem(title=label, target=target, children=(), line=line, path=self._path)
        return MenuItem(title=label or page_label(page), target=page.path, children=(), line=line, path=self._path)

    def _line(self, what: str) -> int:
        return line_of(self._text, what) if what else 1

    def folder(self, folder: str) -> tuple[MenuItem, ...]:
        """The menu that Starlight generates for a folder: pages and folders by their order, then by name."""
        found: list[tuple[float, str, MenuItem]] = []
        inside: dict[str, list[SourcePage]] = {}
        for address, page in self._pages.items():
            if folder and address != folder and not address.startswith(folder + "/"):
                continue
            rest = address[len(folder) :].strip("/") if folder else address
            first, mark, _ = rest.partition("/")
            settings = mapping(page.front.get("sidebar"))
            if settings.get("hidden") is True:
                continue
            if mark:
                inside.setdefault(first, []).append(page)
            else:
                order = number(settings, "order")
                item = MenuItem(title=page_label(page), target=page.path, children=(), line=1, path=page.path)
                found.append((order if order is not None else _LAST, rest, item))
        for name, pages in inside.items():
            orders = [number(mapping(page.front.get("sidebar")), "order") for page in pages]
            rank = min((order for order in orders if order is not None), default=_LAST)
            home = next((f for f in found if f[1] == name), None)
            if home is not None:
                found.remove(home)
            children = self.folder(f"{folder}/{name}".strip("/"))
            if home is not None and not any(child.target == home[2].target for child in children):
                children = (home[2], *children)
            found.append(
                (rank, name, MenuItem(title=_words(name), target="", children=children, line=1, path=self._path))
            )
        return tuple(item for _, _, item in sorted(found, key=lambda each: (each[0], each[1])))


def page_label(page: SourcePage) -> str:
    """The label of a page in a menu."""
    return text_of(mapping(page.front.get("sidebar")), "label") or page.title


def _words(name: str) -> str:
    return name


def is_static_sidebar(value: Any) -> bool:
    """Whether the sidebar can be read without running a program."""
    return isinstance(value, list) and not any(isinstance(each, (Opaque, Call)) for each in value)
