"""MkDocs with Material: ``mkdocs.yml``, its ``nav``, and included snippets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.paths import join, parent
from builder.content.yaml_reader import read_yaml
from builder.importing.front_matter import first_heading
from builder.importing.markup.dialect import Dialect
from builder.importing.records import MenuItem, Note, SourcePage, SourceRedirect, SourceSite, StaticRoot
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import (
    line_of,
    listing,
    mapping,
    read_page,
    redirects_and_notes,
    text_of,
    texts,
    unread_redirect,
)
from builder.importing.systems.mkdocs_folders import folder_menu
from builder.importing.systems.snippets import Snippets

_DIALECT = Dialect(python=True)
_SUFFIXES = (".md", ".markdown")
_TAG = re.compile(r"!!?[\w/:.-]+")
_ENV = re.compile(r"!ENV\s*(?:\[[^\]]*?,\s*)?([^\],\n]*)\]?")
_INDEX = ("index", "README")


def read_mkdocs(files: SourceFiles) -> SourceSite:
    """The site that ``mkdocs.yml`` describes."""
    names = (p for p in files.paths if p.rpartition("/")[2] in ("mkdocs.yml", "mkdocs.yaml"))
    path = next(iter(sorted(names, key=lambda p: (p.count("/"), p))), "")
    base = parent(path)
    notes: list[Note] = []
    text = files.text(path) or ""
    config = _config(path, base, files)
    if not config:
        notes.append(
            Note(
                kind="left",
                construct="configuration that is missing",
                path="mkdocs.yml",
                line=1,
                detail="Handrail uses the defaults.",
            )
        )
    folder = join(base, text_of(config, "docs_dir") or "docs") or "docs"
    plugins, extensions = _options(config.get("plugins")), _options(config.get("markdown_extensions"))
    snippets = Snippets(files, _snippet_folders(extensions, base), notes)
    pages = _pages(files, folder, snippets, notes)
    if "macros" in plugins or "macros-plugin" in plugins:
        notes.append(
            Note(
                kind="left",
                construct="macros",
                path=path,
                line=line_of(text, "macros"),
                detail="Texts between {{ and }} stay as they are.",
            )
        )
    home = text_of(config, "site_url").rstrip("/")
    nav = config.get("nav")
    menu = _Nav(path, text, folder, files, pages).items(nav)
    if not menu and not nav:
        menu = folder_menu(files, folder, {page.path: page for page in pages})
    redirects, unread = redirects_and_notes(_redirects(plugins, path, text))
    return SourceSite(
        system="mkdocs",
        pages=tuple(pages),
        title=text_of(config, "site_name"),
        base_url=home,
        home=home,
        language=text_of(mapping(config.get("theme")), "language"),
        menus={"": menu} if menu else {},
        redirects=redirects,
        static=(StaticRoot(folder),),
        slug_style="python",
        notes=(*notes, *unread),
    )


def _config(path: str, base: str, files: SourceFiles, depth: int = 0) -> Mapping[str, Any]:
    """The configuration, including inherited values; tags of Python are ignored."""
    text = _ENV.sub(lambda found: found[1] or "''", files.text(path) or "")
    text = re.sub(r"(?m)(:|-)[ \t]+!!?[\w/:.-]+", r"\1 ", text)
    config = mapping(read_yaml(text).value)
    inherited = text_of(config, "INHERIT")
    if inherited and depth < 5:
        other = join(base, inherited)
        if other is not None and files.has(other):
            return {**_config(other, parent(other), files, depth + 1), **config}
    return config


def _options(value: Any) -> dict[str, Mapping[str, Any]]:
    """Plugins or extensions by name, with their options."""
    found: dict[str, Mapping[str, Any]] = {}
    for each in value.items() if isinstance(value, dict) else listing(value):
        if isinstance(each, str):
            found[each] = {}
        elif isinstance(each, tuple):
            found[str(each[0])] = mapping(each[1])
        elif isinstance(each, dict):
            found.update({str(name): mapping(options) for name, options in each.items()})
    return found


def _snippet_folders(extensions: Mapping[str, Mapping[str, Any]], base: str) -> tuple[str, ...]:
    given = extensions.get("pymdownx.snippets", {}).get("base_path")
    folders = [join(base, each) for each in texts(given) or (".",)]
    return tuple(folder for folder in (*folders, base) if folder is not None)


def _pages(files: SourceFiles, folder: str, snippets: Snippets, notes: list[Note]) -> list[SourcePage]:
    found: list[SourcePage] = []
    there = set(files.below(folder))
    for path in files.below(folder):
        below = path[len(folder) + 1 :]
        if not path.endswith(_SUFFIXES) or _is_part(below):
            continue
        stem = below.rpartition(".")[0]
        if stem.endswith("README") and f"{folder}/{stem.removesuffix('README')}index.md" in there:
            continue
        split = read_page(files, path, notes)
        if split is None:
            continue
        body = snippets.expanded(split.body, path, split.body_line)
        slug = _slug(stem)
        found.append(
            SourcePage(
                path=path,
                version="",
                slug=slug,
                url=f"/{slug}",
                front=split.front,
                body=body,
                body_line=split.body_line,
                dialect=_DIALECT,
                title=text_of(split.front, "title") or first_heading(body),
            )
        )
    return found


def _is_part(below: str) -> bool:
    """Templates, includes and overrides are not pages of their own."""
    return any(part.startswith(("_", ".")) for part in below.split("/")) or below.startswith(
        ("overrides/", "includes/")
    )


def _slug(stem: str) -> str:
    folder, _, name = stem.rpartition("/")
    return folder if name in _INDEX else stem


class _Nav:
    """Reads ``nav``; knows the pages by their files below the documents' folder."""

    def __init__(self, path: str, text: str, folder: str, files: SourceFiles, pages: list[SourcePage]) -> None:
        self._path = path
        self._text = text
        self._folder = folder
        self._files = files
        self._pages = {page.path: page for page in pages}

    def items(self, value: Any, depth: int = 0) -> tuple[MenuItem, ...]:
        """The entries of a list."""
        if depth > 30:
            return ()
        return tuple(item for each in listing(value) for item in self._item(each, depth))

    def _item(self, item: Any, depth: int) -> Iterator[MenuItem]:
        if isinstance(item, str):
            yield from self._target("", item)
            return
        for title, value in mapping(item).items():
            if isinstance(value, list):
                yield self._section(title, value, depth)
            elif isinstance(value, str):
                yield from self._target(title, value)

    def _section(self, title: str, value: list[Any], depth: int) -> MenuItem:
        """A section; a page without a title that is an index leads it."""
        first = value[0] if value else None
        home = ""
        if isinstance(first, str) and first.rpartition("/")[2].partition(".")[0] in _INDEX:
            home = f"{self._folder}/{first}"
        children = self.items(value[1:] if home in self._pages else value, depth + 1)
        target = home if home in self._pages else ""
        return MenuItem(
            title=title, target=target, children=children, line=line_of(self._text, f"{title}:"), path=self._path
        )

    def _target(self, title: str, value: str) -> Iterator[MenuItem]:
        line = line_of(self._text, value)
        # Some authors write attributes of the link after its address.
        value = value.partition('"')[0].strip()
        if "://" in value:
            yield MenuItem(title=title, target=value, children=(), line=line, path=self._path)
            return
        path = f"{self._folder}/{value.partition('#')[0].strip('./')}".rstrip("/")
        if path in self._pages:
            yield MenuItem(title=title or self._pages[path].title, target=path, children=(), line=line, path=self._path)
            return
        inside = [each for each in self._pages if each.startswith(path + "/")]
        if inside or value.endswith(("/", "*")):
            children = tuple(
                MenuItem(title=self._pages[each].title, target=each, children=(), line=line, path=self._path)
                for each in inside
            )
            if title:
                yield MenuItem(title=title, target="", children=children, line=line, path=self._path)
            else:
                yield from children
            return
        index = next((f"{path}/{name}.md" for name in _INDEX if f"{path}/{name}.md" in self._pages), "")
        yield MenuItem(title=title, target=index or path, children=(), line=line, path=self._path)


def _redirects(plugins: Mapping[str, Mapping[str, Any]], path: str, text: str) -> Iterator[SourceRedirect | Note]:
    for old, new in mapping(plugins.get("redirects", {}).get("redirect_maps")).items():
        if isinstance(new, str):
            yield SourceRedirect(_address(old), new if "://" in new else _address(new), path, line_of(text, old))
        else:
            yield unread_redirect(path, line_of(text, str(old)), f"{old} → {new}")


def _address(path: str) -> str:
    clean, mark, fragment = path.partition("#")
    stem = clean.removesuffix(".md")
    return f"/{_slug(stem)}{mark}{fragment}"
