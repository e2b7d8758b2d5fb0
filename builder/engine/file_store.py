"""Input/output: a bounded store of verified values in one SQLite file.

Damaged values and values of another shape are misses, never errors: the build makes them again. A damaged file is
replaced. If another process locks the file, a build waits a while and then continues without it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder.engine.store import StoreStatistics

T = TypeVar("T")

FORMAT = 3
"""Part of the file's name: another format has another file."""

CHECK_BYTES = 4
SECONDS_TO_WAIT = 10.0
"""Seconds to wait for another process that locks the file; after that, the store is not used."""

SECONDS_OF_SILENCE = 1.0
"""Seconds to wait before a message is shown: workers of one build wait for each other all the time."""

_SECONDS_BETWEEN = 0.05
_SUFFIXES = ("", "-wal", "-shm")
"""Suffixes of the files of an SQLite database."""

BATCH = 500
"""Keys per query; SQLite allows at least 999."""

DEFAULT_LIMIT = 1 << 30
"""The most bytes of values that remain when the store is pruned."""

MOST_KEPT = 2 << 30
"""The size in bytes from which the store prunes itself when it is closed."""

REFRESH_SECONDS = 86_400
"""A value's time of last use is not updated more often than this."""

_SOUND = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_INTERRUPT),
    }
)
"""Errors that don't mean that the file is damaged; all others do."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})

_IN_USE = "Another program is using the cache '%s'. Waiting for it for up to %d s."
_LOG = logging.getLogger("handrail.cache")


def is_kept(folder: Path) -> bool:
    """Whether a folder contains a store."""
    return os.path.lexists(_file(folder))


def discard(folder: Path) -> None:
    """Remove the store in a folder. Raises OSError."""
    for suffix in _SUFFIXES:
        Path(f"{_file(folder)}{suffix}").unlink(missing_ok=True)


def _file(folder: Path) -> Path:
    return folder / f"handrail-{FORMAT}.sqlite"


class FileStore:
    """Values in ``<folder>/handrail-<format>.sqlite``; several processes may use it at once."""

    is_shared = True

    def __init__(self, folder: Path) -> None:
        """Raises OSError if the store can't be created."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = _file(folder)
        self._begin()
        self._connection = self._open()
        self._process = os.getpid()

    def _begin(self) -> None:
        self._waiting_since = 0.0
        """The time since which another process locks the file; 0 if none does."""
        self._is_reported = False
        self._has_given_up = False
        self._is_closed = False

    def __getstate__(self) -> Path:
        return self.path

    def __setstate__(self, path: Path) -> None:
        """If sent to another process, it is opened there on first use."""
        self.path = path
        self._process = 0
        self._begin()

    @property
    def _database(self) -> sqlite3.Connection:
        """The connection of this process: a forked copy must not use its parent's."""
        if self._process != os.getpid():
            self._connection = self._connect()
            self._process = os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        while True:
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                if _is_busy(error) and self._may_wait():
                    continue
                if not self._is_damage(error):
                    raise OSError(f"{self.path}: {error}") from error
                # Not a database, or a damaged one: start again.
                discard(self.path.parent)
                return self._connect()

    def _connect(self) -> sqlite3.Connection:
        with contextlib.suppress(OSError):
            # Someone may have removed it during the build.
            self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=0.1, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            # Values are in the last column, so that queries for other columns need not read them.
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
            )
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _use(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """The result of the work with the database; ``otherwise`` if it can't be used."""
        try:
            return self._tried(work, otherwise)
        finally:
            if self._is_closed:
                self._disconnect()

    def _tried(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        while not self._has_given_up:
            try:
                done = work(self._database)
            except sqlite3.DatabaseError as error:
                self._roll_back()
                if _is_busy(error) and self._may_wait():
                    continue
                self._begin_afresh(error)
                return otherwise
            self._waiting_since = 0.0
            return done
        return otherwise

    def _may_wait(self) -> bool:
        """Wait a moment for a process that locks the file; false if that took too long."""
        now = time.monotonic()
        self._waiting_since = self._waiting_since or now
        waited = now - self._waiting_since
        if waited > SECONDS_OF_SILENCE and not self._is_reported:
            self._is_reported = True
            _LOG.warning(_IN_USE, self.path, SECONDS_TO_WAIT)
        if waited < SECONDS_TO_WAIT:
            time.sleep(_SECONDS_BETWEEN)
            return True
        if not self._has_given_up:
            self._has_given_up = True
            _LOG.warning("The cache is still in use. Continuing without it.")
        return False

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._process == os.getpid() and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _is_damage(self, error: sqlite3.DatabaseError) -> bool:
        """Whether the error would occur again until the file is replaced."""
        if isinstance(error, sqlite3.ProgrammingError):
            return False
        code = _code(error)
        if code == sqlite3.SQLITE_READONLY:
            # A damaged header reports the file as read-only.
            return os.access(self.path, os.W_OK)
        return code not in _SOUND

    def _begin_afresh(self, error: sqlite3.DatabaseError) -> None:
        """Replace a damaged file. A process that has it open continues with the old one."""
        if not self._is_damage(error) or self._process != os.getpid():
            return
        with contextlib.suppress(OSError, sqlite3.DatabaseError):
            self._connection.close()
            discard(self.path.parent)
            self._connection = self._connect()

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        stale: list[str] = []
        before = int(time.time()) - REFRESH_SECONDS

        def get(batch: list[str], database: sqlite3.Connection) -> None:
            marks = ",".join("?" * len(batch))
            query = f"SELECT key, used, value FROM entry WHERE key IN ({marks})"
            for key, used, value in database.execute(query, batch):
                whole = _unseal(key, value) if isinstance(value, bytes) else None
                if whole is not None:
                    found[key] = whole
                    if not isinstance(used, int) or used < before:
                        stale.append(key)

        for batch in _batches(keys):
            self._use(partial(get, batch), None)
        if stale:
            self._use(partial(_touch, stale), None)
        return found

    def present(self, keys: Iterable[str]) -> set[str]:
        found: dict[str, int] = {}
        nothing: list[tuple[str, int]] = []
        for batch in _batches(keys):
            found.update(self._use(partial(_uses, batch), nothing))
        before = int(time.time()) - REFRESH_SECONDS
        stale = [key for key, used in found.items() if used < before]
        if stale:
            self._use(partial(_touch, stale), None)
        return set(found)

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        if not values:
            return True
        now = int(time.time())
        rows = [(key, now, _seal(key, value)) for key, value in values.items()]

        def put(database: sqlite3.Connection) -> bool:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
            if any(len(_uses(batch, database)) < len(batch) for batch in _batches(values)):
                raise sqlite3.DatabaseError("the index is damaged: what was put in is not found again")
            database.execute("COMMIT")
            return True

        return self._use(put, False)

    def statistics(self) -> StoreStatistics:
        """The number and size of the entries. Raises OSError if they can't be read."""
        query = "SELECT COUNT(*), COALESCE(SUM(LENGTH(value)), 0) FROM entry"
        with self._reported():
            count, size = self._connection.execute(query).fetchone()
        return StoreStatistics(os.fspath(self.path), count, size)

    def prune(self, limit: int = DEFAULT_LIMIT) -> int:
        """Delete the entries not used for longest until the rest takes at most ``limit`` bytes; returns the number
        deleted.

        Raises OSError if that fails.
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
        """Close the file. If it has grown above the limit, a quarter is deleted first; its space is reused.

        A store that is used afterwards is opened for that use alone.
        """
        with contextlib.suppress(sqlite3.DatabaseError):
            if self._process == os.getpid() and self._bytes_in_use() > MOST_KEPT:
                self._drop(MOST_KEPT * 3 // 4)
        self._is_closed = True
        self._disconnect()

    def _disconnect(self) -> None:
        if self._process == os.getpid():
            self._connection.close()
            self._process = 0

    def _bytes_in_use(self) -> int:
        size, pages, free = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "page_count", "freelist_count")
        )
        return int(size * (pages - free))


def _code(error: sqlite3.DatabaseError) -> int:
    """The primary error code of SQLite; for an error that Python found in the file, the code of damage."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return _code(error) in _BUSY


def _uses(batch: list[str], database: sqlite3.Connection) -> list[tuple[str, int]]:
    """The keys of values, with the times of their last use."""
    marks = ",".join("?" * len(batch))
    found = database.execute(f"SELECT key, used FROM entry WHERE key IN ({marks})", batch)
    return [(key, used if isinstance(used, int) else 0) for key, used in found]


def _touch(keys: list[str], database: sqlite3.Connection) -> None:
    now = int(time.time())
    database.executemany("UPDATE entry SET used=? WHERE key=?", [(now, key) for key in keys])


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
    """A checksum that detects damage, and values under a wrong key; it does not protect against attackers."""
    return zlib.crc32(value, zlib.crc32(key.encode("utf-8", "surrogatepass"))).to_bytes(CHECK_BYTES, "big")
