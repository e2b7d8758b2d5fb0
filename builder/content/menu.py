"""A version's menu, as written in ``menu.md`` or ``menu.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from builder.content.cut_values import cut_values
from builder.content.front_matter import yaml_problems
from builder.content.keys.menu import ENTRY, MENU
from builder.content.keys.reader import read_keys
from builder.content.source import Source
from builder.content.yaml_document import KeyProblem, KeyReference, YamlDocument
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

FENCE = "---"
KEY = "site_menu"

_BETWEEN_TITLES = re.compile(r"(?<!\\)/(?=\s)|(?<=\s)/|\A/|/\Z")
"""A slash with a space next to it; ``CI/CD`` is one title."""

_HELP = "Write it as: - category: Deployment / Security, then url: /deployment/security on the next line."


class MenuEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the menu."""

    category: tuple[str, ...]
    """The titles from the top to its own: ``("Deployment", "Security", "Azure")``."""
    url: str
    """As written; empty for a heading without a page."""
    icon: str
    collapsed: bool | None
    """``None`` if it is not said."""
    line: int
    """Place of the entry's ``url``, else of the entry."""
    column: int


class Menu(msgspec.Struct, frozen=True, kw_only=True):
    """All entries in order."""

    path: str
    entries: tuple[MenuEntry, ...]
    icons: tuple[KeyReference, ...] = ()
    """The icons of entries, with their places in the file."""
    mistakes: int = 0
    """How many of its keys and entries are wrong, and so may lack a page."""
    is_broken: bool = False
    """Whether the file can't be read."""


def read_menu(source: Source) -> Outcome[Menu]:
    """The menu of one file; an entry that is not a mapping or has no category is left out and reported."""
    raw, shift = _yaml_part(source)
    document = read_yaml(raw)
    diagnostics = [*yaml_problems(document, raw, source.path, shift), *cut_values(raw, source.path, shift)]
    if document.value is None:
        if not diagnostics:
            message = f"The menu has no '{KEY}'."
            diagnostics.append(diagnostic_at("menu-invalid", in_file(source.path, 1, 1), message, subject=KEY))
        return Outcome(Menu(path=source.path, entries=(), is_broken=True), tuple(diagnostics))
    reading = read_keys(document, MENU)
    diagnostics += [_key_problem(problem, source.path, shift) for problem in reading.key_problems]
    entries = tuple(_entries(document, shift))
    if isinstance(document.value, dict) and document.value.get(KEY) in ([], None) and KEY in document.value:
        line, column = document.places.get((KEY,), (1, 1))
        place = in_file(source.path, line + shift, column)
        diagnostics.append(diagnostic_at("menu-invalid", place, f"'{KEY}' has no entries: the menu is empty.", KEY))
    icons = tuple(replace(each, line=each.line + shift) for each in reading.references if each.refers == "icon")
    menu = Menu(
        path=source.path,
        entries=entries,
        icons=icons,
        mistakes=len(reading.key_problems),
        is_broken=bool(diagnostics) and not entries,
    )
    return Outcome(menu, tuple(diagnostics))


def _yaml_part(source: Source) -> tuple[str, int]:
    """The YAML, and the number of lines before it in the file."""
    lines = source.text.split("\n")
    if not lines or lines[0].strip() != FENCE:
        return source.text, 0
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == FENCE), len(lines))
    return "\n".join(lines[1:end]), 1


def _entries(document: YamlDocument, shift: int) -> Iterator[MenuEntry]:
    declared = document.value.get(KEY) if isinstance(document.value, dict) else None
    for index in range(len(declared) if isinstance(declared, list) else 0):
        value = read_keys(document, ENTRY, (KEY, index)).value
        if value is None:
            continue
        place = document.places.get((KEY, index, "url")) or document.places[KEY, index]
        text = {key: item.strip() for key, item in value.items() if isinstance(item, str)}
        yield MenuEntry(
            category=titles_of(text["category"]),
            url=text.get("url", ""),
            icon=text.get("icon", ""),
            collapsed=value.get("collapsed"),
            line=place[0] + shift,
            column=place[1],
        )


def titles_of(category: str) -> tuple[str, ...]:
    """The titles in a category: ``Build / CI/CD`` → ``Build``, ``CI/CD``; ``\\/`` is a slash that parts nothing."""
    parts = (part.strip().replace("\\/", "/") for part in _BETWEEN_TITLES.split(category))
    return tuple(part for part in parts if part)


def _key_problem(problem: KeyProblem, path: str, shift: int) -> Diagnostic:
    in_entry = len(problem.path) > 1
    code, hint = "menu-entry-invalid" if in_entry else "menu-invalid", problem.help
    if problem.kind == "unknown":
        code, message = (
            "menu-unknown-key",
            f"There is no key '{problem.path[-1]}' in {'an entry of ' * in_entry}a menu.",
        )
    elif problem.kind == "missing":
        message = f"The menu{' entry' * in_entry} {problem.message}."
    elif len(problem.path) == MENU_ENTRY_DEPTH:
        message = f"The menu entry {problem.message}."
    elif not problem.path:
        message = f"A menu must be a '{KEY}:' with a list of entries."
    else:
        message = f"'{problem.path[-1]}' {problem.message}."
    return diagnostic_at(
        code,
        in_file(path, problem.line + shift, problem.column),
        message,
        subject=str(problem.path[-1]) if problem.path else "",
        help=hint or (_HELP if in_entry else ""),
        suggestions=problem.near,
    )


MENU_ENTRY_DEPTH = 2
"""The keys of an entry: ``site_menu``, and its number."""
