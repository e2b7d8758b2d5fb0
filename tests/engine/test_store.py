"""The store returns values whole or not at all."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from builder.content.listing import FileStamp
from builder.diagnostics.outcome import Read
from builder.engine.file_stamps import FileStampCache, KnownFile, KnownFiles
from builder.engine.file_store import FileStore
from builder.engine.store import NoStore, Store
from builder.engine.traces import Memo, MemoStage, value_name


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    opened: Store = FileStore(tmp_path) if request.param == "file" else NoStore()
    yield opened
    opened.close()


def test_values_come_back(store: Store) -> None:
    store.put_many({f"k{i}": b"v%d" % i for i in range(1200)})
    found = store.get_many([*(f"k{i}" for i in range(1200)), "missing"])
    assert found == {f"k{i}": b"v%d" % i for i in range(1200)}
    assert store.present(["k1", "missing"]) == {"k1"}


def test_a_closed_store_still_has_its_values(store: Store) -> None:
    store.put_many({"k": b"v"})
    store.close()
    assert store.get_many(["k"]) == {"k": b"v"}


@pytest.mark.parametrize("value", ["X'00112233445566778899'", "(SELECT value FROM entry WHERE key = 'good')"])
def test_a_damaged_value_is_a_miss_and_so_is_another_key_s(tmp_path: Path, value: str) -> None:
    store = FileStore(tmp_path)
    store.put_many({"good": b"value", "bad": b"another"})
    with sqlite3.connect(store.path) as connection:
        connection.execute(f"UPDATE entry SET value = {value} WHERE key = 'bad'")
    connection.close()
    assert store.get_many(["good", "bad"]) == {"good": b"value"}
    store.close()


USES: list[Callable[[FileStore], object]] = [
    lambda store: store.get_many([f"k{i}" for i in range(400)]),
    lambda store: store.present([f"k{i}" for i in range(400)]),
    lambda store: store.put_many({f"k{i}": b"new" for i in range(400)}),
]


@pytest.mark.parametrize("use", USES)
def test_a_database_that_is_damaged_within_is_replaced(tmp_path: Path, use: Callable[[FileStore], object]) -> None:
    first = FileStore(tmp_path)
    first.put_many({f"k{i}": b"v" * 100 for i in range(400)})
    first.close()
    data = first.path.read_bytes()
    first.path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    store = FileStore(tmp_path)
    use(store)
    assert store.put_many({"k": b"v"})
    store.close()
    again = FileStore(tmp_path)
    assert again.get_many(["k"]) == {"k": b"v"}
    again.close()


def test_a_file_that_is_not_a_database_is_replaced(tmp_path: Path) -> None:
    first = FileStore(tmp_path)
    first.close()
    first.path.write_bytes(b"this is not a database, whatever its name says" * 100)
    store = FileStore(tmp_path)
    store.put_many({"k": b"v"})
    assert store.get_many(["k"]) == {"k": b"v"}
    store.close()


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    one, other = FileStore(tmp_path), FileStore(tmp_path)
    one.put_many({"a": b"1"})
    other.put_many({"b": b"2"})
    assert one.get_many(["a", "b"]) == other.get_many(["a", "b"]) == {"a": b"1", "b": b"2"}
    one.close()
    other.close()


def test_pruning_keeps_within_the_limit(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.put_many({f"k{i}": bytes(1000) for i in range(50)})
    assert store.prune(limit=20_500) > 0
    assert store.statistics().size <= 20_500
    store.close()


def test_what_was_asked_for_is_pruned_last(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.put_many({f"k{i}": bytes(1000) for i in range(4)})
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE entry SET used = 1000 + LENGTH(key)")
    connection.close()
    store.present(["k3"])
    store.get_many(["k2"])
    store.prune(limit=2_500)
    assert store.present([f"k{i}" for i in range(4)]) == {"k2", "k3"}
    store.close()


def test_a_store_that_has_grown_too_large_prunes_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engine.file_store.MOST_KEPT", 1_000_000)
    for round_number in range(12):
        store = FileStore(tmp_path)
        store.put_many({f"{round_number}/{i}": bytes(30_000) for i in range(10)})
        store.close()
        # Room that was freed is used again.
        assert store.path.stat().st_size < 1_500_000
    store = FileStore(tmp_path)
    assert 700_000 < store.statistics().size < 1_000_000
    store.close()


def test_a_result_is_used_again_only_if_its_reads_would_be_answered_alike(store: Store) -> None:
    stage: MemoStage[str] = MemoStage("test", "1", str)
    memo = Memo(store)
    for digest in ("one", "two"):
        data = msgspec.msgpack.encode(f"made with {digest}")
        store.put_many({value_name("key", data): data})
        memo.keep([("key", (Read("partial", "/x.md", digest),), value_name("key", data))])

    def fetch(answer: str) -> dict[str, str]:
        return memo.fetch(stage, ["key"], lambda read: answer)

    assert fetch("one") == {"key": "made with one"}
    assert fetch("two") == {"key": "made with two"}
    assert fetch("three") == {}


def test_a_value_of_another_shape_is_a_miss(store: Store) -> None:
    memo = Memo(store)
    for data in (msgspec.msgpack.encode("text"), _nested(50_000), b"\x81\xa1a" + _nested(900), b"", b"\xa1\xff"):
        store.put_many({value_name("key", data): data})
        memo.keep([("key", (), value_name("key", data))])
        assert memo.fetch(MemoStage("test", "1", int), ["key"], lambda read: "") == {}


def _nested(depth: int) -> bytes:
    """A list in a list in a list."""
    return b"\x91" * depth + b"\xc0"


def test_a_value_under_the_name_of_another_is_a_miss(store: Store) -> None:
    memo, data = Memo(store), msgspec.msgpack.encode("text")
    name = value_name("key", data)
    memo.keep([("key", (), name)])
    store.put_many({name: msgspec.msgpack.encode("another")})
    assert memo.fetch(MemoStage("test", "1", str), ["key"], lambda read: "") == {}
    store.put_many({name: data})
    assert memo.fetch(MemoStage("test", "1", str), ["key"], lambda read: "") == {"key": "text"}


def test_a_file_is_taken_for_unchanged_only_if_surely_so(store: Store) -> None:
    book = FileStampCache(store, "notes", str)
    book.save({"a": KnownFile(size=3, mtime_ns=1_001, ctime_ns=2_001, inode=7, value="digest")}, taken_ns=10**12)
    notes = book.load()
    stamp = FileStamp(path="a", size=3, mtime_ns=1_001, ctime_ns=2_001, inode=7)
    assert notes.find("a", stamp) == "digest"
    for other in ({"size": 4}, {"mtime_ns": 1_002}, {"ctime_ns": 2_002}, {"inode": 8}):
        assert notes.find("a", replace(stamp, **other)) is None
    assert KnownFiles(1_000, notes.files).find("a", stamp) is None


@pytest.mark.parametrize(
    ("mtime", "ctime", "seconds"),
    [(0.5, 0.25, 0.1), (3, 0.25, 0.1), (0.25, 3, 0.1), (3, 4, 2.2)],
    ids=["exact times", "the time of another disk", "a clock put back", "a disk that knows whole seconds"],
)
def test_a_file_is_not_trusted_until_a_tick_of_its_clock_is_over(mtime: float, ctime: float, seconds: float) -> None:
    stamp = FileStamp(path="a", size=3, mtime_ns=int(mtime * 10**9), ctime_ns=int(ctime * 10**9), inode=7)
    files = {"a": KnownFile(size=3, mtime_ns=stamp.mtime_ns, ctime_ns=stamp.ctime_ns, inode=7, value="digest")}
    newest = max(stamp.mtime_ns, stamp.ctime_ns)
    assert KnownFiles(newest + int(seconds * 10**9), files).find("a", stamp) == "digest"
    assert KnownFiles(newest + int(seconds * 10**9) // 3, files).find("a", stamp) is None


def test_a_store_that_is_sent_is_opened_where_it_arrives(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    sent = pickle.loads(pickle.dumps(store))
    assert sent.put_many({"k": b"v"})
    assert store.get_many(["k"]) == {"k": b"v"}
    sent.close()
    store.close()


def test_values_that_are_not_stored_are_reported(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store._connection.execute("PRAGMA max_page_count=8")
    assert not store.put_many({"k": bytes(100_000)})
    assert store.put_many({"k": b"v"})
    store.path.unlink()
    store.path.mkdir()
    sent = pickle.loads(pickle.dumps(store))
    assert not sent.put_many({"k": b"v"})
    assert sent.get_many(["k"]) == {}
    store.close()


def test_a_store_in_use_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engine.file_store.SECONDS_TO_WAIT", 0)
    FileStore(tmp_path).close()
    path = next(tmp_path.glob("*.sqlite"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("INSERT INTO entry VALUES ('k', 0, x'00')")
        with pytest.raises(OSError, match="locked"):
            FileStore(tmp_path)
    connection.close()
    assert path.exists()
