"""Input/output: a bounded store of verified values in one SQLite file.

What is damaged, of another format, or not to be opened is a miss, never an error: the build that
finds it makes the value again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

FORMAT = 3
"""Part of the file's name: another format is another file."""

CHECK_BYTES = 4
SECONDS_TO_WAIT = 30
"""For another process that writes."""

BATCH = 500
"""Keys a query; SQLite allows 999 and more."""

DEFAULT_LIMIT = 1 << 30
"""Bytes of values kept when the store is pruned."""

MOST_KEPT = 2 << 30
"""Bytes from which on the store prunes itself when it is closed."""

REFRESH_SECONDS = 86_400
"""A value's time of last use is not written more often than this."""


class Store(Protocol):
    """Values by key."""

    is_shared: bool
    """Whether other processes of this machine find what one of them has put in; then it can be sent to them."""

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values that are there and whole."""

    def present(self, keys: Iterable[str]) -> set[str]:
        """Which of the keys have a value; it is not verified."""

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        """Keep values; whether they are kept: a store that can't write keeps nothing."""

    def close(self) -> None:
        """Let go of the file."""


class NoStore:
    """Keeps values for this process only: a build without a cache."""

    is_shared = False

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: self._values[key] for key in keys if key in self._values}

    def present(self, keys: Iterable[str]) -> set[str]:
        return {key for key in keys if key in self._values}

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        self._values.update(values)
        return True

    def close(self) -> None:
        self._values.clear()


class StoreStatistics(msgspec.Struct, frozen=True):
    """What a store holds."""

    path: str
    entries: int
    size: int
    """Bytes of all values."""


class FileStore:
    """Values in ``<folder>/handrail-<format>.sqlite``; several processes may use it at once."""

    is_shared = True

    def __init__(self, folder: Path) -> None:
        """Raises OSError if there can be none."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"handrail-{FORMAT}.sqlite"
        self._connection = self._open()
        self._process = os.getpid()

    def __getstate__(self) -> Path:
        return self.path

    def __setstate__(self, path: Path) -> None:
        """Sent to another process, it is opened there when it is first used."""
        self.path = path
        self._process = 0

    @property
    def _database(self) -> sqlite3.Connection:
        """The connection of this process: a forked copy must not use the one that it was born with."""
        if self._process != os.getpid():
            self._connection = self._connect()
            self._process = os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError as error:
            # It may be well, and in use.
            raise OSError(f"{self.path}: {error}") from error
        except sqlite3.DatabaseError:
            # Not a database, or a damaged one: start afresh.
            self._remove()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            # Values come last: whoever asks for the rest need not pass over them.
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
            )
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def _begin_afresh(self, error: sqlite3.DatabaseError) -> None:
        """After damage that another use would meet again; who has the file open goes on with what is left of it."""
        damaged = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        if damaged and self._process == os.getpid():
            with contextlib.suppress(OSError, sqlite3.DatabaseError):
                self._connection.close()
                self._remove()
                self._connection = self._connect()

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        stale: list[str] = []
        before = int(time.time()) - REFRESH_SECONDS
        try:
            for batch in _batches(keys):
                marks = ",".join("?" * len(batch))
                query = f"SELECT key, used, value FROM entry WHERE key IN ({marks})"
                for key, used, value in self._database.execute(query, batch):
                    whole = _unseal(key, value)
                    if whole is not None:
                        found[key] = whole
                        if used < before:
                            stale.append(key)
            self._touch(stale)
        except sqlite3.DatabaseError as error:
            self._begin_afresh(error)
        return found

    def present(self, keys: Iterable[str]) -> set[str]:
        found: set[str] = set()
        try:
            for batch in _batches(keys):
                marks = ",".join("?" * len(batch))
                found.update(
                    key for (key,) in self._database.execute(f"SELECT key FROM entry WHERE key IN ({marks})", batch)
                )
        except sqlite3.DatabaseError as error:
            self._begin_afresh(error)
        return found

    def _touch(self, keys: list[str]) -> None:
        now = int(time.time())
        if keys:
            self._database.executemany("UPDATE entry SET used=? WHERE key=?", [(now, key) for key in keys])

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        if not values:
            return True
        now = int(time.time())
        rows = [(key, now, _seal(key, value)) for key, value in values.items()]
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
            self._database.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            with contextlib.suppress(sqlite3.DatabaseError):
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
            self._begin_afresh(error)
            return False
        return True

    def statistics(self) -> StoreStatistics:
        """How much is kept. Raises OSError if that can't be told."""
        query = "SELECT COUNT(*), COALESCE(SUM(LENGTH(value)), 0) FROM entry"
        with self._reported():
            count, size = self._connection.execute(query).fetchone()
        return StoreStatistics(os.fspath(self.path), count, size)

    def prune(self, limit: int = DEFAULT_LIMIT) -> int:
        """Drop the values longest unused until the rest takes at most ``limit`` bytes; the number dropped.

        Raises OSError if that can't be done.
        """
        with self._reported():
            dropped = self._drop(limit)
            if dropped:
                self._connection.execute("VACUUM")
        return dropped

    @contextlib.contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            self._begin_afresh(error)
            raise OSError(f"{self.path}: {error}") from error

    def _drop(self, limit: int) -> int:
        total = 0
        dropped: list[tuple[str]] = []
        for key, size in self._connection.execute("SELECT key, LENGTH(value) FROM entry ORDER BY used DESC, key"):
            total += size
            if total > limit:
                dropped.append((key,))
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("DELETE FROM entry WHERE key=?", dropped)
        self._connection.execute("COMMIT")
        return len(dropped)

    def close(self) -> None:
        """Let go of the file. One that has grown beyond all bounds loses a quarter; the room is used again."""
        with contextlib.suppress(sqlite3.DatabaseError):
            if self._process == os.getpid() and self._bytes_in_use() > MOST_KEPT:
                self._drop(MOST_KEPT * 3 // 4)
        self._connection.close()

    def _bytes_in_use(self) -> int:
        size, pages, free = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "page_count", "freelist_count")
        )
        return int(size * (pages - free))


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    everything = list(dict.fromkeys(keys))
    for start in range(0, len(everything), BATCH):
        yield everything[start : start + BATCH]


def _seal(key: str, value: bytes) -> bytes:
    return _check(key, value) + value


def _unseal(key: str, sealed: bytes) -> bytes | None:
    value = sealed[CHECK_BYTES:]
    return value if _check(key, value) == sealed[:CHECK_BYTES] else None


def _check(key: str, value: bytes) -> bytes:
    """What tells damage, a value under another's key too; nobody is kept out by it."""
    return zlib.crc32(value, zlib.crc32(key.encode("utf-8", "surrogatepass"))).to_bytes(CHECK_BYTES, "big")
