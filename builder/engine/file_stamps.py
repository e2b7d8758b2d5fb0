"""What files held when they were last read, so that an unchanged file is not read again.

Times may only save a read: a file is taken for unchanged if its size, its time to the nanosecond
and its inode are as they were, and that time lies well before the moment the note was taken (one
written in the same tick of the clock could have changed since without a new time).
"""

from __future__ import annotations

import time
from typing import Generic, TypeVar

import msgspec

from builder.engine.store import Store

V = TypeVar("V")

TICK_NS = 50_000_000
"""Coarser than the clock of any file system with times below a second."""


class KnownFile(msgspec.Struct, Generic[V], frozen=True):
    """One file as it was read."""

    size: int
    mtime_ns: int
    inode: int
    value: V


class KnownFiles(msgspec.Struct, Generic[V]):
    """What was noted of files, by path, and when."""

    taken_ns: int = 0
    files: dict[str, KnownFile[V]] = msgspec.field(default_factory=dict)

    def find(self, path: str, size: int, mtime_ns: int, inode: int) -> V | None:
        """What the file held, if it is surely unchanged."""
        noted = self.files.get(path)
        if noted is None or (noted.size, noted.mtime_ns, noted.inode) != (size, mtime_ns, inode):
            return None
        return noted.value if mtime_ns < self.taken_ns - TICK_NS else None


class FileStampCache(Generic[V]):
    """Keeps the notes of one project in a store."""

    def __init__(self, store: Store, key: str, type: type[V]) -> None:
        self._store = store
        self._key = key
        self._decoder = msgspec.msgpack.Decoder(KnownFiles[type])  # type: ignore[valid-type]

    def load(self) -> KnownFiles[V]:
        """The notes of the last build; none if there are none that can be read."""
        data = self._store.get_many([self._key]).get(self._key)
        if data is None:
            return KnownFiles()
        try:
            notes: KnownFiles[V] = self._decoder.decode(data)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return KnownFiles()
        return notes

    def save(self, files: dict[str, KnownFile[V]], taken_ns: int) -> None:
        """Replace the notes; ``taken_ns`` is a moment before the first of the files was read."""
        self._store.put_many({self._key: msgspec.msgpack.encode(KnownFiles(taken_ns, files))})


def now_ns() -> int:
    """The present moment, as file times count it."""
    return time.time_ns()
