"""Input: finds changed files by looking at all of them, where no event reports them."""

from __future__ import annotations

import os
import time
from contextlib import suppress

import msgspec

from builder.content.inside import is_inside
from builder.engine.file_stamps import COARSE_TICK_NS
from builder.server.watch_plan import WatchPlan

_SECOND_NS = 1_000_000_000


class _Stamp(msgspec.Struct, frozen=True):
    """A file or a link, as its folder lists it."""

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int

    def has_same_text(self, other: _Stamp) -> bool:
        """Whether only the status differs, as after ``chmod`` or a new hard link."""
        return (self.size, self.mtime_ns, self.inode) == (other.size, other.mtime_ns, other.inode)


class ScanResult(msgspec.Struct, frozen=True):
    """The difference between two looks at the files."""

    changed: frozenset[str] = frozenset()
    """Real paths."""
    missed: frozenset[str] = frozenset()
    """Changed files that the system should have reported."""


class FileScan:
    """Remembers size and times of files, and finds those that differ at the next look."""

    def __init__(self) -> None:
        self._stamps: dict[str, _Stamp] | None = None
        self._again: dict[str, float] = {}
        """Files of a file system that counts whole seconds, and when to report them once more."""

    def note(self, path: str) -> None:
        """Take a file as it is now: its change has been reported."""
        if self._stamps is None:
            return
        try:
            self._stamps[path] = _stamp(os.lstat(path))
        except OSError:
            self._stamps.pop(path, None)

    def include(self, before: WatchPlan, now: WatchPlan) -> None:
        """Take the files of folders that a plan has and the one before had not, as they are."""
        added = tuple(tree for tree in now.trees if not is_inside(tree, before.trees))
        if self._stamps is not None and added:
            found = _stamps(now)
            self._stamps.update((path, stamp) for path, stamp in found.items() if is_inside(path, added))

    def look(self, plan: WatchPlan) -> ScanResult:
        """The files that changed since the last look; none at the first."""
        before, now = self._stamps, _stamps(plan)
        self._stamps = now
        if before is None:
            return ScanResult()
        differing = [path for path in {*before, *now} if before.get(path) != now.get(path)]
        missed = [path for path in differing if _is_other_text(before.get(path), now.get(path))]
        return ScanResult(frozenset((*differing, *self._due(differing, now))), frozenset(missed))

    def _due(self, differing: list[str], now: dict[str, _Stamp]) -> list[str]:
        """A second write in the same second leaves the same stamp: such a file is reported again after it."""
        moment = time.monotonic()
        due = [path for path, at in self._again.items() if at <= moment]
        for path in due:
            del self._again[path]
        for path in differing:
            stamp = now.get(path)
            if stamp is not None and stamp.mtime_ns % _SECOND_NS == 0:
                self._again[path] = moment + COARSE_TICK_NS / _SECOND_NS
        return due


def _is_other_text(before: _Stamp | None, now: _Stamp | None) -> bool:
    return before is None or now is None or not before.has_same_text(now)


def _stamps(plan: WatchPlan) -> dict[str, _Stamp]:
    found: dict[str, _Stamp] = {}
    top: list[str] = []
    _list(plan.project, found, top)
    for folder in top:
        # A folder that counts may come later, or be exchanged for another.
        with suppress(OSError):
            found[folder] = _Stamp(0, 0, os.lstat(folder).st_ino, 0)
    waiting = list(plan.trees)
    while waiting:
        _list(waiting.pop(), found, waiting)
        # An edit goes before a look at the rest.
        time.sleep(0)
    for file in plan.files:
        with suppress(OSError):
            found[file] = _stamp(os.lstat(file))
    return found


def _list(folder: str, found: dict[str, _Stamp], folders: list[str]) -> None:
    """Add the files of a folder to ``found``, and its folders to ``folders``."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    found[entry.path] = _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> _Stamp:
    return _Stamp(status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)
