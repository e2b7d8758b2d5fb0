"""A folder's part of a menu that is made from the slugs, as written in ``_menu.yml``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.content.front_matter import yaml_problems
from builder.content.keys.menu import FOLDER_MENU
from builder.content.keys.reader import read_keys
from builder.content.paths import normalise
from builder.content.source import Source
from builder.content.yaml_document import KeyProblem
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

NAMES = ("_menu.yml", "_menu.yaml")
"""The names of the file; the first one that a folder has is used."""


class FolderEntry(msgspec.Struct, frozen=True):
    """A name in ``pages``."""

    name: str
    """The name of a page or a folder, without ``.md``."""
    line: int
    column: int


class FolderMenu(msgspec.Struct, frozen=True, kw_only=True):
    """One folder's file."""

    path: str
    title: str = ""
    """Empty if it is not said."""
    order: float | None = None
    icon: str = ""
    icon_place: tuple[int, int] = (1, 1)
    collapsed: bool | None = None
    pages: tuple[FolderEntry, ...] = ()


def read_folder_menu(source: Source) -> Outcome[FolderMenu]:
    """The folder's part of the menu; keys that are wrong are left out and reported."""
    document = read_yaml(source.text)
    problems = yaml_problems(document, source.text, source.path, 0)
    if document.value is None:
        return Outcome(FolderMenu(path=source.path), tuple(problems))
    reading = read_keys(document, FOLDER_MENU)
    value = reading.value or {}
    entries = (
        FolderEntry(normalise(name.strip().removesuffix(".md")) or "", *document.places.get(("pages", number), (1, 1)))
        for number, name in enumerate(value.get("pages", ()))
    )
    menu = FolderMenu(
        path=source.path,
        title=value.get("title", "").strip(),
        order=value.get("order"),
        icon=value.get("icon", "").strip(),
        icon_place=document.places.get(("icon",), (1, 1)),
        collapsed=value.get("collapsed"),
        pages=tuple(entry for entry in entries if entry.name),
    )
    return Outcome(menu, (*problems, *_said(reading.key_problems, source.path)))


def _said(problems: tuple[KeyProblem, ...], path: str) -> Iterator[Diagnostic]:
    for problem in problems:
        code = "menu-unknown-key" if problem.kind == "unknown" else "menu-invalid"
        message = f"'{problem.name}' {problem.message}."
        if problem.kind == "unknown":
            message = f"There is no key '{problem.path[-1]}' in the menu of a folder."
        elif not problem.path:
            message = "The menu of a folder must be a list of 'key: value' lines."
        place = in_file(path, problem.line, problem.column)
        yield diagnostic_at(code, place, message, problem.name, problem.help, problem.near)
