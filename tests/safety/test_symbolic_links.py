"""Symbolic links out of a project are not followed, wherever they are, unless the project names where they lead."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site, image

from builder.content.inside import OutsideError, open_inside, shared_roots

HOME = '---\ntitle: Home\n---\n\n![A door](/images/a.png) {% partial file="/p.md" /%}\n'
WORDS = re.compile(rb"Secret[ -]words")
"""In no file of the theme."""
SECRET = "---\ntitle: Secret words\nredirect_from: /x\n---\n\nSecret words.\n"
OTHERS = {
    "content/index.md": HOME,
    "content/images/a.png": image(),
    "content/partials/p.md": "Partial.\n",
}
LINKS = {
    "content/secret.md": "page.md",
    "content/v1.0": "folder",
    "content/folder": "folder",
    "content": "folder",
    "content/images/a.png": "image.png",
    "content/images": "folder",
    "content/partials/p.md": "page.md",
    "content/partials": "folder",
    "content/menu.yml": "menu.yml",
    "theme": "theme",
    "theme/tags/mine.html": "theme/tags/mine.html",
    "theme/templates/base.html": "theme/templates/base.html",
    "theme/static/handrail.css": "theme/static/handrail.css",
    "theme/icons.svg": "theme/icons.svg",
    "handrail.yml": "handrail.yml",
    "redirects.yml": "redirects.yml",
    "checklist.lock.json": "checklist.lock.json",
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Files outside the project; each contains the word."""
    folder = tmp_path / "outside"
    for path, text in {
        "page.md": SECRET,
        "folder/index.md": SECRET,
        "folder/p.md": "Secret words.\n",
        "folder/a.png": image() + b"Secret words.",
        "image.png": image() + b"Secret words.",
        "menu.yml": "site_menu: [{category: Secret words, url: /}]\n",
        "theme/tags/mine.html": "---\ndescription: A\n---\nSecret words.\n",
        "theme/templates/base.html": "Secret words.\n",
        "theme/static/handrail.css": "/* Secret words. */\n",
        "theme/icons.svg": '<svg><symbol id="a"><title>Secret words</title></symbol></svg>',
        "handrail.yml": "title: Secret words\n",
        "redirects.yml": "/old: https://example.com/Secret-words\n",
        "checklist.lock.json": '{"Secret words": 1',
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize("path", LINKS)
def test_a_link_out_of_the_project_is_reported_and_not_followed(
    site: Callable[..., Site], outside: Path, path: str
) -> None:
    project = site().write({name: text for name, text in OTHERS.items() if not f"{name}/".startswith(f"{path}/")})
    place = project.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / LINKS[path])
    project.check()
    assert project.last.code in (1, 2), project.last.err
    assert "leaves the project" in project.last.err
    project.build("--keep-going")
    assert not [name for name, data in project.published().items() if WORDS.search(data)]
    assert not WORDS.search(project.last.err.encode())


@pytest.mark.parametrize("path", ["content/secret.md", "content/folder", "content/images/a.png", "theme"])
def test_a_link_into_a_shared_folder_is_followed(site: Callable[..., Site], outside: Path, path: str) -> None:
    project = site().write({**OTHERS, "handrail.yml": "shared_folders: [../outside]\n"})
    place = project.root / path
    place.unlink(missing_ok=True)
    place.symlink_to(outside / LINKS[path])
    project.build("--keep-going")
    assert "leaves the project" not in project.last.err
    assert [name for name, data in project.published().items() if WORDS.search(data)]


@pytest.mark.parametrize("name", ["/", "/etc", "../..", "../outside/none", "~"])
def test_a_folder_beyond_the_repository_is_not_shared(site: Callable[..., Site], name: str) -> None:
    project = site().write({**OTHERS, "handrail.yml": f"shared_folders: ['{name}']\n"}).check()
    project.exits(1).says("is not a folder of the repository that holds the project")


def test_a_repository_around_the_project_bounds_what_is_shared(tmp_path: Path) -> None:
    project = tmp_path / "repository/docs/project"
    for folder in (project, tmp_path / "repository/.git", tmp_path / "repository/shared", tmp_path / "other"):
        folder.mkdir(parents=True)
    good, refused = shared_roots(project, ["../../shared", "../../../other"])
    assert good == (os.path.realpath(tmp_path / "repository/shared"),)
    assert refused == ("../../../other",)


def test_a_link_that_changes_between_look_and_use_is_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "real.md").write_text("inside")
    (tmp_path / "secret.md").write_text("secret")
    ended = threading.Event()

    def swap() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            new = project / f".new{number}"
            new.symlink_to(project / "real.md" if number % 2 else tmp_path / "secret.md")
            os.replace(new, project / "page.md")

    (project / "page.md").symlink_to(project / "real.md")
    thread = threading.Thread(target=swap)
    thread.start()
    found: set[bytes] = set()
    refused = 0
    try:
        for _ in range(5000):
            try:
                with open_inside(project, "page.md") as file:
                    found.add(file.readall())
            except OutsideError:
                refused += 1
    finally:
        ended.set()
        thread.join()
    assert found == {b"inside"}
    assert refused


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "ring"])
def test_only_regular_files_are_opened(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "ring":
        place.symlink_to(place)
    else:
        place.mkdir()
    with pytest.raises(OSError, match=r"x"):
        open_inside(tmp_path, "x")
