"""The site before the last is reused for the next: even if it was damaged, the declared files are published."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from published_texts import PublishedTexts, tree

from builder.errors import PublishError
from builder.outputs.output import CopyOf, Output
from builder.publish.previous_site import PreviousSite
from builder.publish.publishing import publish

PATHS = ("a", "a/b", "c/d/e", "c/d/f", "c/g", "h.txt", "i/j/k/l")


@pytest.fixture
def project(tmp_path: Path) -> PublishedTexts:
    return PublishedTexts(tmp_path)


@pytest.fixture
def project_each_way(tmp_path: Path, way: str) -> PublishedTexts:
    return PublishedTexts(tmp_path)


def test_only_differing_files_are_written(project: PublishedTexts) -> None:
    project.publish({"a": "1", "b": "1", "c": "1"})
    project.publish({"a": "2", "b": "1", "c": "1"})
    kept = os.stat(project.previous / "c").st_ino, os.stat(project.previous).st_ino
    assert project.publish({"a": "2", "b": "3", "c": "1"}) == ("b",)
    assert (os.stat(project.site / "c").st_ino, os.stat(project.site).st_ino) == kept
    assert tree(project.site) == {"a": "2", "b": "3", "c": "1"}
    assert tree(project.previous) == {"a": "2", "b": "1", "c": "1"}


def test_a_build_that_breaks_off_changes_no_published_file(project_each_way: PublishedTexts) -> None:
    project = project_each_way
    project.publish({"a": "1", "b": "1"})
    project.publish({"a": "2", "b": "1"})
    with pytest.raises(PublishError):
        project.publish({"a": "3", "b": "3"}, breaks_at="b")
    assert tree(project.site) == {"a": "2", "b": "1"}
    project.publish({"a": "3", "b": "3"})
    assert tree(project.site) == {"a": "3", "b": "3"}


@pytest.mark.parametrize("has_links", [True, False])
def test_files_with_one_key_are_made_once(
    project_each_way: PublishedTexts, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    made: list[str] = []

    def output(path: str, text: str) -> Output:
        return Output(path, text, lambda: made.append(path) or text.encode())

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    site, root = project_each_way.site, project_each_way.root
    first = publish([output(path, "1") for path in ("a", "b/c", "b/d")], site, root, {})
    assert (made, first.written, first.bytes_written) == (["a"], ("a", "b/c", "b/d"), 3)
    assert tree(site) == {"a": "1", "b/c": "1", "b/d": "1"}
    unchanged = publish([output(path, "1") for path in ("a", "b/c", "b/d")], site, root, first.files)
    assert (unchanged.written, len(made)) == ((), 1)
    second = publish([output("a", "1"), output("b/c", "2"), output("b/d", "1")], site, root, first.files)
    assert second.written == ("b/c",)
    assert tree(site) == {"a": "1", "b/c": "2", "b/d": "1"}


def test_files_of_others_come_and_go_with_the_site(project_each_way: PublishedTexts) -> None:
    project = project_each_way
    project.publish({"a": "1"})
    (project.site / "CNAME").write_text("docs.example.com")
    project.publish({"a": "2"})
    project.publish({"a": "3"})
    assert tree(project.site) == {"CNAME": "docs.example.com", "a": "3"}
    (project.site / "CNAME").unlink()
    project.publish({"a": "4"})
    project.publish({"a": "5"})
    assert tree(project.site) == {"a": "5"}


def test_a_folder_of_images(project: PublishedTexts) -> None:
    (project.root / "p.png").write_text("picture")
    for text in ("1", "2", "3"):
        outputs = [Output("i/p.png", "k", CopyOf("p.png")), Output("a", text, text.encode)]
        done = publish(
            outputs, project.site, project.root, project.files, previous=PreviousSite(project.previous, project.before)
        )
        project.files, project.before = done.files, project.files
        assert tree(project.site) == {"a": text, "i/p.png": "picture"}


def test_links_in_the_previous_site_lead_nowhere(project: PublishedTexts) -> None:
    outside = project.root / "outside"
    outside.mkdir()
    (outside / "x").write_text("theirs")
    project.publish({"a": "1", "d/x": "1"})
    project.publish({"a": "2", "d/x": "1"})
    (project.previous / "d/x").unlink()
    (project.previous / "d").rmdir()
    (project.previous / "d").symlink_to(outside)
    project.publish({"a": "3", "d/x": "2"})
    assert tree(project.site) == {"a": "3", "d/x": "2"}
    assert tree(outside) == {"x": "theirs"}


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens(project_each_way: PublishedTexts, seed: int) -> None:
    project = project_each_way
    dice = random.Random(seed)
    shown: dict[str, str] = {}
    for _ in range(12):
        if project.previous.is_dir() and dice.random() < 0.4:
            _meddle(project.previous, dice)
        if dice.random() < 0.15:
            project.before = {}
        chosen = [path for path in PATHS if dice.random() < 0.7]
        if "a/b" in chosen and "a" in chosen:
            chosen.remove("a")
        texts = {path: str(dice.randrange(3)) for path in chosen}
        breaks_at = dice.choice(chosen) if chosen and dice.random() < 0.2 else ""
        try:
            project.publish(texts, breaks_at)
            shown = texts
        except PublishError:
            assert breaks_at
        assert tree(project.site) == shown


def _meddle(folder: Path, dice: random.Random) -> None:
    """Change something in a folder of the program's own, not through names that the site shares."""
    place = folder / dice.choice((*PATHS, "stranger"))
    if place.is_file():
        place.unlink()
    if place.parent.is_dir() and not place.exists():
        place.write_text("meddled with")
