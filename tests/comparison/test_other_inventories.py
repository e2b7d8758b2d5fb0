"""Links into other projects, checked with inventories of both formats; damaged and hostile ones are reported."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from driver import Site

CONFIG = "inventories:\n  https://other.example.com/v1/: other.inv\n"
PAGE = "---\ntitle: A\nslug: /a\n---\n# A\n\n{links}\n"
REST = b"# Project: P\n# Version: 1\n# The remainder of this file is compressed using zlib.\n"
HEAD = b"# Sphinx inventory version 2\n" + REST
SPHINX = """index std:doc -1 index.html Home
guide/install std:doc -1 guide/install.html Installing it
name with blanks std:label -1 guide/other.html#$ Text
"""


def site(tmp_path: Path, inventory: bytes, *targets: str) -> Site:
    links = " ".join(f"[words]({target})" for target in targets)
    return Site(tmp_path / "project").write(
        {"handrail.yml": CONFIG, "other.inv": inventory, "content/a.md": PAGE.format(links=links)}
    )


def own_inventory(tmp_path: Path) -> bytes:
    other = Site(tmp_path / "other").write(
        {
            "content/v1/b.md": "---\ntitle: B\nslug: /sub/b\nredirect_from: /old\n---\n# B\n\n## Part one\n\nWords.\n",
            "handrail.yml": "title: Other\n",
        }
    )
    other.build().exits(0)
    return (other.root / "site/v1/inventory.json").read_bytes()


def found(site: Site) -> list[tuple[str, str]]:
    return [(each["code"], each["message"]) for each in site.problems() if each["code"].startswith("inventory")]


BASE = "https://other.example.com/v1"


@pytest.mark.parametrize("end", ["/sub/b", "/sub/b/", "/sub/b/index.html", "/sub/b/?x=1#part-one", "/old/", "/", ""])
def test_links_that_a_handrail_inventory_lists_pass(tmp_path: Path, end: str) -> None:
    assert found(site(tmp_path, own_inventory(tmp_path), BASE + end)) == []


def test_links_that_a_handrail_inventory_lacks_are_reported(tmp_path: Path) -> None:
    project = site(tmp_path, own_inventory(tmp_path), f"{BASE}/sub/c/", f"{BASE}/sub/b/#part-two", f"{BASE}2/x")
    assert [message for _, message in found(project)] == [
        f"'{BASE}/sub/c/' is not in the inventory of '{BASE}' (other.inv).",
        f"'{BASE}/sub/b' has no anchor '#part-two' in its inventory (other.inv).",
    ]


def test_pages_of_sphinx_are_checked_and_anchors_are_not(tmp_path: Path) -> None:
    inventory = HEAD + zlib.compress(SPHINX.encode())
    good = (f"{BASE}/guide/install.html#any", f"{BASE}/guide/other.html", f"{BASE}/index.html")
    project = site(tmp_path, inventory, *good, f"{BASE}/guide/instal.html")
    assert len(found(project)) == 1
    (problem,) = [each for each in project.problems() if each["code"].startswith("inventory")]
    assert problem["suggestions"][0] == f"{BASE}/guide/install"


@pytest.mark.parametrize(
    "inventory",
    [
        b"",
        b"[]",
        b'{"pages": 1}',
        HEAD,
        HEAD + b"no zlib",
        HEAD + zlib.compress(b"\xff\xfe"),
        b"# Sphinx inventory version 2\n",
    ],
)
def test_damaged_inventories_end_nothing(tmp_path: Path, inventory: bytes) -> None:
    project = site(tmp_path, inventory, f"{BASE}/x")
    assert project.check().last.code in (0, 1)
    assert {code for code, _ in found(project)} <= {"inventory-invalid"}


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = HEAD + zlib.compress(b"a" * 80_000_000, 9)
    assert [code for code, _ in found(site(tmp_path, bomb))] == ["inventory-invalid"]


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    project = Site(tmp_path).write({"handrail.yml": CONFIG, "content/a.md": PAGE.format(links="Words.")})
    assert project.check().last.code == 2
    assert "'inventories" in project.last.err
