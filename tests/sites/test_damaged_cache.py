"""With any damage of the cache, the site is that of a clean build, and the cache is repaired."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from driver import Site, image

from builder import pipeline
from builder.engine import file_store
from builder.engine.file_store import FileStore
from builder.project.open_project import CACHE_FOLDER

GUIDE = """---
title: Guide
---

## Step 1: Open

- Click **Save** in [the page](/a).

## Step 2: Close

- Check it.
"""
FILES: Mapping[str, str | bytes] = {
    "content/index.md": "---\ntitle: Home\n---\n\n# Home\n\n[A](/a) ![An image](/images/a.png)\n",
    "content/a.md": "---\ntitle: A\n---\n\nText.\n\n## Part\n\nMore.\n",
    "content/guide.md": GUIDE,
    "content/images/a.png": image(),
}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    return site().write(FILES).build().exits(0)


def database(project: Site) -> Path:
    return next((project.root / CACHE_FOLDER).glob("*.sqlite"))


def healed(project: Site, expected: Mapping[str, bytes]) -> None:
    """Two builds after the damage, the second with nothing to do; an edit is built too."""
    project.build().exits(0)
    assert project.published() == expected
    project.build().exits(0).says("0 files written")
    project.edit("content/a.md", "More.", "Much more.").build().exits(0)
    assert "Much more." in project.page("a/index.html")
    project.edit("content/a.md", "Much more.", "More.").build().exits(0)
    assert project.published() == expected
    assert len(keys(project)) > 3


def keys(project: Site) -> list[str]:
    connection = sqlite3.connect(database(project))
    # An entry with a damaged key is never found, and is removed when the cache is pruned.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        return [key for (key,) in connection.execute("SELECT key FROM entry ORDER BY key")]
    finally:
        connection.close()


FLIPS = int(os.environ.get("HANDRAIL_FLIPS") or 24)
FLIPS_SEED = int(os.environ.get("HANDRAIL_FLIPS_SEED") or random.SystemRandom().randrange(10**9))


@pytest.mark.parametrize("number", range(FLIPS))
def test_a_byte_that_flipped(project: Site, number: int) -> None:
    """At a new place each time, which ``HANDRAIL_FLIPS_SEED`` repeats; ``HANDRAIL_FLIPS=200`` flips 200 bytes."""
    dice = random.Random(f"{FLIPS_SEED} {number}")
    expected, path = project.published(), database(project)
    data = bytearray(path.read_bytes())
    # The first pages have the index of all others.
    at = dice.randrange((100, 12_000, len(data))[number % 3] if len(data) > 12_000 else len(data))
    data[at] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    try:
        healed(project, expected)
    except AssertionError as error:
        error.add_note(f"HANDRAIL_FLIPS_SEED={FLIPS_SEED}, byte {at}")
        raise


HOSTILE: Mapping[str, bytes] = {
    "nested": b"\x91" * 100_000 + b"\xc0",
    "a nested map": b"\x81\xa1a" * 100_000 + b"\xc0",
    "a number": msgspec.msgpack.encode(7),
    "a list": msgspec.msgpack.encode(["a"] * 30),
    "a map": msgspec.msgpack.encode({"inputs": 1, "pages": {"a": 1}, "files": {"a": "b"}}),
    "nothing": b"",
    "half a value": b"\xdd\xff\xff\xff\xff",
    "no text": b"\xa2\xff\xfe",
    "a large number": b"\xcf" + b"\xff" * 8,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_values_of_another_shape_that_are_sealed_well(project: Site, name: str) -> None:
    expected = project.published()
    store = FileStore(project.root / CACHE_FOLDER)
    store.put_many(dict.fromkeys(keys(project), HOSTILE[name]))
    store.close()
    healed(project, expected)


@pytest.mark.parametrize("change", ["used='soon'", "used=NULL", "value='text'", "value=7", "value=zeroblob(9)"])
def test_rows_of_other_types(project: Site, change: str) -> None:
    expected = project.published()
    connection = sqlite3.connect(database(project))
    connection.executescript(
        "CREATE TABLE other (key TEXT PRIMARY KEY, used, value); INSERT INTO other SELECT * FROM entry;"
        f"DROP TABLE entry; ALTER TABLE other RENAME TO entry; UPDATE entry SET {change};"
    )
    connection.close()
    healed(project, expected)


@pytest.mark.parametrize("statement", ["DROP TABLE entry", "ALTER TABLE entry RENAME COLUMN value TO worth"])
def test_another_schema(project: Site, statement: str) -> None:
    expected = project.published()
    connection = sqlite3.connect(database(project))
    connection.execute(statement)
    connection.close()
    healed(project, expected)


REMOVALS: Mapping[str, Callable[[Path], object]] = {
    "removed": lambda project: shutil.rmtree(project / ".handrail"),
    "emptied": lambda project: [path.unlink() for path in (project / CACHE_FOLDER).iterdir()],
    "pruned": lambda project: FileStore(project / CACHE_FOLDER).prune(0),
}


@pytest.mark.parametrize("name", REMOVALS)
@pytest.mark.parametrize("moment", ["load", "publish"])
def test_removed_during_the_build(project: Site, monkeypatch: pytest.MonkeyPatch, name: str, moment: str) -> None:
    expected = project.published()
    stage = getattr(pipeline, moment)
    project.edit("content/a.md", "More.", "Other.").build().exits(0)

    def removing(*arguments: object, **options: object) -> object:
        REMOVALS[name](project.root)
        return stage(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, moment, removing)
        project.edit("content/a.md", "Other.", "More.").build().exits(0)
    assert project.published() == expected
    healed(project, expected)


def test_a_locked_cache_is_waited_for_and_then_not_used(
    project: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = project.published()
    monkeypatch.setattr(file_store, "SECONDS_TO_WAIT", 0.5)
    monkeypatch.setattr(file_store, "SECONDS_OF_SILENCE", 0.2)
    holder = sqlite3.connect(database(project), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        project.build().exits(0)
    finally:
        holder.close()
    assert project.published() == expected
    said = [record.message for record in caplog.records]
    assert [text.partition("'")[0] for text in said] == [
        "Another program is using the cache ",
        "The cache is still in use. Continuing without it.",
    ]
    healed(project, expected)


def test_a_well_formed_value_that_is_wrong_is_replaced(
    project: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = project.published()
    load, loads = pipeline.load, list[int]()

    def failing(*arguments: object, **options: object) -> object:
        loads.append(1)
        if len(loads) == 1:
            raise IndexError("a reference that the page doesn't have")
        return load(*arguments, **options)  # type: ignore[arg-type]

    project.edit("content/a.md", "More.", "Other.")
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load", failing)
        project.build().exits(0)
    assert "can't be used" in caplog.text
    project.edit("content/a.md", "Other.", "More.")
    healed(project, expected)


def test_a_bug_is_not_treated_as_a_damaged_cache(project: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*arguments: object, **options: object) -> object:
        raise IndexError

    monkeypatch.setattr(pipeline, "load", failing)
    project.edit("content/a.md", "More.", "Other.")
    with pytest.raises(IndexError):
        project.build()
