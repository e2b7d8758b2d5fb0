"""Mintlify: pages are files, ``docs.json`` (earlier ``mint.json``) has the menus and redirects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.paths import join, parent
from builder.importing.markup.dialect import Dialect
from builder.importing.records import OPENAPI_PAGE, MenuItem, Note, SourcePage, SourceRedirect, SourceSite, StaticRoot
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import (
    line_of,
    listing,
    mapping,
    read_page,
    redirects_and_notes,
    text_of,
    unread_redirect,
)
from builder.importing.systems.mintlify_menus import MintlifyMenus, pages_named, version_entries

_DIALECT = Dialect(mdx=True)
_SUFFIXES = (".mdx", ".md")
_CONFIGS = ("docs.json", "mint.json")
_SNIPPETS = ("snippets", "_snippets")
_NO_PAGES = frozenset(
    {"README", "LICENSE", "CONTRIBUTING", "CHANGELOG", "CODE_OF_CONDUCT", "CLAUDE", "AGENTS", "SECURITY"}
)


def read_mintlify(files: SourceFiles) -> SourceSite:
    """The site that ``docs.json`` describes."""
    path = next(iter(sorted((p for p in files.paths if p.rpartition("/")[2] in _CONFIGS), key=_depth)), "")
    base = parent(path)
    notes: list[Note] = []
    config = mapping(_resolved(files.json(path) if path else None, base, files))
    if not config:
        notes.append(
            Note(
                kind="left",
                construct="configuration that is missing",
                path="docs.json",
                line=1,
                detail="The menu follows the pages' addresses.",
            )
        )
    navigation = config.get("navigation")
    versions = version_entries(navigation, config)
    folders = _version_folders(versions)
    pages = _pages(files, base, folders, _languages(navigation), navigation, notes)
    menus = MintlifyMenus(path, files.text(path) or "", {_key(page.path, base): page for page in pages})
    site_menus = _menus(menus, config, navigation, versions, folders)
    default = next((folders[name] for name in folders if versions[name].get("default") is True), "")
    redirects, unread = redirects_and_notes(_redirects(config, path, files))
    return SourceSite(
        system="mintlify",
        pages=tuple(pages),
        title=text_of(config, "name"),
        menus={version: menu for version, menu in site_menus.items() if menu},
        redirects=redirects,
        static=(StaticRoot(base),),
        version_folders=tuple(dict.fromkeys(folders.values())),
        version_titles={folder: name for name, folder in folders.items() if name != folder},
        default_version=default or next(iter(folders.values()), ""),
        part_folders=tuple(f"{base}/{name}".strip("/") for name in _SNIPPETS) + ((base,) if base else ()),
        notes=(*notes, *unread, *_unread(pages, menus)),
    )


def _depth(path: str) -> tuple[int, int, str]:
    return path.count("/"), 0 if path.endswith("docs.json") else 1, path


def _resolved(value: Any, base: str, files: SourceFiles, depth: int = 0) -> Any:
    """The value with ``{"$ref": "./other.json"}`` replaced by the content of that file."""
    if depth > 12:
        return value
    if isinstance(value, list):
        return [_resolved(each, base, files, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _resolved(each, base, files, depth + 1) for key, each in value.items() if key != "$ref"}
    reference = value.get("$ref")
    if isinstance(reference, str):
        path = join(base, reference)
        other = _resolved(files.json(path), parent(path), files, depth + 1) if path else None
        if isinstance(other, dict):
            return {**other, **found}
        if other is not None:
            return other
    return found


def _key(path: str, base: str) -> str:
    """The name by which a menu knows a page."""
    below = path[len(base) :].strip("/") if base else path
    for suffix in _SUFFIXES:
        below = below.removesuffix(suffix)
    return below


def _version_folders(versions: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The folder that contains all pages of a version, by version; empty if versions share pages."""
    pages = {name: set(pages_named(entry)) for name, entry in versions.items()}
    firsts = {name: {page.partition("/")[0] for page in own if "/" in page} for name, own in pages.items()}
    found: dict[str, str] = {}
    for name, own in firsts.items():
        others = [each for other, each in firsts.items() if other != name]
        if any(pages[name] & pages[other] for other in pages if other != name):
            return {}
        alone = len(own) == 1 and not any(own & each for each in others)
        found[name] = next(iter(own)) if alone else _folder(name)
    by_name = [name for name, folder in found.items() if folder not in firsts[name]]
    return found if len(by_name) < 2 else {}


def _folder(name: str) -> str:
    return "-".join(name.replace("/", " ").split()).strip(".") or "version"


def _languages(navigation: Any) -> tuple[str, ...]:
    entries = listing(mapping(navigation).get("languages"))
    return tuple(text_of(mapping(entry), "language") for entry in entries if text_of(mapping(entry), "language"))


def _pages(
    files: SourceFiles,
    base: str,
    folders: Mapping[str, str],
    languages: tuple[str, ...],
    navigation: Any,
    notes: list[Note],
) -> list[SourcePage]:
    found: list[SourcePage] = []
    named = set(pages_named(navigation))
    default = next(iter(folders.values()), "")
    for path in files.below(base):
        key = _key(path, base)
        if not path.endswith(_SUFFIXES) or key.partition("/")[0] in _SNIPPETS or "/snippets/" in f"/{key}":
            continue
        if key.rpartition("/")[2] in _NO_PAGES and key not in named:
            continue
        split = read_page(files, path, notes)
        if split is None:
            continue
        address = key.removesuffix("/index") if key != "index" else ""
        first, _, rest = address.partition("/")
        version = first if first in folders.values() else default
        slug = rest if version and first == version else address
        found.append(
            SourcePage(
                path=path,
                version=version,
                slug=text_of(split.front, "slug").strip("/") or slug if not version else slug,
                url=f"/{address}",
                front=split.front,
                body=split.body,
                body_line=split.body_line,
                dialect=_DIALECT,
                title=text_of(split.front, "title"),
                language=first if first in languages[1:] else "",
                name=key,
            )
        )
    return found


def _menus(
    menus: MintlifyMenus,
    config: Mapping[str, Any],
    navigation: Any,
    versions: Mapping[str, Mapping[str, Any]],
    folders: Mapping[str, str],
) -> dict[str, tuple[MenuItem, ...]]:
    if folders:
        found: dict[str, tuple[MenuItem, ...]] = {}
        for name, entry in versions.items():
            found[folders[name]] = (*found.get(folders[name], ()), *menus.items(entry))
        return found
    whole = navigation if isinstance(navigation, (dict, list)) else {}
    return {"": menus.whole(whole, config)}


def _redirects(config: Mapping[str, Any], path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    for rule in listing(config.get("redirects")):
        source, target = text_of(mapping(rule), "source"), text_of(mapping(rule), "destination")
        if source and target:
            yield SourceRedirect(source, target, path, line_of(text, f'"{source}"'))
        else:
            yield unread_redirect(path, line_of(text, f'"{source or target}"'), f"{source} → {target}")


def _unread(pages: list[SourcePage], menus: MintlifyMenus) -> Iterator[Note]:
    for page in pages:
        if text_of(page.front, "openapi"):
            yield Note(
                kind="left",
                construct=OPENAPI_PAGE,
                path=page.path,
                line=1,
                detail=text_of(page.front, "openapi"),
            )
        elif text_of(page.front, "api"):
            yield Note(
                kind="done", construct="page of an interface", path=page.path, line=1, detail=text_of(page.front, "api")
            )
    yield from menus.notes
