"""Reports files that look like pages or menus but are not published, so that none is missing silently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from builder.content.page_names import PageNames
from builder.content.paths import PAGE_SUFFIXES, composed
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file

PAGE_LIKE = (".md", ".mdx", ".mdoc", ".markdoc", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdtxt", ".qmd", ".rmd")
"""Suffixes of Markdown files in other programs, in lower case."""
OTHER_LANGUAGES = (
    *(".rst", ".adoc", ".asciidoc", ".org", ".textile", ".mediawiki", ".creole"),
    *(".html", ".htm", ".xhtml"),
)
"""Suffixes of pages in other languages."""
MENU_NAMES = ("menu.md", "menu.yml", "menu.yaml")
"""Names of menu files; the first existing one is used."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def wrong_name(name: str) -> str:
    """The reason why a file's name can't be in a URL: ``is not UTF-8``; empty if it can."""
    if name.isascii() and name.isprintable() and "\\" not in name:
        return ""
    if _SURROGATE.search(name):
        return "is not UTF-8"
    if _CONTROL.search(name):
        return "has a control character"
    return "has a backslash, which browsers read as a slash" if "\\" in name else ""


def printable(path: str) -> str:
    """A path for people and logs: bytes that are not UTF-8 and control characters are escaped."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def is_like_page(path: str) -> bool:
    """Whether a file name has a Markdown suffix, in any letter case."""
    return path.lower().endswith(PAGE_LIKE)


def unread_pages(paths: Iterable[str], names: PageNames) -> Iterator[Diagnostic]:
    """Files of a version that look like pages but are not read."""
    for path in paths:
        if names.is_page(path):
            continue
        if path.lower().endswith(OTHER_LANGUAGES):
            message = f"'{path}' looks like a page in a language other than Markdown, so it is not read."
            hint = "Write it in Markdown, or keep it outside the content folder."
            yield diagnostic_at("page-not-published", in_file(path), message, subject=path, help=hint)
            continue
        if not is_like_page(path):
            continue
        stem = path[: path.rindex(".")]
        suffixes = ", ".join(dict.fromkeys((*PAGE_SUFFIXES, *names.suffixes)))
        message = f"'{path}' looks like a page and is not read: the names of pages end in {suffixes}."
        hint = f"Rename it to '{stem.rpartition('/')[2]}.md' if it is a page."
        yield diagnostic_at("page-not-published", in_file(path), message, subject=path, help=hint)


def outside_versions(content: str, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Pages outside of any version in a project with versions, grouped by folder."""
    found: Counter[str] = Counter()
    for path in paths:
        if is_like_page(path) or path[len(content) + 1 :].lower() in MENU_NAMES:
            below = path[len(content) + 1 :]
            found[content + "/" + below.partition("/")[0]] += 1
    for path, count in sorted(found.items()):
        is_file = is_like_page(path) or path.rpartition("/")[2].lower() in MENU_NAMES
        pages = f"1 page below '{path}' is" if count == 1 else f"{count} pages below '{path}' are"
        said = f"'{path}' is not published" if is_file else f"{pages} not published"
        message = f"{said}: the project has versions, and this is not in one of them."
        hint = "Move it into the folder of a version, or list its folder in handrail.yml under versions.folders."
        yield diagnostic_at("page-not-published", in_file(path), message, subject=path, help=hint)


def menu_problems(base: str, menu: str, paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Files next to the menu that look like menus but are not read: ``menu.yml`` next to ``menu.md``, ``Menu.yml``."""
    for path in paths:
        name = path[len(base) + 1 :]
        if path == menu or name.lower() not in MENU_NAMES or (name.endswith(".md") and not menu):
            continue
        message = f"This menu is not read: '{menu}' is the version's menu." if menu else "This menu is not read."
        hint = "Keep one of the two." if menu else f"Rename it to '{name.lower()}'."
        yield diagnostic_at("menu-not-read", in_file(path), message, subject=composed(path), help=hint)


def unused_folder_menu(path: str, menu: str) -> Diagnostic:
    """A folder's part of the menu in a version that has a menu file."""
    message = f"This file is not read: '{menu}' is the version's menu."
    return diagnostic_at("menu-not-read", in_file(path), message, subject=composed(path), help="Keep one of the two.")
