"""Reads files of code that pages show: below the project, or in the folders that it names for them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from builder.content.inside import OutsideError, may_be_shown, names_inside
from builder.content.source import decode_source, read_whole
from builder.diagnostics.suggest import nearest
from builder.digests import digest

MOST_BYTES = 1_000_000
"""A larger file is not shown: it is hardly written by hand."""

MOST_TAILS = 10
"""The number of ends of a path that are looked for in other folders."""


class CodeFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as pages can show it, or the reason why they can't."""

    text: str = ""
    problem: Literal["", "missing", "outside", "unreadable"] = ""
    reason: str = ""
    """For a file that can't be read."""
    suggestions: tuple[str, ...] = ()
    """Paths that may be meant by that of a missing file."""

    @property
    def digest(self) -> str:
        """The digest of all that a page can learn from it."""
        return digest(self.text, self.problem, self.reason, *self.suggestions)


ReadCode = Callable[[str], CodeFile]
"""Reads the file that a page names."""


class CodeNotHereError(Exception):
    """A process without the project's files was asked for one."""


def not_here(name: str) -> CodeFile:
    """Used where the project's files can't be read. Raises CodeNotHereError."""
    raise CodeNotHereError(name)


class CodeFiles:
    """Reads each file once. Paths begin at the project's folder: ``../examples/login.py``."""

    def __init__(self, project: Path, roots: Sequence[str] = (), folders: Sequence[str] = ()) -> None:
        """``roots`` are the real paths of allowed folders outside the project, ``folders`` their names."""
        self._project = project
        self._roots = roots
        self._folders = folders
        self._known: dict[str, CodeFile] = {}

    def __call__(self, name: str) -> CodeFile:
        """The file of that name."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._read(name)
        return known

    def _read(self, name: str) -> CodeFile:
        path = path_of(name)
        if not path:
            return CodeFile(problem="missing")
        if _is_hidden(path) or not may_be_shown(self._project, path, self._roots):
            return CodeFile(problem="outside", suggestions=tuple(self._elsewhere(path))[:1])
        try:
            data = read_whole(self._project, path, self._roots)
        except OutsideError:
            return CodeFile(problem="outside")
        except (FileNotFoundError, NotADirectoryError):
            return CodeFile(problem="missing", suggestions=self._near(path))
        except OSError as error:
            return CodeFile(problem="unreadable", reason=f"{error.strerror}")
        if len(data) > MOST_BYTES:
            return CodeFile(problem="unreadable", reason=f"it is larger than {MOST_BYTES // 1_000_000} MB")
        source = decode_source(path, data).value
        if source is None:
            return CodeFile(problem="unreadable", reason="it is not a text in UTF-8")
        return CodeFile(text=source.text)

    def _near(self, path: str) -> tuple[str, ...]:
        """Files of the same name in other folders; else names of the same folder that are similar."""
        found = tuple(dict.fromkeys(each for each in self._elsewhere(path) if each != path))
        if found:
            return found
        folder, name = posixpath.split(path)
        near = nearest(name, names_inside(self._project, folder, self._roots))
        return tuple(posixpath.join(folder, each) for each in near)

    def _elsewhere(self, path: str) -> Iterator[str]:
        parts = [part for part in path.split("/") if part != ".."]
        for start in range(min(len(parts), MOST_TAILS)):
            tail = "/".join(parts[start:])
            for folder in ("", *self._folders):
                there = posixpath.normpath(posixpath.join(folder, tail))
                parent, name = posixpath.split(there)
                if name in names_inside(self._project, parent, self._roots):
                    yield there


def path_of(name: str) -> str:
    """The path that a page writes, from the project's folder: without ``./``, and without a slash at its beginning."""
    return posixpath.normpath(name.lstrip("/")) if name.strip("/ ") else ""


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in path.split("/"))
