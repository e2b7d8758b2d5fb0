"""An edit touches only the files that differ; whatever others did to the two sites meanwhile, it is found."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from published_texts import PublishedTexts, tree

from builder.publish import publishing
from builder.publish.manifest import MANIFEST

TEXTS = {"a": "1", "b": "1", "c/d": "1", "c/e": "1", "f/g/h": "1", "top/x": "1"}


class Project(PublishedTexts):
    """A site that was built and edited twice, so that both folders exist."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for text in ("1", "2"):
            self.publish({**TEXTS, "a": text})
        self.texts = {**TEXTS, "a": "2"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each time that all files of the target are compared."""
    found: list[str] = []
    original = publishing._planned

    def planned(*arguments: object) -> object:
        found.append("compared")
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "_planned", planned)
    return found


EDITS: Mapping[str, Mapping[str, str]] = {
    "a file": {"c/d": "2"},
    "the file that was edited before": {"a": "3"},
    "the same file back": {"a": "1"},
    "a file at the top and one far below": {"b": "2", "f/g/h": "2"},
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_compares_no_other_file(project: Project, compared: list[str], name: str) -> None:
    edited = {**project.texts, **EDITS[name]}
    assert project.publish(edited) == tuple(sorted(EDITS[name]))
    assert tree(project.site) == edited
    assert tree(project.previous) == project.texts
    again = {**edited, "top/x": "5"}
    assert project.publish(again) == ("top/x",)
    assert tree(project.site) == again
    assert tree(project.previous) == edited
    assert compared == []
    for path in ("c/e", "b"):
        assert os.path.samefile(project.site / path, project.previous / path)


def test_removed_files_go_with_their_folders(project: Project, compared: list[str]) -> None:
    fewer = {path: text for path, text in project.texts.items() if path not in ("f/g/h", "c/d")}
    for texts in (fewer, {**fewer, "a": "9"}):
        project.publish(texts)
        assert tree(project.site) == texts
        assert not (project.site / "f").exists()
    assert compared == []


def test_nothing_to_do_touches_nothing(project: Project, compared: list[str]) -> None:
    before = os.stat(project.site).st_mtime_ns, os.stat(project.site).st_ino
    assert project.publish(project.texts) == ()
    assert (os.stat(project.site).st_mtime_ns, os.stat(project.site).st_ino) == before
    assert compared == []


def rewritten(path: Path) -> None:
    """The same number of bytes, in place: the folder does not change."""
    path.write_text("X")


def replaced(path: Path) -> None:
    """Another file takes its place."""
    copy = path.with_name("copy")
    copy.write_text("X")
    os.replace(copy, path)


def linked_away(folder: Path) -> None:
    """Another folder behind a link."""
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


TOUCHED: Mapping[str, Callable[[Project], object]] = {
    "a published file is written in place": lambda project: rewritten(project.site / "c/e"),
    "the edited file is written in place": lambda project: rewritten(project.site / "c/d"),
    "a published file is removed": lambda project: (project.site / "c/e").unlink(),
    "a file of the previous site is replaced": lambda project: replaced(project.previous / "c/e"),
    "a file of the previous site is removed": lambda project: (project.previous / "f/g/h").unlink(),
    "a shared file of the previous site is written in place": lambda project: rewritten(project.previous / "c/e"),
    "the other file of the previous site is written in place": lambda project: rewritten(project.previous / "a"),
    "a file is put into the previous site": lambda project: (project.previous / "c/new").write_text("X"),
    "a folder of the previous site is a link": lambda project: linked_away(project.previous / "c"),
    "the previous site is gone": lambda project: project.previous.rename(project.root / "gone"),
    "the published list is removed": lambda project: (project.site / MANIFEST).write_text("{}"),
}


@pytest.mark.parametrize("name", TOUCHED)
@pytest.mark.parametrize("edit", [{}, {"c/d": "2"}, {"b": "2"}])
def test_changes_by_others_are_found(project: Project, name: str, edit: Mapping[str, str]) -> None:
    TOUCHED[name](project)
    for number in range(3):
        wanted = {**project.texts, **edit, "top/x": str(number + 7)}
        project.publish(wanted)
        assert tree(project.site) == wanted
    assert not (project.site / "c").is_symlink()


@pytest.mark.parametrize("path", ["CNAME", "c/theirs", "f/g/theirs", "theirs/deep/file"])
def test_files_of_others_stay(project: Project, compared: list[str], path: str) -> None:
    place = project.site / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("theirs")
    project.publish({**project.texts, "b": "2"})
    assert compared == ["compared"]
    for number in range(3):
        wanted = {**project.texts, "b": f"edit {number}"}
        project.publish(wanted)
        assert tree(project.site) == {**wanted, path: "theirs"}
    assert compared == ["compared"]
    place.write_text("changed in place")
    beside = place.with_name("another")
    beside.write_text("added beside it")
    for number in range(3):
        wanted = {**project.texts, "c/d": f"edit {number}"}
        project.publish(wanted)
        added = beside.relative_to(project.site).as_posix()
        assert tree(project.site) == {**wanted, path: "changed in place", added: "added beside it"}
    place.unlink()
    for number in range(3):
        project.publish({**project.texts, "c/d": f"edit {number} again"})
        assert path not in tree(project.site)


def test_without_hard_links_all_files_are_compared(
    tmp_path: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    project = Project(tmp_path)
    (project.previous / "c/e").write_text("X")
    compared.clear()
    for number in range(3):
        wanted = {**project.texts, "b": str(number + 7)}
        project.publish(wanted)
        assert tree(project.site) == wanted
    assert len(compared) == 3
