"""Publishing: all or nothing, nothing twice, nothing of anybody else's."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.errors import PublishError
from builder.outputs.output import CopyOf, Output, Pieces, known
from builder.publish.manifest import JOURNAL, MANIFEST, LateInterruptError
from builder.publish.publishing import publish, resume


def output(path: str, text: str, made: list[str] | None = None) -> Output:
    def make() -> bytes:
        if made is not None:
            made.append(path)
        return text.encode()

    return Output(path, f"{path}:{text}", make)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_writes_what_is_declared(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    (tmp_path / "a.png").write_text("picture")
    done = publish([output("a/index.html", "A"), Output("i/a.png", "k", CopyOf("a.png"))], site, tmp_path, {})
    assert tree(site) == {"a/index.html": "A", "i/a.png": "picture"}
    assert done.written == ("a/index.html", "i/a.png")
    assert done.bytes_written == 8


def test_a_file_made_in_pieces_is_as_one_made_at_once(tmp_path: Path) -> None:
    pieces = Output("all.txt", "k", Pieces(lambda: map(known, (b"one ", b"", b"two"))))
    at_once = Output("all.txt", "k", lambda: b"one two")
    done = [publish([made], tmp_path / name, tmp_path, {}) for name, made in (("a", pieces), ("b", at_once))]
    assert tree(tmp_path / "a") == tree(tmp_path / "b") == {"all.txt": "one two"}
    assert done[0].files["all.txt"].digest == done[1].files["all.txt"].digest


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_a_file_that_has_room_for_a_part_only_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bytes(5000))
    resource: Any = importlib.import_module("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    for part in (Output("a.png", "k", CopyOf("a.png")), output("a", "A" * 5000)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, usual[1]))
        try:
            with pytest.raises(PublishError, match="can't be written"):
                publish([part], tmp_path / "site", tmp_path, {})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        assert not (tmp_path / "site").exists()


def test_unchanged_files_are_not_made_again(tmp_path: Path, way: str) -> None:
    site, made = tmp_path / "site", list[str]()
    first = publish([output("a", "A", made), output("b", "B", made)], site, tmp_path, {})
    second = publish([output("a", "A", made), output("b", "B2", made)], site, tmp_path, first.files)
    assert made == ["a", "b", "b"]
    assert (second.written, second.unchanged) == (("b",), 1)
    assert tree(site) == {"a": "A", "b": "B2"}


def test_nothing_to_do_touches_nothing(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A")], site, tmp_path, {})
    before = os.stat(site).st_mtime_ns, os.stat(site).st_ino
    publish([output("a", "A")], site, tmp_path, first.files)
    assert (os.stat(site).st_mtime_ns, os.stat(site).st_ino) == before


def test_a_published_file_that_others_edited_is_written_again(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A")], site, tmp_path, {})
    (site / "a").write_text("tampered")
    publish([output("a", "A")], site, tmp_path, first.files)
    assert tree(site) == {"a": "A"}


def test_orphans_go_and_foreign_files_stay(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A"), output("old/b", "B")], site, tmp_path, {})
    (site / "CNAME").write_text("docs.example.com")
    done = publish([output("a", "A")], site, tmp_path, first.files)
    assert done.removed == ("old/b",)
    assert tree(site) == {"CNAME": "docs.example.com", "a": "A"}
    assert not (site / "old").exists()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "thesis.txt").write_text("years of work")
    with pytest.raises(PublishError, match="did not write"):
        publish([output("a", "A")], site, tmp_path, {})
    assert tree(site) == {"thesis.txt": "years of work"}


def test_a_file_in_the_place_of_the_output_is_left_alone(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    site.write_text("a file")
    with pytest.raises(PublishError, match="not a folder"):
        publish([output("a", "A")], site, tmp_path, {})
    assert site.read_text() == "a file"


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device"), ZeroDivisionError])
def test_a_build_that_breaks_off_leaves_the_last_site_whole(
    tmp_path: Path, way: str, failure: BaseException | type[BaseException]
) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A"), output("b", "B")], site, tmp_path, {})

    def breaks() -> bytes:
        raise failure

    with pytest.raises((KeyboardInterrupt, PublishError, ZeroDivisionError)):
        publish([output("a", "A2"), Output("b", "new", breaks)], site, tmp_path, first.files)
    assert tree(site) == {"a": "A", "b": "B"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    left = tmp_path / ".handrail-staging-site-1"
    left.mkdir()
    (left / "x").write_text("half")
    publish([output("a", "A")], tmp_path / "site", tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_would_be_a_folder_is_named(tmp_path: Path) -> None:
    clashing = [output("a/b.html", "B"), output("a/b.html/c/index.html", "C")]
    with pytest.raises(PublishError, match=r"'a/b\.html' would be both a file and a folder"):
        publish(clashing, tmp_path / "site", tmp_path, {})
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["site[1]", "s*te", "site?", "-site"])
def test_marks_in_the_name_of_an_output_mean_nothing(tmp_path: Path, name: str, way: str) -> None:
    for other in ("site1", "site", f"{name}-2"):
        (tmp_path / f".handrail-staging-{other}-7").mkdir()
    (tmp_path / f".handrail-staging-{name}-7").mkdir()
    publish([output("a", "A")], tmp_path / name, tmp_path, {})
    assert tree(tmp_path / name) == {"a": "A"}
    left = {path.name for path in tmp_path.iterdir()} - {name}
    assert left == {f".handrail-staging-{other}-7" for other in ("site1", "site", f"{name}-2")}


@pytest.mark.parametrize("other", ["a folder", "a file", "a link", "nothing"])
def test_an_output_that_is_replaced_during_the_build_is_left_alone(tmp_path: Path, other: str) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A")], site, tmp_path, {})

    def replaced() -> bytes:
        site.rename(tmp_path / "moved")
        if other == "a folder":
            site.mkdir()
            (site / "theirs").write_text("kept")
        elif other == "a file":
            site.write_text("kept")
        elif other == "a link":
            site.symlink_to(tmp_path / "moved")
        return b"B"

    with pytest.raises(PublishError, match="replaced by another program"):
        publish([Output("b", "B", replaced)], site, tmp_path, first.files)
    assert tree(tmp_path / "moved") == {"a": "A"}
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("site", "moved")] == []
    assert {"a folder": site.is_dir(), "a file": site.is_file(), "a link": site.is_symlink()}.get(
        other, not site.exists()
    )


@pytest.mark.parametrize("at", ["the end", "each file"])
def test_an_interrupt_after_the_site_is_published_says_so(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    site = tmp_path / "site"
    first = publish([output("a", "A"), output("b", "B")], site, tmp_path, {})

    def interrupted(*arguments: object, **options: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    if at == "the end":
        if "refused" in way:
            pytest.skip("there, a folder is removed before the site is published")
        monkeypatch.setattr("builder.publish.publishing.shutil.rmtree", interrupted)
    elif way == "in one step":
        pytest.skip("there, it is one step for all files")
    else:
        monkeypatch.setattr("builder.publish.journal.os.replace", interrupted)
    with pytest.raises(LateInterruptError, match="already published"):
        publish([output("a", "A2"), output("b", "B2")], site, tmp_path, first.files)
    assert tree(site) == {"a": "A2", "b": "B2"}


HARMFUL = {
    "outside": {"place": ["../theirs"], "remove": ["../theirs"]},
    "through a link": {"place": ["link/theirs"], "remove": ["link/theirs"]},
    "a link that was staged": {"place": ["staged-link"], "remove": []},
    "absolute": {"place": ["/theirs"], "remove": ["/theirs"]},
    "its own": {"place": [".handrail-staged/x"], "remove": [".handrail-journal.json"]},
    "another shape": {"place": 7},
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_journal_of_another_program_harms_nothing_outside(tmp_path: Path, name: str) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    first = publish([output("a", "A")], site, tmp_path, {})
    outside.mkdir()
    for folder in (outside, tmp_path):
        (folder / "theirs").write_text("kept")
    (site / "link").symlink_to(outside)
    (site / ".handrail-staged/link").mkdir(parents=True)
    (site / ".handrail-staged/link/theirs").write_text("bad")
    (site / ".handrail-staged/staged-link").symlink_to(outside / "theirs")
    (site / JOURNAL).write_text(json.dumps({"format": 1, **HARMFUL[name]}))
    resume(site)
    assert (outside / "theirs").read_text() == (tmp_path / "theirs").read_text() == "kept"
    assert not (site / "staged-link").exists()
    publish([output("a", "A2")], site, tmp_path, first.files)
    assert (site / "a").read_text() == "A2"
    assert not (site / JOURNAL).exists()


DAMAGED = (
    b"",
    b"null",
    b"[" * 200_000,
    b'{"format": 1, "place": ["\xff"], "remove": [], "files": {"\xff": "\xfe"}}',
    b'{"format": 1, "place": ["\xed\xa0\x80"], "remove": [], "files": {"\xed\xa0\x80": ""}}',
    b'{"format": 99999999999999999999999, "files": {}}',
    b"\xff\xfe{}",
)


@pytest.mark.parametrize("name", [JOURNAL, MANIFEST])
@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:30]))
def test_a_damaged_list_does_not_stop_a_build(tmp_path: Path, name: str, data: bytes) -> None:
    site = tmp_path / "site"
    publish([output("a", "1")], site, tmp_path, {})
    (site / name).write_bytes(data)
    if name == JOURNAL:
        resume(site)
        assert not (site / JOURNAL).exists()
    publish([output("a", "2")], site, tmp_path, {})
    assert (site / "a").read_text() == "2"
