"""Values read from files, with the files' stamps, so that an unchanged file is not read again.

A file counts as unchanged if its size, its times to the nanosecond and its inode are the same, and these times are well
before the stamp was recorded: a file written twice in one tick of the clock has the same times. The time of the last
status change can't be set by programs, so it reveals an edit that keeps size and modification time.
"""

from __future__ import annotations

import time
from typing import Generic, Protocol, TypeVar

import msgspec

from builder.engine.decoding import decoded
from builder.engine.store import Store

V = TypeVar("V")

TICK_NS = 50_000_000
"""Coarser than the clock of any file system with fractional seconds."""

COARSE_TICK_NS = 2_100_000_000
"""The same for file systems with times in whole or every other second."""

_SECOND_NS = 1_000_000_000


def settled_ns(mtime_ns: int, ctime_ns: int) -> int:
    """The moment after which another change of a file with these times would change them."""
    whole = mtime_ns % _SECOND_NS == 0 and ctime_ns % _SECOND_NS == 0
    return max(mtime_ns, ctime_ns) + (COARSE_TICK_NS if whole else TICK_NS)


class Stamp(Protocol):
    """A file as listed in its folder."""

    @property
    def size(self) -> int: ...

    @property
    def mtime_ns(self) -> int: ...

    @property
    def ctime_ns(self) -> int: ...

    @property
    def inode(self) -> int: ...


class KnownFile(msgspec.Struct, Generic[V], frozen=True, kw_only=True):
    """A file as it was read."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    value: V


class KnownFiles(msgspec.Struct, Generic[V]):
    """The values of files by path, and the time at which they were recorded."""

    taken_ns: int = 0
    files: dict[str, KnownFile[V]] = msgspec.field(default_factory=dict)

    def find(self, path: str, stamp: Stamp) -> V | None:
        """The recorded value of a file, if the file is certainly unchanged."""
        noted = self.files.get(path)
        if noted is None or (noted.size, noted.mtime_ns, noted.ctime_ns, noted.inode) != (
            stamp.size,
            stamp.mtime_ns,
            stamp.ctime_ns,
            stamp.inode,
        ):
            return None
        return noted.value if settled_ns(stamp.mtime_ns, stamp.ctime_ns) < self.taken_ns else None


class FileStampCache(Generic[V]):
    """Keeps the stamps of one project in a store."""

    def __init__(self, store: Store, key: str, type: type[V]) -> None:
        self._store = store
        self._key = key
        self._decoder = msgspec.msgpack.Decoder(KnownFiles[type])  # type: ignore[valid-type]

    def load(self) -> KnownFiles[V]:
        """The stamps of the last build; none if they can't be read."""
        data = self._store.get_many([self._key]).get(self._key)
        if data is None:
            return KnownFiles()
        notes: KnownFiles[V] | None = decoded(self._decoder, data)
        return notes or KnownFiles()

    def save(self, files: dict[str, KnownFile[V]], taken_ns: int) -> None:
        """Replace the stamps; ``taken_ns`` is a moment before the first of the files was read."""
        self._store.put_many({self._key: msgspec.msgpack.encode(KnownFiles(taken_ns, files))})


def now_ns() -> int:
    """The current time, as file times count it."""
    return time.time_ns()
