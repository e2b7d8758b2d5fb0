"""Next.js with Markdoc: pages are files of ``pages/``, of ``app/`` or of a folder of documents."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from builder.content.paths import parent
from builder.importing.markup.dialect import Dialect
from builder.importing.records import Note, SourcePage, SourceSite, StaticRoot
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import (
    mapping,
    number,
    pages_left,
    read_page,
    redirects_and_notes,
    text_of,
    texts,
)
from builder.importing.systems.markdoc_schemas import read_schemas
from builder.importing.systems.next_menus import next_menu
from builder.importing.systems.next_redirects import PROGRAM, next_redirects

_DIALECT = Dialect(markdoc=True)
_SUFFIXES = (".md", ".mdoc", ".markdoc", ".mdoc.md")
_ROOTS = (
    re.compile(r"(?:.*?/)??(?:src/)?app(?=/(?:.*/)?page\.\w+(?:\.md)?$)"),
    re.compile(r"(?:.*?/)??(?:src/)?(?:content|markdown|data|posts)(?=/)"),
    re.compile(r"(?:.*?/)??(?:src/)?pages(?=/)"),
    re.compile(r"(?:.*?/)??(?:docs|documentation)(?=/)"),
)
"""Folders that addresses begin at; the first that fits counts."""
_PART = re.compile(r"(?:^|/)_?(?:partials?|includes?|snippets|_[^/]+)(?:/|$)")
_NO_PAGES = re.compile(
    r"(?:^|/)(?:README|CONTRIBUTING|LICENSE|CHANGELOG|CODE_OF_CONDUCT|CLAUDE|AGENTS|SECURITY)\.md$", re.I
)
_GROUP = re.compile(r"\([^/)]*\)/?|@[\w-]+/")
_BASE = re.compile(r"basePath\s*:\s*['\"](/[^'\"]*)['\"]")
_LOCALE = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?\Z")


def read_next_markdoc(files: SourceFiles) -> SourceSite:
    """The site whose pages are found below the usual folders."""
    notes: list[Note] = []
    paths, others = _of_the_site(list(filter(_may_be_page, files.paths)), files, notes)
    roots = _roots(paths, notes)
    pages = [page for root, paths in roots.items() for path in paths if (page := _page(root, path, files, notes))]
    config = files.first(
        *(f"{base}next.config.{end}" for base in ("", "docs/", "www/") for end in ("js", "mjs", "ts", "cjs"))
    )
    base = _BASE.search(files.text(config) or "")
    locales = _locales(pages)
    prefixes = [base[1]] if base is not None else []
    prefixes.extend(
        f"/{root.rpartition('/')[2]}" for root in roots if root.rpartition("/")[2] not in ("pages", "app", "src")
    )
    prefixes.extend(f"/{locale}" for locale in locales[:1])
    pages = [_in_language(page, locales) for page in pages]
    menu = next_menu(files, pages, tuple(prefixes), locales)
    if not menu:
        notes.append(
            Note(
                kind="left",
                construct="menu that was not found",
                path=config or "",
                line=1,
                detail="The menu follows the pages' addresses.",
            )
        )
    public = {
        path.partition("public/")[0] + "public"
        for path in files.paths
        if "public/" in f"/{path}" and "/public/" in f"/{path}"
    }
    redirects, unread = redirects_and_notes(next_redirects(files, others))
    return SourceSite(
        system="next-markdoc",
        pages=tuple(pages),
        title=text_of(mapping(files.json("package.json")), "name").rpartition("/")[2],
        menus={"": menu} if menu else {},
        redirects=redirects,
        static=tuple(StaticRoot(folder) for folder in sorted(public, key=lambda each: (each.count("/"), each))),
        aliases={"@": "src", "~": "src"},
        part_folders=_part_folders(files),
        schemas=read_schemas(files),
        relative_to="url",
        by_tail=True,
        notes=(*notes, *unread),
        url_prefixes=tuple(dict.fromkeys(prefixes)),
    )


def _roots(paths: list[str], notes: list[Note]) -> dict[str, list[str]]:
    """The files of pages by the folder that their addresses begin at."""
    found: dict[str, list[str]] = {}
    for path in paths:
        root = next((match[0] for each in _ROOTS if (match := each.match(path)) is not None), "")
        found.setdefault(root, []).append(path)
    if len(found) > 1:
        found.pop("", None)
    most = max((len(paths) for paths in found.values()), default=0)
    for folder, paths in list(found.items()):
        if len(paths) * 10 < most and not re.search(r"(?:^|/)(?:pages|app|docs)$", folder):
            notes.append(pages_left(paths, folder))
            found.pop(folder)
    return found


def _may_be_page(path: str) -> bool:
    if not path.endswith(_SUFFIXES) or _NO_PAGES.search(path) or _PART.search(path):
        return False
    return re.search(r"(?:^|/)app/", path) is None or re.search(r"(?:^|/)page\.\w+(?:\.md)?$", path) is not None


def _of_the_site(paths: list[str], files: SourceFiles, notes: list[Note]) -> tuple[list[str], frozenset[str]]:
    """The pages of the program with the most of them, and the folders of the repository's other programs."""
    bases = {parent(path) for path in files.paths if PROGRAM.search(path)}
    by_base: dict[str | None, list[str]] = {}
    for path in paths:
        above = [path[:at] for at, mark in enumerate(path) if mark == "/"]
        base = next((each for each in (*reversed(above), "") if each in bases), None)
        by_base.setdefault(base, []).append(path)
    best = max((base for base in by_base if base is not None), key=lambda base: len(by_base[base]), default=None)
    if best is None or len(by_base[best]) * 5 < len(paths) * 2:
        return paths, frozenset()
    for base, others in by_base.items():
        if base != best:
            notes.append(pages_left(others, f"{base}, another site" if base else "folders of no site"))
    return by_base[best], frozenset(bases - {best})


def _page(root: str, path: str, files: SourceFiles, notes: list[Note]) -> SourcePage | None:
    split = read_page(files, path, notes)
    if split is None:
        return None
    below = path[len(root) :].strip("/")
    declared = text_of(split.front, "slug", "permalink", "path", "url")
    slug = declared.strip("/") if declared and "://" not in declared and " " not in declared else _slug(below, root)
    return SourcePage(
        path=path,
        version="",
        slug=slug,
        url=f"/{slug}",
        front=split.front,
        body=split.body,
        body_line=split.body_line,
        dialect=_DIALECT,
        title=text_of(split.front, "title", "metaTitle", "heading"),
        order=number(split.front, "order", "nav_order", "weight", "position"),
        redirects=tuple(
            each for each in texts(split.front.get("redirects")) + texts(split.front.get("aliases")) if each[:1] == "/"
        ),
        draft=split.front.get("draft") is True,
    )


def _slug(below: str, root: str) -> str:
    stem = below
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        stem = stem.removesuffix(suffix)
    stem = _GROUP.sub("", stem)
    folder, _, name = stem.rpartition("/")
    names = ("index", "page", "_index") if root.endswith("app") else ("index", "_index", "README")
    return folder if name in names else stem


def _locales(pages: list[SourcePage]) -> tuple[str, ...]:
    """Folders of languages, where all pages are in one; the first is the default."""
    counts = Counter(page.slug.partition("/")[0] for page in pages)
    names = [name for name in counts if _LOCALE.match(name)]
    if len(names) < 2 or sum(counts[name] for name in names) * 10 < len(pages) * 9:
        return ()
    first = "en" if "en" in names else names[0]
    return (first, *sorted(name for name in names if name != first))


def _in_language(page: SourcePage, locales: tuple[str, ...]) -> SourcePage:
    first = page.slug.partition("/")[0]
    if first not in locales[1:]:
        return page
    return replace(page, language=first)


def _part_folders(files: SourceFiles) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in files.paths:
        mark = re.search(r"(?:^|.*?/)_?(?:partials?|includes?|snippets)(?=/)", path)
        if mark is not None and path.endswith((".md", ".mdoc", ".markdoc")):
            found.setdefault(mark[0])
    return (*found, *(folder for folder in ("markdoc", "content", "src/content", "docs") if files.below(folder)))
