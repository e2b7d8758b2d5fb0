"""Input: the files of the source site. Reads nothing outside its folder, and writes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from builder.content.paths import normalise
from builder.content.source import decode_source
from builder.content.yaml_reader import read_yaml

SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "bower_components"})
"""Folders without source files of a site; those that begin with a dot are skipped as well."""

LARGEST_TEXT = 4_000_000
MOST_FILES = 200_000


class SourceFiles:
    """The files below one folder. Links that lead out of it are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self.paths = tuple(sorted(_paths(self._root)))
        """Relative to the root, with ``/``."""
        self._known = frozenset(self.paths)
        self._texts: dict[str, str | None] = {}
        self._folded: dict[str, str] | None = None

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._known

    def any_case(self, path: str) -> str:
        """The file of that name, in upper or lower case; empty if there is none."""
        if path in self._known:
            return path
        if self._folded is None:
            self._folded = {each.casefold(): each for each in reversed(self.paths)}
        return self._folded.get(path.casefold(), "")

    def below(self, folder: str) -> tuple[str, ...]:
        """The files below a folder, sorted; every file for an empty name."""
        clean = normalise(folder) or ""
        return tuple(path for path in self.paths if not clean or path.startswith(clean + "/"))

    def first(self, *paths: str) -> str:
        """The first of these that is there; empty if none is."""
        return next((path for path in paths if path in self._known), "")

    def text(self, path: str) -> str | None:
        """A file's text; ``None`` if it is missing, not UTF-8, or far too large."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def _read(self, path: str) -> str | None:
        if path not in self._known:
            return None
        try:
            place = os.path.join(self._root, path)
            if os.path.getsize(place) > LARGEST_TEXT:
                return None
            source = decode_source(path, Path(place).read_bytes()).value
        except OSError:
            return None
        return source.text if source is not None else None

    def json(self, path: str) -> Any:
        """A JSON file as data; ``None`` if it can't be read."""
        text = self.text(path)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return None

    def yaml(self, path: str) -> Any:
        """A YAML file as data; ``None`` if it can't be read."""
        text = self.text(path)
        return read_yaml(text).value if text is not None else None

    def place(self, path: str) -> Path:
        """Where a file is on this machine."""
        return Path(self._root, path)


def _paths(root: str) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        below = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        folders[:] = sorted(
            name for name in folders if name not in SKIPPED and (not name.startswith(".") or name == ".gitbook")
        )
        for name in files:
            place = os.path.join(folder, name)
            if os.path.islink(place) and not _inside(root, place):
                continue
            if os.path.isfile(place):
                found.append(prefix + name)
        if len(found) > MOST_FILES:
            break
    return found


def _inside(root: str, place: str) -> bool:
    target = os.path.realpath(place)
    return target == root or target.startswith(root + os.sep)


class SplitPage(msgspec.Struct, frozen=True):
    """A page's front matter and body."""

    front: dict[str, Any]
    body: str
    body_line: int
    problem: str = ""
    """The problem of the front matter."""


def split_list(text: str) -> Any:
    """The front matter of a file that has nothing else, where it is a list."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((index for index in range(1, len(lines)) if lines[index].rstrip() == "---"), len(lines))
    value = read_yaml("\n".join(lines[1:end])).value
    return value if isinstance(value, list) else None


def split_page(text: str) -> SplitPage:
    """Front matter and body of a file."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return SplitPage({}, text, 1)
    end = next((index for index in range(1, len(lines)) if lines[index].rstrip() == "---"), -1)
    if end < 0:
        return SplitPage({}, text, 1)
    document = read_yaml("\n".join(lines[1:end]))
    problem = document.problems[0].message if document.problems else ""
    front = document.value if isinstance(document.value, dict) else {}
    return SplitPage(front, "\n".join(lines[end + 1 :]), end + 2, problem)
