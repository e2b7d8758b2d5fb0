"""``handrail fmt``: what it changes, what it leaves, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.commands.fmt import command, run

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
    assert run([tmp_path], check=True) == 0


def test_folders_are_searched_but_not_hidden_or_built_ones(tmp_path: Path) -> None:
    for name in ("a.md", "deep/b.md", ".hidden/c.md", "node_modules/d.md", "site/e.md", "f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(UNTIDY)
    run([tmp_path])
    tidy = {
        str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*") if path.is_file() and path.read_text() == TIDY
    }
    assert tidy == {"a.md", "deep/b.md"}


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


def test_a_file_that_is_not_text_is_a_fault_of_the_call(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"\xff\xfe\x00")
    assert run([page]) == 2
    assert page.read_bytes() == b"\xff\xfe\x00"
