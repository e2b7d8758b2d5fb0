"""The folders of the themes: the one that ships with the program, and the project's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from builder.content.unread import printable
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest

FOLDER = "theme"
FOLDERS = ("tags", "templates", "static", "messages")
ICON_SHEET = "icons.svg"
SCHEMA_FILE = "schema.yml"

_OF_PEOPLE = (".md", ".txt", ".rst")
"""Endings of notes to people, which a theme may have."""

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_theme() -> Path:
    """The theme that ships: next to the package in a checkout, inside it after installation."""
    installed = _PACKAGE / "_theme"
    return installed if installed.is_dir() else _PACKAGE.parent / "theme"


def themes_of(project: Path) -> tuple[Path, ...]:
    """The theme folders of a project, the shipped one first; a later one overrides file by file."""
    own = project / FOLDER
    shipped = shipped_theme()
    if own.is_dir() and own.resolve() != shipped.resolve():
        return (shipped, own)
    return (shipped,)


def theme_problems(project: Path) -> Iterator[Diagnostic]:
    """Reports a theme that is not a folder, and files of a theme in places where Handrail reads none."""
    own = project / FOLDER
    if not os.path.lexists(own):
        return
    if not own.is_dir():
        yield _unused(FOLDER, "'theme' is not a folder, so the project has no theme of its own")
        return
    if own.resolve() == shipped_theme().resolve():
        return
    for entry in _entries(own):
        if entry.name in (FOLDERS if _is_folder(entry) else (ICON_SHEET, SCHEMA_FILE)) or _is_of_people(entry.name):
            continue
        if entry.name in FOLDERS:
            yield _unused(f"{FOLDER}/{entry.name}", f"'{FOLDER}/{entry.name}' is not a folder, so it is not read")
            continue
        yield _unused(f"{FOLDER}/{entry.name}", f"'{FOLDER}/{printable(entry.name)}' is not read", entry.name)
    yield from _other_files(own / "tags")
    yield from _other_files(own / "templates")
    yield from _other_files(own / "messages", ".yml")


def _other_files(folder: Path, suffix: str = ".html") -> Iterator[Diagnostic]:
    for entry in _entries(folder):
        is_folder = _is_folder(entry)
        if (is_folder and folder.name == "templates") or (entry.name.endswith(suffix) and not is_folder):
            continue
        if not _is_of_people(entry.name):
            path = printable(f"{FOLDER}/{folder.name}/{entry.name}")
            yield _unused(
                path, f"'{path}' is not read: Handrail reads only files that end in {suffix}, directly in this folder"
            )


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # Links in a ring.
        return False


def _is_of_people(name: str) -> bool:
    """Whether a file is a note to people, as README and LICENSE are, or an editor's or the system's own."""
    return name.startswith(".") or name.endswith("~") or name.lower().endswith(_OF_PEOPLE) or name.isupper()


def _unused(path: str, said: str, name: str = "") -> Diagnostic:
    path = printable(path)
    near = nearest(name, (*FOLDERS, ICON_SHEET, SCHEMA_FILE)) if name else ()
    hint = f"Did you mean '{FOLDER}/{near[0]}'?" if near else ""
    return diagnostic_at("theme-file-unused", in_file(path), said + ".", path, hint, near)
