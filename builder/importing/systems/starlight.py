"""Starlight, and other sites of Astro that keep their documents in ``src/content/docs``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.paths import join, normalise, parent
from builder.importing.ids import github_id
from builder.importing.javascript.literals import Call, Opaque
from builder.importing.javascript.modules import read_module
from builder.importing.markup.dialect import Dialect
from builder.importing.records import MenuItem, Note, SourcePage, SourceRedirect, SourceSite, StaticRoot
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import (
    listing,
    mapping,
    number,
    other_parts,
    public_url,
    read_page,
    text_of,
    texts,
    unread_redirect,
)
from builder.importing.systems.starlight_menus import Sidebar, is_static_sidebar

_CONFIG = re.compile(r"(?:^|/)astro\.config\.(?:mjs|ts|js|cjs|mts)$")
_SUFFIXES = (".mdx", ".md", ".mdoc", ".markdown")
_MODULES = (".js", ".ts", ".mjs", ".json", ".mts", ".cjs")
_ALIAS = re.compile(r'"(@?[\w~-]+)/\*"\s*:\s*\[\s*"(?:\./)?([^"*]*)/?\*"')


def read_starlight(files: SourceFiles) -> SourceSite:
    """The site that ``astro.config`` describes."""
    path = next(iter(sorted((p for p in files.paths if _CONFIG.search(p)), key=lambda p: (p.count("/"), p))), "")
    base = parent(path)
    module = read_module(files.text(path) or "", _loader(files, path))
    config = mapping(module.default)
    starlight = _starlight(config)
    notes: list[Note] = []
    if not path:
        notes.append(
            Note(
                kind="left",
                construct="configuration that is missing",
                path="astro.config.mjs",
                line=1,
                detail="Handrail uses the defaults.",
            )
        )
    locales = _locales(config, starlight)
    pages = _pages(files, join(base, "src/content/docs") or "src/content/docs", locales, notes)
    redirects, unread = _redirects(config, path, locales)
    site, below = public_url(text_of(config, "site")), text_of(config, "base").strip("/")
    home = f"{site}/{below}" if site and below else site
    return SourceSite(
        system="starlight",
        pages=tuple(pages),
        title=_title(starlight),
        base_url=home,
        home=home,
        language=_language(config, starlight),
        menus={"": menu} if (menu := _menu(starlight, pages, path, files, locales, notes)) else {},
        redirects=redirects,
        static=(StaticRoot(f"{base}/public".strip("/")),),
        aliases=_aliases(files, base),
        other_parts=other_parts(files, join(base, "src/pages") or "src/pages", pages),
        part_folders=tuple(f"{base}/{name}".strip("/") for name in ("src/content/docs", "src/content", "src")),
        names={"import": {"meta": {"env": {"BASE_URL": f"/{below}"}}}},
        relative_to="url",
        notes=(*notes, *unread),
        url_prefixes=(f"/{below}",) if below else (),
    )


def _loader(files: SourceFiles, path: str) -> Any:
    folder = parent(path)

    def load(name: str) -> Any:
        place = join(folder, name) if name.startswith(".") else None
        found = files.first(place, *(place + suffix for suffix in _MODULES)) if place else ""
        if found.endswith(".json"):
            return files.json(found)
        if not found:
            return Opaque(name)
        module = read_module(files.text(found) or "")
        return {**module.names, "default": module.default} if isinstance(module.default, Opaque) else module.default

    return load


def _starlight(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of the integration."""
    for integration in listing(config.get("integrations")):
        value = integration.argument if isinstance(integration, Call) else integration
        if isinstance(value, dict) and ({"title", "sidebar", "social"} & set(value)):
            return value
    return {}


def _title(starlight: Mapping[str, Any]) -> str:
    title = starlight.get("title")
    if isinstance(title, dict):
        title = next((each for each in title.values() if isinstance(each, str)), "")
    return title if isinstance(title, str) else ""


def _locales(config: Mapping[str, Any], starlight: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders of languages; the default one first, empty if it has none."""
    locales = mapping(starlight.get("locales"))
    default = text_of(starlight, "defaultLocale")
    if locales:
        names = ["" if name == "root" else name for name in locales]
        first = "" if "root" in locales else default or names[0]
        return (first, *(name for name in names if name != first))
    own = mapping(config.get("i18n"))
    names = list(texts(own.get("locales")))
    if not names:
        return ("",)
    first = text_of(own, "defaultLocale") or names[0]
    prefixed = mapping(own.get("routing")).get("prefixDefaultLocale") is True
    return (first if prefixed else "", *(name for name in names if name != first))


def _language(config: Mapping[str, Any], starlight: Mapping[str, Any]) -> str:
    root = mapping(mapping(starlight.get("locales")).get("root"))
    return (
        text_of(root, "lang")
        or text_of(mapping(config.get("i18n")), "defaultLocale")
        or text_of(starlight, "defaultLocale")
    )


def _pages(files: SourceFiles, folder: str, locales: tuple[str, ...], notes: list[Note]) -> list[SourcePage]:
    found: list[SourcePage] = []
    for path in files.below(folder):
        below = path[len(folder) + 1 :]
        if not path.endswith(_SUFFIXES) or any(part.startswith("_") for part in below.split("/")):
            continue
        split = read_page(files, path, notes)
        if split is None:
            continue
        declared = split.front.get("slug")
        slug = declared.strip("/") if isinstance(declared, str) else _slug(below)
        first = slug.partition("/")[0]
        mdx = path.endswith(".mdx")
        found.append(
            SourcePage(
                path=path,
                version="",
                slug="" if slug == "index" else slug,
                url=f"/{slug}" if slug != "index" else "/",
                front=split.front,
                body=split.body,
                body_line=split.body_line,
                dialect=Dialect(mdx=mdx, containers=True, markdoc=path.endswith(".mdoc")),
                title=text_of(split.front, "title"),
                language=first if first in locales[1:] else "",
                order=number(mapping(split.front.get("sidebar")), "order") or number(split.front, "sidebar-position"),
                redirects=texts(split.front.get("redirects")) + texts(split.front.get("redirect_from")),
                draft=split.front.get("draft") is True,
            )
        )
    return found


def _slug(below: str) -> str:
    stem = below.rpartition(".")[0]
    parts = [github_id(part) or part for part in stem.split("/")]
    return "/".join(parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts)


def _menu(
    starlight: Mapping[str, Any],
    pages: list[SourcePage],
    path: str,
    files: SourceFiles,
    locales: tuple[str, ...],
    notes: list[Note],
) -> tuple[MenuItem, ...]:
    """The menu of the default language; each other language is a heading of its own."""
    value = starlight.get("sidebar")
    if value is not None and not is_static_sidebar(value):
        notes.append(
            Note(
                kind="left",
                construct="menu that code computes",
                path=path,
                line=1,
                detail="The menu follows the folders.",
            )
        )
        value = None
    found: list[MenuItem] = []
    for locale in locales:
        own = {_below(page, locale): page for page in pages if _in_locale(page, locale, locales)}
        if not own:
            continue
        sidebar = Sidebar(path, files.text(path) or "", own, locale)
        items = sidebar.items(value) if value else sidebar.folder("")
        if locale == locales[0]:
            found.extend(items)
        else:
            there = tuple(_kept(items, {page.path for page in own.values()}))
            found.append(
                MenuItem(title=_language_name(starlight, locale), target="", children=there, line=1, path=path)
            )
    return tuple(found)


def _kept(items: tuple[MenuItem, ...], paths: set[str]) -> Iterator[MenuItem]:
    """Entries whose page is translated; those of other sites."""
    for item in items:
        children = tuple(_kept(item.children, paths))
        if children or item.target in paths or "://" in item.target:
            yield MenuItem(title=item.title, target=item.target, children=children, line=item.line, path=item.path)


def _language_name(starlight: Mapping[str, Any], locale: str) -> str:
    return text_of(mapping(mapping(starlight.get("locales")).get(locale)), "label") or locale


def _in_locale(page: SourcePage, locale: str, locales: tuple[str, ...]) -> bool:
    first = page.slug.partition("/")[0]
    return first == locale if locale else first not in locales[1:]


def _below(page: SourcePage, locale: str) -> str:
    return page.slug[len(locale) :].strip("/") if locale else page.slug


def _redirects(
    config: Mapping[str, Any], path: str, locales: tuple[str, ...]
) -> tuple[tuple[SourceRedirect, ...], tuple[Note, ...]]:
    value = config.get("redirects")
    if isinstance(value, Call):
        value = value.argument
    if value is None:
        return (), ()
    if not isinstance(value, dict):
        return (), (Note(kind="left", construct="redirects that code computes", path=path, line=1, detail="redirects"),)
    found: list[SourceRedirect] = []
    unread: list[Note] = []
    for old, new in value.items():
        target = new if isinstance(new, str) else text_of(mapping(new), "destination")
        if not target:
            unread.append(unread_redirect(path, 1, old))
            continue
        bare = locales[0] and old.strip("/").partition("/")[0] not in locales and target.startswith("/")
        for locale in locales if bare and target.strip("/").partition("/")[0] not in locales else ("",):
            prefix = f"/{locale}" if locale else ""
            found.append(SourceRedirect(prefix + old, prefix + target, path))
    return tuple(found), tuple(unread)


def _aliases(files: SourceFiles, base: str) -> dict[str, str]:
    text = files.text(files.first(f"{base}/tsconfig.json".strip("/"), f"{base}/jsconfig.json".strip("/"))) or ""
    found = {alias: normalise(f"{base}/{folder}") or "" for alias, folder in _ALIAS.findall(text)}
    found.setdefault("~", normalise(f"{base}/src") or "src")
    found.setdefault("@", normalise(f"{base}/src") or "src")
    return found
