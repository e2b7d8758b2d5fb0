"""Input: the places that hold a project's files, those behind symbolic links included, and the names of each there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from builder.content.discover import DEEPEST
from builder.content.inside import is_inside

MOST_LINKS = 10_000
"""Symbolic links that are followed; links to folders that hold links could multiply without end."""
MOST_STEPS = 40
"""The most symbolic links in a chain, as in the system's own limit."""


class WatchedInputs(msgspec.Struct, frozen=True):
    """The files that a site depends on."""

    folders: frozenset[str]
    """Folders at the top of the project that count with everything below them."""
    files: frozenset[str] = frozenset()
    """Single files, relative to the project."""
    shared: tuple[str, ...] = ()
    """Real paths of folders outside that links may lead into."""
    code: frozenset[str] = frozenset()
    """Files of code that pages show, relative to the project; only they count in their folders."""


class WatchPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The paths to watch, as real paths, with the names that the project uses for them."""

    project: str
    trees: tuple[str, ...]
    """Folders watched with everything below them; none is inside another."""
    folders: frozenset[str]
    """Folders of which only the direct entries matter."""
    files: frozenset[str]
    """Targets of links to files, and links on the way of other links."""
    names: Mapping[str, tuple[str, ...]]
    """The paths relative to the project that lead to a file, by its real path."""

    def names_of(self, path: str) -> Iterator[str]:
        """The paths, relative to the project, by which it sees this real path. Hidden files have none."""
        folder, _, name = path.rpartition(os.sep)
        if folder == self.project and not name.startswith("."):
            yield name
        below, place = "", path
        while place:
            for alias in self.names.get(place, ()):
                yield alias + below
            place, _, name = place.rpartition(os.sep)
            if name.startswith("."):
                return
            below = f"/{name}{below}"

    def holds_links_below(self, path: str) -> bool:
        """Whether a link, or the target of one, is at this path or below it."""
        return any(is_inside(place, (path,)) for place in self.names)


def watch_plan(project: str, inputs: WatchedInputs) -> WatchPlan:
    """Look at every folder that counts, and follow its links as a build does. ``project`` is a real path."""
    walk = _LinkWalk((project, *inputs.shared))
    for folder in sorted(inputs.folders):
        walk.follow(folder, os.path.join(project, folder), is_top=True)
    for file in sorted(inputs.files):
        if os.path.islink(os.path.join(project, file)):
            walk.follow(file, os.path.join(project, file))
    for file in sorted(inputs.code):
        walk.follow(file, os.path.join(project, file))
    trees = tuple(_outermost(walk.trees))
    beside = {os.path.dirname(place) for place in (*walk.trees, *walk.files)}
    return WatchPlan(
        project=project,
        trees=trees,
        folders=frozenset({project, *(folder for folder in beside if not is_inside(folder, trees))}),
        files=frozenset(walk.files),
        names={place: tuple(names) for place, names in walk.names.items()},
    )


class _LinkWalk:
    """One walk over the folders of a project; collects the places that its links lead to."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._roots = roots
        self._links = 0
        self.trees: set[str] = set()
        self.files: set[str] = set()
        self.names: dict[str, list[str]] = {}

    def follow(self, name: str, place: str, inside: tuple[str, ...] = (), *, is_top: bool = False) -> None:
        """Record one link, or a folder at the top of the project; ``inside`` are the real folders around."""
        real = os.path.realpath(place)
        self._links += not is_top
        if self._links > MOST_LINKS or not is_inside(real, self._roots):
            return
        for step in links_on_the_way(place):
            if step != place:
                self._note(step, name)
                self.files.add(step)
        self._note(real, name)
        if not os.path.isdir(real):
            # It may not be there yet.
            if not is_top:
                self.files.add(real)
        elif real not in inside and len(inside) < DEEPEST:
            self.trees.add(real)
            self._look_into(name, real, (*inside, real))

    def _look_into(self, name: str, place: str, inside: tuple[str, ...]) -> None:
        for entry in _entries(place):
            path = f"{name}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                self.follow(path, entry.path, inside)
            elif path.count("/") <= DEEPEST and _is_folder(entry):
                self._look_into(path, entry.path, inside)

    def _note(self, place: str, name: str) -> None:
        names = self.names.setdefault(place, [])
        if name not in names:
            names.append(name)


def links_on_the_way(path: str) -> list[str]:
    """Every symbolic link through which an absolute path leads, as the system follows them."""
    found: list[str] = []
    rest, here = path.split(os.sep)[::-1], ""
    while rest and len(found) < MOST_STEPS:
        part = rest.pop()
        if part == "..":
            here = here.rpartition(os.sep)[0]
        if part in ("", ".", ".."):
            continue
        place = f"{here}{os.sep}{part}"
        if not os.path.islink(place):
            here = place
            continue
        found.append(place)
        target = ""
        with suppress(OSError):
            target = os.readlink(place)
        here = "" if os.path.isabs(target) else here
        rest += target.split(os.sep)[::-1]
    return found


def _outermost(folders: Iterable[str]) -> Iterator[str]:
    kept: set[str] = set()
    for folder in sorted(folders):
        if not any(parent in kept for parent in map(os.fspath, Path(folder).parents)):
            kept.add(folder)
            yield folder


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []  # it may be gone again, and a build reports one that can't be listed


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
