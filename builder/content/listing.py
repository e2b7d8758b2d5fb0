"""Input: lists each folder once, with the sizes and times of its entries."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import msgspec


class FileStamp(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the listing of its folder."""

    path: str
    """Relative to the project, with ``/``."""
    size: int
    """In bytes."""
    mtime_ns: int
    ctime_ns: int
    """When the file or its status changed; no program can set it."""
    inode: int


class Entry(Protocol):
    """An entry of a folder, as ``os.scandir`` gives it."""

    @property
    def name(self) -> str: ...

    @property
    def path(self) -> str: ...

    def is_symlink(self) -> bool: ...

    def is_file(self) -> bool: ...

    def is_dir(self) -> bool: ...

    def stat(self) -> os.stat_result: ...


class EntryElsewhere(msgspec.Struct, frozen=True):
    """A regular file or a folder that is listed in one folder and is in another."""

    name: str
    path: str
    """The path at which it is listed."""
    place: str
    """Its real path."""
    is_folder: bool

    def is_symlink(self) -> bool:
        """Always false."""
        return False

    def is_file(self) -> bool:
        """Whether it is a file."""
        return not self.is_folder

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self.is_folder

    def stat(self) -> os.stat_result:
        """The status at its real path. Raises OSError."""
        return os.stat(self.place)


def listed_elsewhere(folder: str, place: str, paths: Iterable[str]) -> Mapping[str, Sequence[Entry]]:
    """Entries for these files below ``place``, and for their folders, as if they were in ``folder``, by folder."""
    found: dict[str, list[Entry]] = {}

    def add(path: str, *, is_folder: bool) -> None:
        parent, _, name = path.rpartition("/")
        known = found.get(f"{folder}/{parent}" if parent else folder)
        if known is None:
            known = found[f"{folder}/{parent}" if parent else folder] = []
            if parent:
                add(parent, is_folder=True)
        known.append(EntryElsewhere(name, f"{folder}/{path}", f"{place}/{path}", is_folder))

    for path in paths:
        add(path, is_folder=False)
    return found


_NOTHING: Mapping[str, Sequence[Entry]] = MappingProxyType({})


class Listing:
    """Lists folders, each only once; use one for one load of a project."""

    def __init__(self, elsewhere: Mapping[str, Sequence[Entry]] = _NOTHING) -> None:
        """``elsewhere`` are more entries, by the path of the folder, which need not exist."""
        self._known: dict[str, list[Entry]] = {}
        self._elsewhere = elsewhere

    def entries(self, folder: str) -> list[Entry]:
        """The entries of a folder, sorted by name. Each reads its status once. Raises OSError."""
        entries = self._known.get(folder)
        if entries is None:
            elsewhere = self._elsewhere.get(folder, ())
            by_name = {entry.name: entry for entry in elsewhere}
            if not elsewhere or os.path.isdir(folder):
                with os.scandir(folder) as found:
                    by_name.update((entry.name, entry) for entry in found)
            entries = [by_name[name] for name in sorted(by_name)]
            self._known[folder] = entries
        return entries
