"""Docusaurus: documents and their versions, as named in its configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from builder.content.paths import join, parent
from builder.importing.front_matter import first_heading
from builder.importing.javascript.literals import Call, Opaque
from builder.importing.javascript.modules import read_module
from builder.importing.markup.dialect import Dialect
from builder.importing.records import Note, SourcePage, SourceRedirect, SourceSite, StaticRoot
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import (
    line_of,
    listing,
    mapping,
    number,
    number_of,
    pages_left,
    public_url,
    read_page,
    redirects_and_notes,
    text_of,
    texts,
    unread_redirect,
    without_number,
)
from builder.importing.systems.docusaurus_menus import docusaurus_menu
from builder.importing.systems.made_redirects import made_redirects

_CONFIG = re.compile(r"(?:^|/)docusaurus\.config\.(?:js|ts|mjs|cjs|mts)$")
_DIALECT = Dialect(mdx=True, containers=True)
_SUFFIXES = (".md", ".mdx")
_INDEX = ("index", "readme")


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    """One set of documents."""

    name: str
    """``default``, or that of a plugin of its own."""
    folder: str
    base: str
    """The configuration's folder."""
    route: str
    """The address below which its pages are, without slashes at its ends."""
    options: Mapping[str, Any]


class DocusaurusVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a set."""

    name: str
    """As its folders are called; ``current`` for the documents that are written now."""
    folder: str
    content: str
    """The folder of the new project; empty without versions."""
    title: str
    path: str
    """The part of the old address that names it."""


def read_docusaurus(files: SourceFiles) -> SourceSite:
    """The site that a configuration describes."""
    path = next(iter(sorted((p for p in files.paths if _CONFIG.search(p)), key=lambda p: (p.count("/"), p))), "")
    notes: list[Note] = []
    config = mapping(read_module(files.text(path) or "", _loader(files, path)).default) if path else {}
    base = parent(path)
    instances = list(_instances(config, base, files))
    main = instances[0]
    versions = _versions(main, files)
    pages: list[SourcePage] = []
    for instance in instances:
        found = versions if instance is main else _versions(instance, files)[:1]
        for version in found:
            pages.extend(_pages(instance, version, main, versions, files, notes))
    menus = {
        version.content: docusaurus_menu(
            main.options, version.name, version.folder, base, files, _names(pages, version)
        )
        for version in versions
    }
    static = [
        StaticRoot(join(base, folder) or folder) for folder in texts(config.get("staticDirectories")) or ("static",)
    ]
    versioned = len(versions) > 1
    redirects, unread = redirects_and_notes(_redirects(config, path, files.text(path) or ""))
    return SourceSite(
        system="docusaurus",
        pages=tuple(pages),
        title=text_of(config, "title"),
        base_url=_base_url(config, main),
        language=text_of(mapping(config.get("i18n")), "defaultLocale"),
        home=_home(config),
        menus={version: menu for version, menu in menus.items() if menu},
        redirects=(
            *redirects,
            *made_redirects(files.text(path) or "", path, pages),
        ),
        static=tuple(static),
        version_folders=tuple(v.content for v in versions) if versioned else (),
        version_titles={v.content: v.title for v in versions if v.title != v.content} if versioned else {},
        default_version=_last(main, versions).content if versioned else "",
        unversioned_default=versioned and not _last(main, versions).path,
        aliases={"@site": base, "~": base},
        names={"siteConfig": dict(config)},
        notes=(
            *notes,
            *unread,
            *_unread(config, base, files, pages, path),
        ),
        url_prefixes=_prefixes(config, main),
    )


def _loader(files: SourceFiles, path: str) -> Any:
    folder = parent(path)

    def load(name: str) -> Any:
        place = join(folder, name) if name.startswith(".") else None
        if place is None:
            return Opaque(name)
        found = files.first(place, *(place + suffix for suffix in (".js", ".ts", ".mjs", ".cjs", ".json")))
        if found.endswith(".json"):
            return files.json(found)
        return read_module(files.text(found) or "").default if found else Opaque(name)

    return load


def _instances(config: Mapping[str, Any], base: str, files: SourceFiles) -> list[Instance]:
    """The preset's documents first, then those of plugins."""
    found: list[Instance] = []
    for preset in listing(config.get("presets")):
        options = mapping(preset[1]) if isinstance(preset, list) and len(preset) > 1 else {}
        if "docs" in options or options:
            docs = options.get("docs")
            if docs is not False:
                found.append(_instance("default", mapping(docs), base))
                break
    for plugin in listing(config.get("plugins")):
        name, options = _plugin(plugin)
        if "content-docs" in name:
            found.append(_instance(text_of(options, "id") or "default", options, base))
    if not found:
        found.append(_instance("default", {}, base))
    there = [instance for instance in found if files.below(instance.folder)]
    return there or found[:1]


def _plugin(plugin: Any) -> tuple[str, Mapping[str, Any]]:
    name, options = (plugin[0], plugin[1]) if isinstance(plugin, list) and len(plugin) > 1 else (plugin, {})
    label = name if isinstance(name, str) else name.source if isinstance(name, (Opaque, Call)) else ""
    return label, mapping(options)


def _instance(name: str, options: Mapping[str, Any], base: str) -> Instance:
    path = options.get("path")
    if isinstance(path, Call):
        path = re.sub(r".*['\"]([^'\"]+)['\"].*", r"\1", path.source, flags=re.DOTALL)
    folder = join(base, path if isinstance(path, str) else "docs")
    route = options.get("routeBasePath")
    return Instance(
        name=name,
        folder=folder or "docs",
        base=base,
        route=(route if isinstance(route, str) else "docs").strip("/"),
        options=options,
    )


def _prefixes(config: Mapping[str, Any], main: Instance) -> tuple[str, ...]:
    """Paths that addresses of documents may begin with: the route, the site's base, both."""
    base = text_of(config, "baseUrl").strip("/")
    whole = "/".join(part for part in (base, main.route) if part)
    return tuple(f"/{each}" for each in dict.fromkeys((main.route, whole, base)) if each)


def _base_url(config: Mapping[str, Any], main: Instance) -> str:
    url = public_url(text_of(config, "url"))
    parts = [text_of(config, "baseUrl").strip("/"), main.route]
    return "/".join([url, *(part for part in parts if part)]) if url else ""


def _home(config: Mapping[str, Any]) -> str:
    url, base = public_url(text_of(config, "url")), text_of(config, "baseUrl").strip("/")
    return f"{url}/{base}" if url and base else url


def _versions(instance: Instance, files: SourceFiles) -> list[DocusaurusVersion]:
    """Newest first; ``current`` before them all. One without a name in a site without versions."""
    prefix = "" if instance.name == "default" else f"{instance.name}_"
    named = files.json(join(instance.base, f"{prefix}versions.json") or "")
    names = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
    folder = join(instance.base, f"{prefix}versioned_docs") or ""
    names = [name for name in names if files.below(f"{folder}/version-{name}")]
    settings = mapping(instance.options.get("versions"))
    if not names:
        return [DocusaurusVersion(name="current", folder=instance.folder, content="", title="", path="")]
    found = [
        DocusaurusVersion(name=name, folder=f"{folder}/version-{name}", content=name, title="", path=name)
        for name in names
    ]
    if instance.options.get("includeCurrentVersion") is not False:
        found.insert(
            0, DocusaurusVersion(name="current", folder=instance.folder, content="next", title="Next", path="next")
        )
    last = _last(instance, found)
    labelled = []
    for version in found:
        own = mapping(settings.get(version.name))
        path = text_of(own, "path").strip("/") or ("" if version.name == last.name else version.path)
        title = text_of(own, "label") or version.title or version.name
        content = version.content if not own.get("path") or "/" in path else path or version.content
        labelled.append(
            DocusaurusVersion(name=version.name, folder=version.folder, content=content, title=title, path=path)
        )
    return labelled


def _last(instance: Instance, versions: list[DocusaurusVersion]) -> DocusaurusVersion:
    wanted = text_of(instance.options, "lastVersion")
    named = next((version for version in versions if version.name == wanted), None)
    return named or next((version for version in versions if version.name != "current"), versions[0])


def _names(pages: list[SourcePage], version: DocusaurusVersion) -> dict[str, SourcePage]:
    return {page.name: page for page in pages if page.version == version.content and page.name}


def _pages(
    instance: Instance,
    version: DocusaurusVersion,
    main: Instance,
    versions: list[DocusaurusVersion],
    files: SourceFiles,
    notes: list[Note],
) -> list[SourcePage]:
    found: list[SourcePage] = []
    numbered = instance.options.get("numberPrefixParser") is not False
    content = version.content if instance is main else (_last(main, versions).content if len(versions) > 1 else "")
    for path in files.below(version.folder):
        below = path[len(version.folder) + 1 :]
        if not path.endswith(_SUFFIXES) or any(part.startswith("_") for part in below.split("/")):
            continue
        if "__tests__" in below or ".test." in below:
            continue
        split = read_page(files, path, notes)
        if split is None:
            continue
        page = _page(path, below, split.front, numbered=numbered)
        slug = page[1]
        url = "/".join(part for part in (instance.route, version.path, slug) if part)
        own = slug if instance is main else f"{instance.route}/{slug}".strip("/")
        title = text_of(split.front, "title") or first_heading(split.body)
        found.append(
            SourcePage(
                path=path,
                version=content,
                slug=own,
                url=f"/{url}",
                front=split.front,
                body=split.body,
                body_line=split.body_line,
                dialect=_DIALECT,
                title=title or page[0].rpartition("/")[2],
                order=number(split.front, "sidebar_position") or number_of(below.rpartition("/")[2]),
                redirects=(),
                name=page[0] if instance is main else "",
                draft=split.front.get("draft") is True,
            )
        )
    return found


def _page(path: str, below: str, front: Mapping[str, Any], *, numbered: bool) -> tuple[str, str]:
    """A document's id and its slug."""
    stem = below.rpartition(".")[0]
    parts = [without_number(part) for part in stem.split("/")] if numbered else stem.split("/")
    *folders, name = parts
    base = text_of(front, "id") or name
    folder = "/".join(folders)
    identifier = f"{folder}/{base}" if folder else base
    declared = text_of(front, "slug")
    if declared.startswith("/"):
        return identifier, declared.strip("/")
    if declared:
        return identifier, (join(folder, declared) or declared).strip("/")
    is_index = name.lower() in _INDEX or (folders and name.lower() == folders[-1].lower())
    return identifier, folder if is_index else identifier


def _redirects(config: Mapping[str, Any], path: str, text: str) -> list[SourceRedirect | Note]:
    found: list[SourceRedirect | Note] = []
    for plugin in listing(config.get("plugins")):
        name, options = _plugin(plugin)
        if "client-redirects" not in name:
            continue
        for rule in listing(options.get("redirects")):
            target, old = text_of(mapping(rule), "to"), texts(mapping(rule).get("from"))
            found.extend(SourceRedirect(each, target, path) for each in old if target)
            if not target or len(old) != len(listing(mapping(rule).get("from"))) or not old:
                line = line_of(text, "plugin-client-redirects")
                found.append(unread_redirect(path, line, f"{', '.join(old)} → {target}".strip()))
        for key in ("fromExtensions", "toExtensions"):
            if options.get(key):
                said = f"{key}: {', '.join(texts(options.get(key)))}: let your host redirect these addresses"
                found.append(unread_redirect(path, line_of(text, key), said))
    return found


def _unread(
    config: Mapping[str, Any], base: str, files: SourceFiles, documents: list[SourcePage], path: str
) -> list[Note]:
    """Parts of the site that are not documents."""
    found: list[Note] = []
    if not path:
        found.append(
            Note(
                kind="left",
                construct="configuration that is missing",
                path="docusaurus.config.js",
                line=1,
                detail="Handrail uses the defaults.",
            )
        )
    for folder in ("blog", "src/pages"):
        place = join(base, folder) or folder
        pages = [each for each in files.below(place) if each.endswith(_SUFFIXES)]
        if pages:
            found.append(pages_left(pages, place))
    for plugin in listing(config.get("plugins")):
        name, options = _plugin(plugin)
        is_made = any(made_redirects(files.text(path) or "", path, documents))
        if "client-redirects" in name and options.get("createRedirects") is not None and not is_made:
            found.append(
                Note(kind="left", construct="redirects that code computes", path=path, line=1, detail="createRedirects")
            )
    return found
