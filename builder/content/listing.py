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


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a folder."""

    name: str
    path: str
    """The path of the folder as given, with the name appended."""
    is_link: bool
    is_folder: bool
    """For a link, the target decides, as below."""
    is_file: bool
    status: os.stat_result | None
    """``None`` if it is not available."""
    error: OSError | None = None
    """The error, if the status is not available."""


class Listing:
    """Lists folders, each only once; use one for one load of a project."""

    def __init__(self) -> None:
        self._known: dict[str, list[Entry]] = {}

    def entries(self, folder: str) -> list[Entry]:
        """The entries of a folder, sorted by name. Raises OSError."""
        entries = self._known.get(folder)
        if entries is None:
            with os.scandir(folder) as found:
                entries = sorted(map(_entry, found), key=lambda entry: entry.name)
            self._known[folder] = entries
        return entries


def _entry(entry: os.DirEntry[str]) -> Entry:
    is_link = entry.is_symlink()
    try:
        is_folder, is_file = entry.is_dir(), entry.is_file()
        return Entry(
            name=entry.name, path=entry.path, is_link=is_link, is_folder=is_folder, is_file=is_file, status=entry.stat()
        )
    except OSError as error:
        return Entry(
            name=entry.name, path=entry.path, is_link=is_link, is_folder=False, is_file=False, status=None, error=error
        )
