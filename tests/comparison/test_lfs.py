"""Bases whose files are in git LFS: read from the clone's objects, or reported as missing. Needs no git-lfs."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import pytest
from driver import image
from repository import Repository

IMAGE = "content/images/logo.png"


def pointer(data: bytes) -> str:
    oid = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n"


class LfsRepository(Repository):
    """A repository as git-lfs leaves it: pointers in git, the contents in the work tree and in ``.git/lfs``."""

    def keep(self, data: bytes) -> None:
        oid = hashlib.sha256(data).hexdigest()
        place = self.top / ".git/lfs/objects" / oid[:2] / oid[2:4] / oid
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def commit_pointer(self, path: str, data: bytes) -> None:
        self.site.write({path: pointer(data)})
        self.commit(f"Change {path}")
        self.site.write({path: data})


@pytest.fixture
def repository(tmp_path: Path) -> LfsRepository:
    made = LfsRepository(tmp_path / "repository")
    (made.top / ".gitattributes").write_text("*.png filter=lfs diff=lfs merge=lfs -text\n")
    for key, value in {"clean": "false", "smudge": "false", "process": "false", "required": "true"}.items():
        made.git("config", f"filter.lfs.{key}", value)
    made.git("config", "filter.lfs.required", "false")
    for key in ("clean", "smudge", "process"):
        made.git("config", "--unset", f"filter.lfs.{key}")
    made.commit_pointer(IMAGE, image(20, 20))
    made.git("branch", "-f", "main")
    # From here on, git must not run these.
    for key in ("clean", "smudge", "process"):
        made.git("config", f"filter.lfs.{key}", "false")
    made.git("config", "filter.lfs.required", "true")
    return made


def changed_images(repository: Repository) -> list[tuple[str, str]]:
    return [(each["change"], each["path"]) for each in repository.diff()["images"]]


def test_an_image_that_did_not_change(repository: LfsRepository) -> None:
    assert changed_images(repository) == []
    assert repository.last.code == 0


def test_the_content_is_in_the_objects_of_the_clone(
    repository: LfsRepository, caplog: pytest.LogCaptureFixture
) -> None:
    repository.keep(image(20, 20))
    repository.site.write({IMAGE: image(30, 20)})
    with caplog.at_level(logging.WARNING):
        assert changed_images(repository) == [("changed", IMAGE)]
    assert caplog.messages == []


def test_an_image_that_the_clone_lacks_is_named(repository: LfsRepository, caplog: pytest.LogCaptureFixture) -> None:
    repository.site.write({IMAGE: image(30, 20)})
    with caplog.at_level(logging.WARNING):
        assert changed_images(repository) == [("changed", IMAGE)]
    (said,) = caplog.messages
    assert f"1 file in git LFS can't be read, such as 'docs/{IMAGE}'" in said
    assert "'git lfs fetch origin " in said


def test_a_damaged_object_is_not_used(repository: LfsRepository, caplog: pytest.LogCaptureFixture) -> None:
    repository.keep(image(20, 20))
    for file in (repository.top / ".git/lfs/objects").rglob("*"):
        if file.is_file():
            file.write_bytes(b"x" * len(image(20, 20)))
    repository.site.write({IMAGE: image(30, 20)})
    with caplog.at_level(logging.WARNING):
        assert changed_images(repository) == [("changed", IMAGE)]
    assert len(caplog.messages) == 1


def test_a_page_that_the_clone_lacks_is_an_error(repository: LfsRepository) -> None:
    text = b"---\ntitle: Old page\nslug: /old\n---\n\nOther words.\n"
    for key in ("clean", "smudge", "process"):
        repository.git("config", "--unset", f"filter.lfs.{key}")
    repository.git("config", "filter.lfs.required", "false")
    repository.commit_pointer("content/v1.1.x/old.md", text)
    repository.git("branch", "-f", "main")
    repository.site.write({"content/v1.1.x/old.md": "---\ntitle: Old page\nslug: /old\n---\n\nNew words.\n"})
    refused = repository.run("diff", "--base", "main")
    assert refused.code == 2
    assert "'docs/content/v1.1.x/old.md' is in git LFS, and this clone doesn't have it" in refused.err
    repository.keep(text)
    found = repository.diff()
    assert [(page["url"], page["change"]) for page in found["pages"]] == [("/v1.1.x/old/", "changed")]
