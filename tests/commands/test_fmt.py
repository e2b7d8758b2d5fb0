"""``handrail fmt``: the texts that it changes or leaves, and its exit codes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.commands.fmt import FormatRequest, command, run

UNTIDY = "# A   heading\n\n\n\n* one\n* two\ntext\n"
TIDY = "# A   heading\n\n* one\n* two\n  text\n"


def test_a_file_is_rewritten_once(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(UNTIDY)
    assert run([page]) == 0
    assert page.read_text() == TIDY
    before = page.stat().st_mtime_ns
    assert run([page]) == 0
    assert page.stat().st_mtime_ns == before


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing_and_fails(tmp_path: Path, option: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(UNTIDY)
    result = CliRunner().invoke(command, [option, str(page)], standalone_mode=False)
    assert result.return_value == 1
    assert page.read_text() == UNTIDY
    if option == "--diff":
        assert "-text\n+  text\n" in result.output


def test_a_tidy_folder_passes(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(TIDY)
    assert run([tmp_path], FormatRequest(check=True)) == 0


def test_folders_are_searched_but_not_hidden_or_built_ones(tmp_path: Path) -> None:
    for name in ("a.md", "deep/b.md", ".hidden/c.md", "node_modules/d.md", "public/e.md", "site/g.md", "f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(UNTIDY)
    (tmp_path / "public/.handrail-manifest.json").write_text("{}")
    run([tmp_path])
    tidy = {
        str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*") if path.is_file() and path.read_text() == TIDY
    }
    assert tidy == {"a.md", "deep/b.md", "site/g.md"}


def test_line_ends_byte_order_mark_and_permissions_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    page.chmod(0o640)
    run([page])
    assert page.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert page.stat().st_mode & 0o777 == 0o640


def test_front_matter_stays_byte_for_byte(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    front = '---\ntitle:   "A: b"   \nlist: [1,2]\n---\n'
    page.write_text(front + "\n\n\nText\n")
    run([page])
    assert page.read_text() == front + "\nText\n"


def test_a_file_that_is_not_text_is_a_error_of_the_call(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"\xff\xfe\x00")
    assert run([page]) == 2
    assert page.read_bytes() == b"\xff\xfe\x00"


def test_pages_of_every_suffix_are_formatted(tmp_path: Path) -> None:
    for name in ("a.md", "b.mdoc", "c.markdoc", "d.txt"):
        (tmp_path / name).write_text(UNTIDY)
    assert run([tmp_path]) == 0
    assert [(tmp_path / name).read_text() == TIDY for name in ("a.md", "b.mdoc", "c.markdoc", "d.txt")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_standard_input_goes_to_standard_output() -> None:
    result = CliRunner().invoke(command, ["-"], input=UNTIDY.replace("\n", "\r\n"), standalone_mode=False)
    assert result.return_value == 0
    assert result.stdout_bytes == TIDY.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(("option", "output"), [("--check", ""), ("--diff", "-text\n+  text\n")])
def test_standard_input_is_checked(option: str, output: str) -> None:
    result = CliRunner().invoke(command, ["-", option], input=UNTIDY, standalone_mode=False)
    assert result.return_value == 1
    assert output in result.stdout
    assert CliRunner().invoke(command, ["-", option], input=TIDY, standalone_mode=False).return_value == 0


def test_a_range_of_lines(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("#  A\n\n\n\n#  B\n")
    CliRunner().invoke(command, ["--lines", "4:5", str(page)], standalone_mode=False)
    assert page.read_text() == "#  A\n\n\n# B\n"


@pytest.mark.parametrize(
    "arguments", [["--lines", "5:1", "{page}"], ["--lines", "x", "{page}"], ["--lines", "1:2", "."]]
)
def test_a_range_that_makes_no_sense(tmp_path: Path, arguments: list[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(UNTIDY)
    result = CliRunner().invoke(command, [each.format(page=page) for each in arguments])
    assert result.exit_code == 2
    assert page.read_text() == UNTIDY


LONG_TAG = '{% image src="/images/a.png" alt="An image" /%}\n'


def test_the_width_of_tags_comes_from_the_project(tmp_path: Path) -> None:
    page = tmp_path / "content" / "page.md"
    page.parent.mkdir()
    page.write_text(LONG_TAG)
    run([page])
    assert page.read_text() == LONG_TAG
    (tmp_path / "handrail.yml").write_text("format:\n  tag_width: 40\n")
    run([page])
    assert page.read_text() == '{% image\n   src="/images/a.png"\n   alt="An image" /%}\n'


def test_nothing_is_formatted_by_a_configuration_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(UNTIDY)
    (tmp_path / "handrail.yml").write_text("format:\n  tag_width: wide\n")
    assert run([page]) == 2
    assert page.read_text() == UNTIDY
    assert "handrail.yml:2:14: 'format.tag_width' " in capsys.readouterr().err


def test_symbolic_links_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(UNTIDY)
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "link.md").symlink_to(outside)
    assert run([folder]) == 0
    assert run([folder / "link.md"]) == 2
    assert outside.read_text() == UNTIDY
    assert capsys.readouterr().err.count("symbolic link") == 2


def test_a_linked_folder_that_leaves_the_project_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "content").mkdir(parents=True)
    (project / "parts").mkdir()
    outside.mkdir()
    (project / "handrail.yml").write_text("title: Site\n")
    for folder in (outside, project / "parts"):
        (folder / "page.md").write_text(UNTIDY)
    (project / "content/outside").symlink_to("../../outside")
    (project / "content/parts").symlink_to("../parts")
    assert run([project / "content/outside"]) == 2
    assert (outside / "page.md").read_text() == UNTIDY
    assert "behind a symbolic link that leaves the project" in capsys.readouterr().err
    # The folder may be a project of its own: it is still outside of this one.
    (outside / "handrail.yml").write_text("title: Other\n")
    assert run([project / "content/outside"]) == 2
    assert (outside / "page.md").read_text() == UNTIDY
    # One that stays inside is formatted where it is named, and so is a project that is itself reached by a link.
    assert run([project / "content/parts"]) == 0
    assert (project / "parts/page.md").read_text() == TIDY
    (project / "content/page.md").write_text(UNTIDY)
    (tmp_path / "link").symlink_to("project")
    assert run([tmp_path / "link/content"]) == 0
    assert (project / "content/page.md").read_text() == TIDY


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert run([tmp_path]) == 0
    assert run([tmp_path / "pipe.md"]) == 2
