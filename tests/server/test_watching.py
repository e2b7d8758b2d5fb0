"""Watching the files of a project: changes are reported, reads are not, and folders may come and go."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watching import Watch


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    for path in ("content/v1/a.md", "theme/base.html", "site/v1/a.html", ".handrail/cache", "node_modules/x/y.js"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("before")
    with Watch(tmp_path) as watch:
        # Until the probe has shown that events come.
        watch.reported()
        watch.events = 0
        yield watch


def written(project: Path) -> set[str]:
    (project / "content/v1/a.md").write_text("after")
    return {"content/v1/a.md"}


def in_a_new_folder(project: Path) -> set[str]:
    (project / "content/v2/deep").mkdir(parents=True)
    (project / "content/v2/deep/b.md").write_text("new")
    return {"content/v2", "content/v2/deep", "content/v2/deep/b.md"}


def put_in_its_place(project: Path) -> set[str]:
    (project / "content/v1/a.md.new").write_text("after")
    (project / "content/v1/a.md.new").rename(project / "content/v1/a.md")
    return {"content/v1/a.md"}


def beside_the_folders(project: Path) -> set[str]:
    (project / "handrail.yml").write_text("title: After")
    return {"handrail.yml"}


def removed(project: Path) -> set[str]:
    (project / "content/v1/a.md").unlink()
    return {"content/v1/a.md"}


@pytest.mark.parametrize("change", [written, in_a_new_folder, put_in_its_place, beside_the_folders, removed])
def test_changes_are_reported(watch: Watch, change: Callable[[Path], set[str]]) -> None:
    expected = change(watch.project)
    assert watch.reported() >= expected


def test_reading_makes_no_event(watch: Watch) -> None:
    for _ in range(50):
        for path in watch.project.rglob("*"):
            if path.is_file():
                path.read_text()
    assert watch.reported() == set()
    assert watch.events == 0


def test_files_elsewhere_make_no_event(watch: Watch) -> None:
    for path in ("site/v1/a.html", "site/v1/b.html", ".handrail/cache", "node_modules/x/y.js"):
        (watch.project / path).write_text("after")
    assert watch.reported() == set()
    assert watch.events == 0


def test_a_folder_that_comes_back_is_watched_again(watch: Watch) -> None:
    shutil.rmtree(watch.project / "content")
    assert "content" in watch.reported()
    written_anew = watch.project / "content/v1/a.md"
    written_anew.parent.mkdir(parents=True)
    assert "content" in watch.reported()
    written_anew.write_text("again")
    assert "content/v1/a.md" in watch.reported()


def test_a_folder_that_is_exchanged_is_watched(watch: Watch) -> None:
    shutil.copytree(watch.project / "content", watch.project / "other")
    (watch.project / "content").rename(watch.project / "old")
    (watch.project / "other").rename(watch.project / "content")
    assert "content" in watch.reported()
    (watch.project / "content/v1/a.md").write_text("after")
    assert watch.reported() == {"content/v1/a.md"}
    (watch.project / "old/v1/a.md").write_text("after")
    assert watch.reported() == set()


def test_a_folder_that_begins_to_count_is_reported_of_and_watched(watch: Watch) -> None:
    (watch.project / "docs").mkdir()
    watch.reported()
    watch.folders = {"docs", "theme"}
    (watch.project / "handrail.yml").write_text("content: docs")
    assert watch.reported() >= {"handrail.yml", "docs"}
    (watch.project / "docs/a.md").write_text("new")
    assert "docs/a.md" in watch.reported()
    (watch.project / "content/v1/a.md").write_text("no more")
    assert watch.reported() == set()
