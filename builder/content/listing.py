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
    def path(self) -> str:
        """Where it is, or is listed."""
        ...

    def is_symlink(self) -> bool: ...

    def is_file(self) -> bool: ...

    def is_dir(self) -> bool: ...

    def stat(self) -> os.stat_result: ...


class FolderElsewhere(msgspec.Struct, frozen=True):
    """A folder that is listed in one folder and is in another."""

    name: str
    path: str
    """The path at which it is listed."""
    place: str
    """Its real path."""

    def is_symlink(self) -> bool:
        """Always false."""
        return False

    def is_file(self) -> bool:
        """Always false."""
        return False

    def is_dir(self) -> bool:
        """Always true."""
        return True

    def stat(self) -> os.stat_result:
        """The status at its real path. Raises OSError."""
        return os.stat(self.place)


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

    def elsewhere(self, place: str, paths: Iterable[str], folder: str) -> Listing:
        """Lists ``folder`` with these files below ``place``, which this one lists, and with their folders."""
        found: dict[str, list[Entry]] = {}
        known: dict[str, dict[str, Entry]] = {}
        # The folders below the present one are listed without it.
        top = "" if place == os.curdir else f"{place}/"

        def below(parent: str) -> list[Entry]:
            listed = found.get(parent)
            if listed is None:
                listed = found[parent] = []
                known[parent] = {entry.name: entry for entry in self.entries(f"{top}{parent}" if parent else place)}
                if parent:
                    above, _, name = parent.rpartition("/")
                    below(above).append(FolderElsewhere(name, f"{folder}/{parent}", f"{top}{parent}"))
            return listed

        for path in paths:
            parent, _, name = path.rpartition("/")
            listed = below(parent)
            if name in known[parent]:
                listed.append(known[parent][name])
        return Listing({f"{folder}/{parent}".rstrip("/"): entries for parent, entries in found.items()})
