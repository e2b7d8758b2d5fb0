"""Discovering and reading files: which are listed, which are refused, and the messages about those."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import imagesize
import pytest

from builder.content.discover import ContentLayout, discover
from builder.content.images import image_type, inspect_image
from builder.content.source import decode_source, read_source


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def test_versions_pages_menus_partials_and_images_are_listed(tmp_path: Path) -> None:
    write(
        tmp_path,
        "content/v1.7.x/menu.md",
        "content/v1.7.x/a.md",
        "content/v1.7.x/b/index.md",
        "content/v1.7.x/.draft.md",
        "content/v1.7.x/notes.txt",
        "content/v1.6.x/a.md",
        "content/partials/v1.7/p.md",
        "content/images/a.png",
        "images/a.png",
        "images/b.png",
    )
    outcome = discover(tmp_path, ContentLayout())
    tree = outcome.value
    assert outcome.diagnostics == ()
    assert tree.versions == ("v1.6.x", "v1.7.x")
    assert [s.path for s in tree.pages["v1.7.x"]] == ["content/v1.7.x/a.md", "content/v1.7.x/b/index.md"]
    assert tree.menus["v1.7.x"].path == "content/v1.7.x/menu.md"
    assert list(tree.partials) == ["/v1.7/p.md"]
    assert {url: s.path for url, s in tree.images.items()} == {
        "/images/a.png": "content/images/a.png",
        "/images/b.png": "images/b.png",
    }


def test_an_unversioned_site_has_its_pages_below_content(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "content/sub/b.md", "content/partials/p.md", "content/images/x.md")
    tree = discover(tmp_path, ContentLayout()).value
    assert tree.versions == ()
    assert [s.path for s in tree.pages[""]] == ["content/a.md", "content/sub/b.md"]


@pytest.mark.parametrize(("paths", "code"), [((), "content-missing"), (("content/v1/x.txt",), "content-empty")])
def test_a_project_without_pages_says_so(tmp_path: Path, paths: tuple[str, ...], code: str) -> None:
    write(tmp_path, *paths)
    assert [d.code for d in discover(tmp_path, ContentLayout()).diagnostics] == [code]


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write(project, "content/a.md")
    write(tmp_path, "outside/secret.md")
    (project / "content/out").symlink_to(tmp_path / "outside")
    outcome = discover(project, ContentLayout())
    assert [d.code for d in outcome.diagnostics] == ["path-escapes-root"]
    assert [s.path for s in outcome.value.pages[""]] == ["content/a.md"]


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    write(tmp_path, "content/a/b.md")
    (tmp_path / "content/a/again").symlink_to(tmp_path / "content")
    tree = discover(tmp_path, ContentLayout()).value
    assert "content/a/b.md" in [s.path for s in tree.pages[""]]


def test_a_link_to_nothing_and_a_pipe_are_reported_with_advice(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md")
    (tmp_path / "content/link.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "content/pipe.md")
    found = [(d.code, d.help) for d in discover(tmp_path, ContentLayout()).diagnostics]
    assert found == [
        ("file-unreadable", "Correct the link, or remove it."),
        ("file-unreadable", "Move it out of the content folder."),
    ]


def test_a_folder_named_as_a_page_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md/b.md")
    assert [d.code for d in discover(tmp_path, ContentLayout()).diagnostics] == ["file-is-folder"]


def test_text_is_read_with_one_kind_of_line_end_and_without_a_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    source = read_source(tmp_path, "a.md").value
    assert source is not None
    assert source.text == "one\ntwo\nthree\n"


def test_a_file_that_is_not_utf8_is_refused_at_the_byte() -> None:
    outcome = decode_source("a.md", b"one\ntw\xc3\xb6 \xff")
    (diagnostic,) = outcome.diagnostics
    assert outcome.value is None
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("file-not-utf8", 2, 5)


@pytest.mark.parametrize("path", ["missing.md", "."])
def test_a_file_that_cant_be_read_is_reported(tmp_path: Path, path: str) -> None:
    outcome = read_source(tmp_path, path)
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["file-unreadable"]


def test_the_size_of_a_png_file_is_read_as_the_library_reads_it(tmp_path: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + b"IHDR" + (640).to_bytes(4) + (999_999).to_bytes(4)
    whole = head + bytes((8, 6, 0, 0, 0)) + bytes(4)
    cut = [whole[:length] for length in range(8, len(whole) + 1)]
    for data in (*cut, whole.replace(b"IHDR", b"CgBI"), whole + bytes(100)):
        (tmp_path / "x.png").write_bytes(data)
        info = inspect_image(tmp_path, "x.png")
        width, height = imagesize.get(BytesIO(data))
        assert (info.type, info.width, info.height) == ("png", max(width, 0), max(height, 0))


def test_what_an_image_is_comes_from_its_bytes(tmp_path: Path) -> None:
    gif = b"GIF89a" + (7).to_bytes(2, "little") + (5).to_bytes(2, "little") + bytes(20)
    (tmp_path / "x.png").write_bytes(gif)
    info = inspect_image(tmp_path, "x.png")
    assert (info.type, info.width, info.height) == ("gif", 7, 5)
    assert image_type(b"not a picture") == ""
    assert inspect_image(tmp_path, "none.png").digest == ""
