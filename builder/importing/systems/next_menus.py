"""Menus of sites without a fixed format for them: data in JavaScript, YAML or JSON with titles and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from builder.importing.addresses import url_key
from builder.importing.javascript.modules import read_module
from builder.importing.records import MenuItem, SourcePage
from builder.importing.source_files import SourceFiles, split_list
from builder.importing.systems.documents import line_of, text_of

_SIGN = re.compile(r"[\"']?(?:href|slug|url|path|to|link|value)[\"']?\s*:\s*[\"'`]?/?[\w-]")
_SUFFIXES = (".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".json", ".yaml", ".yml", ".md")
_TITLES = ("title", "label", "name", "text", "heading", "category", "group", "header", "groupName")
_LINKS = ("href", "url", "link", "slug", "path", "to", "route")
_LISTS = (
    "items",
    "links",
    "children",
    "pages",
    "navigation",
    "sections",
    "routes",
    "groups",
    "navGroups",
    "entries",
    "sidebar",
    "nav",
)
_LIKELY = re.compile(r"nav|sidebar|menu|toc|section|route|product|config|docs", re.I)
MOST_FILES = 300
DEEPEST = 30


class _Found(msgspec.Struct, frozen=True):
    path: str
    items: tuple[MenuItem, ...]
    pages: frozenset[str]
    entries: int


def next_menu(
    files: SourceFiles, pages: Sequence[SourcePage], prefixes: Sequence[str], locales: Sequence[str]
) -> tuple[MenuItem, ...]:
    """The menus with links to the most pages, one after the other."""
    by_url = {url_key(page.url): page.path for page in pages}
    found = [
        each
        for path in _candidates(files, {page.path for page in pages})
        if (each := _read(path, files, by_url, prefixes))
    ]
    found.sort(key=lambda each: (-len(each.pages), each.path))
    kept: list[_Found] = []
    seen: set[str] = set()
    for each in found:
        new = each.pages - seen
        if len(new) * 2 >= len(each.pages) and len(each.pages) * 3 >= each.entries:
            kept.append(each)
            seen |= each.pages
    if len(kept) < 2:
        return kept[0].items if kept else ()
    return tuple(
        MenuItem(title=_title(each, files), target="", children=each.items, line=1, path=each.path)
        for each in sorted(kept, key=lambda e: e.path)
    )


def _candidates(files: SourceFiles, pages: set[str]) -> list[str]:
    found = []
    for path in files.paths:
        if (
            not path.endswith(_SUFFIXES)
            or (path in pages and not _LIKELY.search(path))
            or path.endswith(("package-lock.json", ".d.ts"))
        ):
            continue
        text = files.text(path) or ""
        wanted = 2 if _LIKELY.search(path) else 10
        if len(text) < 500_000 and sum(1 for _ in islice(_SIGN.finditer(text), wanted)) == wanted:
            found.append(path)
    return found[:MOST_FILES]


def _read(path: str, files: SourceFiles, by_url: Mapping[str, str], prefixes: Sequence[str]) -> _Found | None:
    text = files.text(path) or ""
    reader = _Reader(path, text, by_url, prefixes)
    best: tuple[MenuItem, ...] = ()
    for value in _values(path, text, files):
        items = tuple(reader.items(value, 0))
        if len(set(_targets(items, by_url))) > len(set(_targets(best, by_url))):
            best = items
    pages = frozenset(_targets(best, by_url))
    return _Found(path, best, pages, sum(1 for _ in _entries(best))) if len(pages) >= 2 else None


def _values(path: str, text: str, files: SourceFiles) -> Iterator[Any]:
    if path.endswith(".json"):
        yield files.json(path)
    elif path.endswith((".yaml", ".yml")):
        yield files.yaml(path)
    elif path.endswith(".md"):
        yield split_list(text)
    else:
        module = read_module(text)
        yield module.default
        yield from module.names.values()


def _entries(items: Sequence[MenuItem]) -> Iterator[MenuItem]:
    for item in items:
        if item.target and "://" not in item.target:
            yield item
        yield from _entries(item.children)


def _targets(items: Sequence[MenuItem], by_url: Mapping[str, str]) -> Iterator[str]:
    paths = set(by_url.values())
    return (item.target for item in _entries(items) if item.target in paths)


class _Reader:
    """Turns data into entries."""

    def __init__(self, path: str, text: str, by_url: Mapping[str, str], prefixes: Sequence[str]) -> None:
        self._path = path
        self._text = text
        self._by_url = by_url
        self._tails: dict[str, list[str]] = {}
        """Pages by their address without its first folder, which routes often replace."""
        for url, page in by_url.items():
            if "/" in url:
                self._tails.setdefault(url.partition("/")[2], []).append(page)
        self._prefixes = [prefix.strip("/") for prefix in prefixes]
        self._above = ""
        """The address that those of the present entries may be relative to."""

    def items(self, value: Any, depth: int) -> Iterator[MenuItem]:
        """The entries of a list or a mapping."""
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for each in value:
                yield from self.items(each, depth + 1)
        elif isinstance(value, dict):
            yield from self._entry(value, depth)
        elif isinstance(value, str) and value.startswith("/"):
            target = self._target(value)
            if target != value:
                yield MenuItem(title="", target=target, children=(), line=line_of(self._text, value), path=self._path)

    def _entry(self, value: Mapping[str, Any], depth: int) -> Iterator[MenuItem]:
        if "source" in value and "destination" in value:
            return
        title = text_of(value, *_TITLES)
        link = next((text for key in _LINKS if (text := _address(value.get(key)))), "")
        children = self._children(value, link, depth)
        if title and (link or children):
            yield MenuItem(
                title=title,
                target=self._target(link),
                children=children,
                line=line_of(self._text, link or title),
                path=self._path,
            )
        elif link and not title and self._target(link) != link:
            yield MenuItem(
                title="", target=self._target(link), children=children, line=line_of(self._text, link), path=self._path
            )
        elif children:
            yield from children
        elif not title and not link:
            yield from self._named(value, depth)

    def _children(self, value: Mapping[str, Any], link: str, depth: int) -> tuple[MenuItem, ...]:
        above = self._above
        if link and not link.startswith(("/", "#")) and "://" not in link:
            self._above = f"{above}/{link}".strip("/")
        found = tuple(item for key in _LISTS for item in self.items(value.get(key), depth + 1))
        self._above = above
        return found

    def _named(self, value: Mapping[str, Any], depth: int) -> Iterator[MenuItem]:
        """A mapping from titles to lists, or to addresses."""
        for key, inner in value.items():
            if isinstance(inner, str) and inner.startswith("/") and not key.startswith("/"):
                yield MenuItem(
                    title=key, target=self._target(inner), children=(), line=line_of(self._text, inner), path=self._path
                )
                continue
            items = tuple(self.items(inner, depth + 1)) if isinstance(inner, (list, dict)) else ()
            if items and isinstance(inner, list):
                yield MenuItem(title=key, target="", children=items, line=line_of(self._text, key), path=self._path)
            else:
                yield from items

    def _target(self, link: str) -> str:
        """The page's file, or the link as it is."""
        if not link or "://" in link:
            return link
        key = url_key(link.partition("#")[0].partition("?")[0])
        below = f"{self._above}/{key}".strip("/")
        if not link.startswith("/") and below in self._by_url:
            return self._by_url[below]
        for prefix in self._prefixes:
            if key == prefix or key.startswith(prefix + "/"):
                short = key[len(prefix) :].strip("/")
                if short in self._by_url:
                    return self._by_url[short]
        for each in (key, *(f"{prefix}/{key}".strip("/") for prefix in self._prefixes)):
            if each in self._by_url:
                return self._by_url[each]
        tails = self._tails.get(key, [])
        if len(tails) == 1:
            return tails[0]
        return link


def _address(value: Any) -> str:
    """An address: a text, or the value of a choice, as in ``link: {discriminant: page, value: boil}``."""
    inner = value.get("value") if isinstance(value, dict) else value
    return inner if isinstance(inner, str) else ""


def _title(found: _Found, files: SourceFiles) -> str:
    named = re.search(r"^\s*name:\s*['\"]([^'\"\n]{1,60})['\"]", files.text(found.path) or "", re.MULTILINE)
    folder, _, name = found.path.rpartition("/")
    stem = name.partition(".")[0]
    words = folder.rpartition("/")[2] if stem == "index" else stem
    return named[1] if named is not None else words[:1].upper() + words[1:]
