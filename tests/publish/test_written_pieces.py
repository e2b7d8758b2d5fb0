"""A file that is written in pieces copies unchanged pieces from the last build's file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.outputs.output import Known, Output, Pieces, digest_of
from builder.publish.manifest import Published
from builder.publish.publishing import publish

TEXTS = ("# Title\n", "one\n", "", "two\n" * 1000, "one\n", "three")


class Project:
    """Publishes one file of pieces, and notes which are made."""

    def __init__(self, root: Path) -> None:
        self.root, self.file = root, root / "site/all.txt"
        self.files: dict[str, Published] = {}
        self.made: list[str] = []

    def publish(self, texts: Sequence[str]) -> list[str]:
        """The pieces that were made."""

        def get(text: str) -> bytes:
            self.made.append(text)
            return text.encode()

        pieces = Pieces(lambda: (Known(digest_of(text), lambda text=text: get(text)) for text in texts))
        self.made = []
        done = publish([Output("all.txt", digest_of(texts), pieces)], self.root / "site", self.root, self.files)
        self.files = dict(done.files)
        assert self.file.read_text() == "".join(texts)
        return self.made


@pytest.fixture
def project(tmp_path: Path, way: str) -> Project:
    project = Project(tmp_path)
    assert project.publish(TEXTS) == list(TEXTS)
    return project


def test_only_changed_pieces_are_made(project: Project) -> None:
    assert project.publish((*TEXTS[:3], "another\n", *TEXTS[4:])) == ["another\n"]
    assert project.publish((TEXTS[5], TEXTS[1], "new", TEXTS[0])) == ["new"]
    assert project.publish(("new",)) == []
    assert project.publish(TEXTS) == list(TEXTS)


@pytest.mark.parametrize("keeps_time", [True, False])
@pytest.mark.parametrize("data", [b"", b"short", b"X"])
def test_pieces_of_a_file_that_was_changed_are_made_again(project: Project, data: bytes, keeps_time: bool) -> None:
    status, whole = project.file.stat(), project.file.read_bytes()
    project.file.write_bytes(data + whole[len(data) :] if data == b"X" else data)
    if keeps_time:
        os.utime(project.file, ns=(status.st_atime_ns, status.st_mtime_ns))
    changed = (*TEXTS[:3], "another\n", *TEXTS[4:])
    assert project.publish(changed) == list(changed)


def test_a_damaged_record_of_pieces_does_not_stop_a_build(project: Project) -> None:
    for pieces in (b"x", bytes(20), bytes(40), project.files["all.txt"].pieces[:-20]):
        project.files["all.txt"] = replace(project.files["all.txt"], pieces=pieces)
        project.publish((*TEXTS, repr(pieces)))


def test_a_removed_file_is_made_again(project: Project) -> None:
    project.file.unlink()
    assert project.publish(TEXTS) == list(TEXTS)
