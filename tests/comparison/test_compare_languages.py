"""``handrail diff`` of a project in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import run
from repository import PAGE, Repository

TEXT = "# A\n\n## Install\n\nDownload the program.\n\n## Remove\n\nDelete the folder."
FILES = {
    "handrail.yml": "title: Sample\nlanguages:\n  folders: [de]\n",
    "content/v1/a.md": PAGE.format(title="A", slug="/a", body=TEXT),
    "content/v1/b.md": PAGE.format(title="B", slug="/b", body="# B\n\nText."),
    "content/v1/c.md": PAGE.format(title="C", slug="/c", body="# C\n\nText."),
    "content/v1/de/c.md": PAGE.format(title="C", slug="/c", body="# C\n\nText."),
    "content/v1/de/a.md": PAGE.format(title="Ä", slug="/a", body=TEXT),
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three pages, two of them translated; the translations are up to date."""
    made = Repository(tmp_path / "repository", files=FILES)
    assert run("check", str(made.site.root), "--jobs", "1", "--update-translations").code == 0
    made.commit("Record the translation")
    return made


def changes(repository: Repository) -> dict[str, object]:
    found = repository.diff("--base", "HEAD")
    return {
        "pages": [(each["change"], each["version"], each["url"]) for each in found["pages"]],
        "vanished": [each["url"] for each in found["vanished"]],
        "new": [(each["code"], each["path"]) for each in found["problems"]["new"]],
    }


def test_a_changed_original_makes_its_translation_stale(repository: Repository) -> None:
    repository.site.edit("content/v1/a.md", "Download the program", "Download the new program")
    assert changes(repository) == {
        "pages": [("changed", "v1", "/v1/a/")],
        "vanished": [],
        "new": [("translation-stale", "content/v1/de/a.md")],
    }


def test_a_changed_translation_is_named_with_its_language(repository: Repository) -> None:
    repository.site.edit("content/v1/de/a.md", "Download the program", "Laden Sie das Programm")
    assert changes(repository) == {"pages": [("changed", "v1/de", "/v1/de/a/")], "vanished": [], "new": []}


def test_the_address_of_a_removed_translation_is_answered_by_its_original(repository: Repository) -> None:
    repository.site.remove("content/v1/de/a.md")
    found = changes(repository)
    assert found["pages"] == [("removed", "v1/de", "/v1/de/a/")]
    assert found["vanished"] == []


def test_a_new_translation(repository: Repository) -> None:
    repository.site.write({"content/v1/de/b.md": PAGE.format(title="B", slug="/b", body="# B\n\nWörter.")})
    assert changes(repository)["pages"] == [("added", "v1/de", "/v1/de/b/")]
