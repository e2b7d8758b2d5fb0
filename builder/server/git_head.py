"""Input: notices that another commit is checked out, by looking at the few files that git changes then."""

from __future__ import annotations

import os
from pathlib import Path

from builder.regular_file import read_file

FILES = ("HEAD", "logs/HEAD", "packed-refs", "shallow", "reftable/tables.list")
"""Files of a git folder, of which at least one changes with the commit that is checked out."""
MOST_BYTES = 4096
"""The most bytes to read of a file that names a reference or a folder."""


class GitHead:
    """The commit that a project is at. It runs no program: a look costs some calls of ``stat``."""

    def __init__(self, project: str) -> None:
        self._project = project
        self._seen = self._look()

    def has_moved(self) -> bool:
        """Whether another commit may be checked out since the last call."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> tuple[object, ...]:
        folder = _git_folder(self._project)
        if folder is None:
            return ()
        common = _common_folder(folder)
        reference = _text(folder / "HEAD").removeprefix("ref: ")
        names = [place / name for place in (folder, common) for name in FILES]
        if reference.startswith("refs/"):
            names += [folder / reference, common / reference]
        return (str(folder), *map(_state, names))


def _git_folder(project: str) -> Path | None:
    """The git folder of the work tree that holds a project; ``.git`` is a file in submodules and other work trees."""
    for folder in (Path(project), *Path(project).parents):
        place = folder / ".git"
        if place.is_dir():
            return place
        if place.is_file():
            return folder / _text(place).removeprefix("gitdir: ")
    return None


def _common_folder(folder: Path) -> Path:
    """The folder that all work trees of a repository share."""
    named = _text(folder / "commondir")
    return folder / named if named else folder


def _text(place: Path) -> str:
    try:
        return read_file(place).decode("utf-8", "replace").strip() if os.stat(place).st_size <= MOST_BYTES else ""
    except OSError:
        return ""


def _state(place: Path) -> tuple[int, int, int] | None:
    try:
        status = os.stat(place)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
