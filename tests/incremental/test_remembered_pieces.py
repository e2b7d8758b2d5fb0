"""Files of the whole site are made of pieces, and after an edit only the changed pieces are made."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest
from driver import Site

from builder.engine.engine import Engine
from builder.engine.executors import Workers
from builder.engine.store import NoStore

PAGES = 6
GUIDE = "---\ntitle: Guide {}\n---\n\n# Guide\n\n## Step 1: Begin\n\n1. Open the {}.\n\n## Step 2: End\n\n1. Save it.\n"


def project(folder: Path) -> Site:
    """Two versions whose pages and guides differ."""
    files: dict[str, str | bytes] = {}
    for version, words in (("v1", "old words"), ("v2", "new words")):
        for number in range(PAGES):
            files[f"content/{version}/p{number}.md"] = f"---\ntitle: P{number}\n---\n\n# P{number}\n\nSome {words}.\n"
            files[f"content/{version}/g{number}.md"] = GUIDE.format(number, words)
    return Site(folder).write(files)


def count(monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> list[str]:
    """The calls of a function. The package has functions of the names of its modules."""
    calls: list[str] = []
    original = vars(sys.modules[module])[name]

    def counted(*arguments: object) -> object:
        calls.append(name)
        return original(*arguments)

    monkeypatch.setattr(sys.modules[module], name, counted)
    return calls


def test_an_edit_compares_only_the_page_with_its_earlier_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = project(tmp_path).build("--keep-going", "--jobs", "1")
    pairs = count(monkeypatch, "builder.outputs.changes_records", "_compared_pair")
    steps = count(monkeypatch, "builder.outputs.upgrade", "_upgrade_steps")
    for path, expected in (("content/v2/p3.md", (1, 0)), ("content/v2/g3.md", (1, 1)), ("content/v1/p2.md", (1, 0))):
        pairs.clear()
        steps.clear()
        page = tmp_path / path
        page.write_text(page.read_text("utf-8") + "\n1. Close the window.\n", "utf-8")
        site.build("--keep-going", "--jobs", "1")
        assert (len(pairs), len(steps)) == expected, path
        site.build("--keep-going", "--jobs", "1", "--no-cache", "-o", str(tmp_path / "clean"))
        assert site.published() == site.published("clean")


def test_a_piece_of_another_shape_is_made_again() -> None:
    store = NoStore()
    engine = Engine(store, "program", Workers(jobs=1))
    assert engine.remembered(tuple[int, ...], {"a": lambda: (1, 2)}) == {"a": (1, 2)}
    assert engine.remembered(tuple[int, ...], {"a": lambda: (3,)}) == {"a": (1, 2)}
    store.put_many(dict.fromkeys(store._values, b"\xc1"))
    assert engine.remembered(tuple[int, ...], {"a": lambda: (3,)}) == {"a": (3,)}
    assert Engine(store, "another", Workers(jobs=1)).remembered(tuple[int, ...], {"a": lambda: (4,)}) == {"a": (4,)}


def test_names_of_an_inventory_are_packed_only_when_one_changes(tmp_path: Path) -> None:
    site = project(tmp_path).build("--keep-going")
    page = tmp_path / "content/v2/p3.md"
    for addition, is_written in (("\nMore words.\n", False), ("\n## Another heading\n", True)):
        before = (tmp_path / "site/v2/objects.inv").stat().st_mtime_ns
        page.write_text(page.read_text("utf-8") + addition, "utf-8")
        site.build("--keep-going")
        assert ((tmp_path / "site/v2/objects.inv").stat().st_mtime_ns != before) == is_written


def test_an_inventory_in_pieces_is_one_formatted_at_once(tmp_path: Path) -> None:
    site = project(tmp_path).write(
        {"content/v2/p1.md": "---\ntitle: A\n---\n\n# Line\\\nend {% #x %}\n\n\u2028 ends\n"}
    )
    site.build("--keep-going")
    for version in ("v1", "v2"):
        data = (tmp_path / f"site/{version}/inventory.json").read_bytes()
        whole = msgspec.json.encode(msgspec.json.decode(data))
        assert data == msgspec.json.format(whole, indent=1) + b"\n"
