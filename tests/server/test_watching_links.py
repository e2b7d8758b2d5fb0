"""Edits of files behind symbolic links are reported by the names that the project has for the files, events or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watching import Watch

Change = Callable[[Path], set[str]]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _link(place: Path, target: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


@pytest.fixture(params=[None, 0.1], ids=["events", "poll"])
def watch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watch]:
    home, project = tmp_path, tmp_path / "project"
    for path in ("content/v1/a.md", "parts/p.md", "README.md", "mount/one/c.md", "mount/two/c.md"):
        _write(project / path, "before")
    for path in ("shared/s.md", "shared/deep/d.md", "other/o.md", "outside/x.md"):
        _write(home / path, "before")
    _link(project / "content/v1/parts", "../../parts")
    _link(project / "content/v1/readme.md", "../../README.md")
    _link(project / "content/v1/shared", "../../../shared")
    _link(home / "shared/nested", "../other")
    _link(project / "content/v1/outside", "../../../outside")
    _link(project / "content/v1/chain.md", "../../middle.md")
    _link(project / "middle.md", "parts/p.md")
    _link(project / "mount/..data", "one")
    _link(project / "content/v1/mounted.md", "../../mount/..data/c.md")
    _link(project / "content/v1/later.md", "../../later.md")
    _link(project / "content/v1/ring", "../v1")
    with Watch(project, (str(home / "shared"), str(home / "other")), request.param) as watch:
        watch.reported()
        yield watch


def in_a_linked_folder(project: Path) -> set[str]:
    _write(project / "parts/p.md", "after")
    return {"content/v1/parts/p.md", "content/v1/chain.md"}


def of_a_linked_file(project: Path) -> set[str]:
    _write(project / "README.md", "after")
    return {"content/v1/readme.md"}


def in_a_shared_folder(project: Path) -> set[str]:
    _write(project / "../shared/deep/d.md", "after")
    return {"content/v1/shared/deep/d.md"}


def behind_a_link_in_a_shared_folder(project: Path) -> set[str]:
    _write(project / "../other/o.md", "after")
    return {"content/v1/shared/nested/o.md"}


def of_the_link_itself(project: Path) -> set[str]:
    (project / "content/v1/new").symlink_to("../../../shared/s.md")
    os.replace(project / "content/v1/new", project / "content/v1/readme.md")
    return {"content/v1/readme.md"}


def of_a_link_on_the_way(project: Path) -> set[str]:
    (project / "new").symlink_to("README.md")
    os.replace(project / "new", project / "middle.md")
    return {"content/v1/chain.md"}


def of_a_hidden_link_on_the_way(project: Path) -> set[str]:
    (project / "mount/..new").symlink_to("two")
    os.replace(project / "mount/..new", project / "mount/..data")
    return {"content/v1/mounted.md"}


def of_a_target_that_comes(project: Path) -> set[str]:
    _write(project / "later.md", "now")
    return {"content/v1/later.md"}


def of_a_target_that_goes(project: Path) -> set[str]:
    (project / "README.md").unlink()
    return {"content/v1/readme.md"}


@pytest.mark.parametrize(
    "change",
    [
        *(in_a_linked_folder, of_a_linked_file, in_a_shared_folder, behind_a_link_in_a_shared_folder),
        *(of_the_link_itself, of_a_link_on_the_way, of_a_hidden_link_on_the_way),
        *(of_a_target_that_comes, of_a_target_that_goes),
    ],
)
def test_changes_behind_links_are_reported(watch: Watch, change: Change) -> None:
    expected = change(watch.project)
    assert watch.first_of(expected, 3) >= expected


def test_a_new_link_is_followed(watch: Watch) -> None:
    (watch.project / "content/v1/again").symlink_to("../../../shared/deep")
    assert "content/v1/again" in watch.first_of({"content/v1/again"}, 3)
    _write(watch.project / "../shared/deep/d.md", "after")
    expected = {"content/v1/again/d.md", "content/v1/shared/deep/d.md"}
    assert watch.first_of(expected, 3) >= expected


def test_a_target_that_is_exchanged_is_watched(watch: Watch) -> None:
    parts = watch.project / "parts"
    parts.rename(watch.project / "old")
    _write(parts / "p.md", "new")
    assert watch.first_of({"content/v1/parts"}, 3)
    watch.reported()
    _write(parts / "p.md", "newer")
    assert "content/v1/parts/p.md" in watch.first_of({"content/v1/parts/p.md"}, 3)


def test_no_link_leads_the_watcher_out_of_the_project(watch: Watch) -> None:
    watch.events = 0
    _write(watch.project / "../outside/x.md", "after")
    assert watch.reported() == set()
    assert watch.events == 0
