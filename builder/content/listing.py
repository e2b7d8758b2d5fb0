"""Input: lists each folder once, with the sizes and times of its entries."""

from __future__ import annotations

import os

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


class Listing:
    """Lists folders, each only once; use one for one load of a project."""

    def __init__(self) -> None:
        self._known: dict[str, list[os.DirEntry[str]]] = {}

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        """The entries of a folder, sorted by name. Each reads its status once. Raises OSError."""
        entries = self._known.get(folder)
        if entries is None:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
            self._known[folder] = entries
        return entries
