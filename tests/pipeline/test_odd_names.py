"""Projects in folders, and with files, whose names are not UTF-8."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driver import Site

PAGE = "---\ntitle: A\n---\n\nWords.\n"


def named(root: Path, name: bytes) -> Path:
    """A folder of that name, where the system allows it."""
    place = root / os.fsdecode(name)
    try:
        place.mkdir()
    except OSError:
        pytest.skip("the file system takes names in UTF-8 only")
    return place


def test_a_project_in_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    site = Site(named(tmp_path, b"\xffdir")).write({"content/a.md": PAGE})
    site.build().exits(0)
    site.build().exits(0).says("0 files written")
    site.build("-o", str(named(tmp_path, b"\xfe") / "out")).exits(0)


def test_files_whose_names_are_not_utf8_are_reported(tmp_path: Path) -> None:
    folder = named(tmp_path, b"\xffdir")
    site = Site(folder).write({"content/a.md": PAGE})
    for place in ("content", "content/images", "content/partials", "theme"):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / os.fsdecode(b"\xff.md")).write_text(PAGE)
    site.build().exits(1).says("its name is not UTF-8")
    site.build("--keep-going").exits(1)
    assert site.page("a/index.html")
