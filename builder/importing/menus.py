"""Writes a version's menu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from builder.importing.markup.values import yaml_text
from builder.importing.records import MenuItem, Note

_SLASH = re.compile(r"\s+/\s*|\s*/\s+|^/|/$")
"""A slash that would separate two levels of a menu."""


class MenuText(msgspec.Struct, frozen=True):
    """A menu as written."""

    text: str
    entries: int
    notes: tuple[Note, ...]


class _Line(msgspec.Struct, frozen=True):
    category: tuple[str, ...]
    url: str
    icon: str


def write_menu(items: Sequence[MenuItem], slugs: Mapping[str, str], titles: Mapping[str, str]) -> MenuText:
    """The menu; ``slugs`` of the version's pages by the path of their source, and their titles."""
    notes: list[Note] = []
    lines = list(_lines(items, (), slugs, titles, notes))
    if not lines:
        return MenuText("", 0, tuple(notes))
    parts = ["---", "site_menu:"]
    for line in lines:
        parts.append(f"  - category: {yaml_text(' / '.join(line.category))}")
        if line.url:
            parts.append(f"    url: {yaml_text(line.url)}")
        if line.icon:
            parts.append(f"    icon: {yaml_text(line.icon)}")
    parts.append("---")
    return MenuText("\n".join(parts) + "\n", len(lines), tuple(notes))


def _lines(
    items: Sequence[MenuItem],
    above: tuple[str, ...],
    slugs: Mapping[str, str],
    titles: Mapping[str, str],
    notes: list[Note],
) -> Iterator[_Line]:
    taken: set[str] = set()
    for item in items:
        url = _url(item, slugs)
        if url is None:
            notes.append(
                Note(
                    kind="left",
                    construct="menu entry without a page",
                    path=item.path,
                    line=item.line,
                    detail=item.target,
                )
            )
            if not item.children:
                continue
        title = " ".join((item.title or titles.get(item.target, "") or item.target).split())
        title = _unique(_SLASH.sub(_bare_slash, title) or "-", taken)
        notes.append(Note(kind="done", construct="menu entry", path=item.path, line=item.line, detail=title))
        yield _Line((*above, title), url or "", "")
        yield from _lines(item.children, (*above, title), slugs, titles, notes)


def _bare_slash(found: re.Match[str]) -> str:
    """A slash without spaces does not separate levels; one at an end is left out."""
    return "/" if found.start() and found.end() < len(found.string) else ""


def _url(item: MenuItem, slugs: Mapping[str, str]) -> str | None:
    if not item.target:
        return ""
    if "://" in item.target:
        return item.target
    slug = slugs.get(item.target)
    return None if slug is None else f"/{slug}"


def _unique(title: str, taken: set[str]) -> str:
    """Two entries with one title would become one."""
    found, number = title, 2
    while found in taken:
        found = f"{title} ({number})"
        number += 1
    taken.add(found)
    return found
