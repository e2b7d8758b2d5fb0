"""The folders of a site with their modification times: they show whether a file was added, removed or replaced."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

_SETTLED_NS = 10_000_000_000
"""Folders get a time this long ago, so that every later change of their entries changes it."""


class FolderTimes(msgspec.Struct, frozen=True):
    """A site's folders as a build left them."""

    inode: int
    """The inode of the site's own folder."""
    times: Mapping[str, int]
    """The modification time of each folder, by path in the site; the site's own has the empty path."""


def folder_times(site: Path, files: Iterable[str]) -> FolderTimes:
    """The folders of a site with these files. Raises OSError."""
    return FolderTimes(os.lstat(site).st_ino, _settled(site, {"", *folders_of(files)}))


def times_after(before: FolderTimes, site: Path, changed: Collection[str]) -> FolderTimes:
    """The folders of a site in which these files were made, replaced or removed, and nothing else. Raises OSError."""
    touched = {"", *folders_of(changed)}
    there = {folder for folder in touched if os.path.isdir(f"{site}/{folder}")}
    times = {folder: time for folder, time in before.times.items() if folder not in touched}
    return FolderTimes(before.inode, {**times, **_settled(site, there)})


def _settled(site: Path, folders: Iterable[str]) -> dict[str, int]:
    """The times of the folders. A recent one is set back: another change of the folder could leave it the same."""
    past = time.time_ns() - _SETTLED_NS
    times = {}
    for folder in folders:
        place = f"{site}/{folder}"
        modified = os.lstat(place).st_mtime_ns
        if modified > past:
            os.utime(place, ns=(past, past))
            # The file system may keep whole seconds only.
            modified = os.lstat(place).st_mtime_ns
        times[folder] = modified
    return times


def are_as(site: Path, known: FolderTimes) -> bool:
    root = os.fspath(site)
    try:
        if os.lstat(root).st_ino != known.inode:
            return False
        return all(os.lstat(f"{root}/{path}").st_mtime_ns == time for path, time in known.times.items())
    except OSError:
        return False


def folders_of(paths: Iterable[str]) -> AbstractSet[str]:
    """Every folder above one of these files."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
