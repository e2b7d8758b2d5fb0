"""A version's menu, as ``menu.md`` or ``menu.yml`` says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from builder.content.front_matter import FrontMatter, read_front_matter
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome

FENCE = "---"
KEY = "site_menu"


class MenuEntry(msgspec.Struct, frozen=True):
    """One line of the menu."""

    category: tuple[str, ...]
    """The titles down to its own: ``("Deployment", "Security", "Azure")``."""
    url: str
    """As written; empty for a heading without a page."""
    icon: str
    color: str
    line: int
    """Of the entry's ``url``, else of the entry."""
    column: int


class Menu(msgspec.Struct, frozen=True):
    """All entries in order."""

    path: str
    entries: tuple[MenuEntry, ...]


def read_menu(source: Source) -> Outcome[Menu]:
    """The menu of one file; an entry that is no mapping or has no category is left out and reported."""
    raw, first_line = _yaml_part(source)
    front = read_front_matter(raw, path=source.path, first_line=first_line, text=source.text)
    diagnostics = list(front.diagnostics)
    entries: list[MenuEntry] = []
    for index, value in enumerate(_entries(front.value)):
        line, column = front.value.position(KEY, index)
        entry = _entry(value, front.value, index)
        if entry is None:
            diagnostics.append(_invalid(source.path, line, column))
        else:
            entries.append(entry)
    return Outcome(Menu(source.path, tuple(entries)), tuple(diagnostics))


def _yaml_part(source: Source) -> tuple[str, int]:
    """The YAML and the line of the file on which it begins."""
    lines = source.text.split("\n")
    if not lines or lines[0].strip() != FENCE:
        return source.text, 1
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == FENCE), len(lines))
    return "\n".join(lines[1:end]), 2


def _entries(front: FrontMatter) -> Iterator[Any]:
    declared = front.values.get(KEY)
    if isinstance(declared, list):
        yield from declared


def _entry(value: Any, front: FrontMatter, index: int) -> MenuEntry | None:
    if not isinstance(value, dict) or not isinstance(value.get("category"), str):
        return None
    category = tuple(part.strip() for part in value["category"].split("/") if part.strip())
    if not category:
        return None
    line, column = front.position(KEY, index, "url") if "url" in value else front.position(KEY, index)
    return MenuEntry(category, _text(value, "url"), _text(value, "icon"), _text(value, "color"), line, column)


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found.strip() if isinstance(found, str) else ""


def _invalid(path: str, line: int, column: int) -> Diagnostic:
    return Diagnostic(
        "menu-entry-invalid",
        "error",
        "The menu entry needs a 'category' text such as 'Deployment / Security', and may have 'url', 'icon', 'color'.",
        path,
        line,
        column,
        help="Write it as: - category: Deployment / Security, then url: /deployment/security on the next line.",
    )
