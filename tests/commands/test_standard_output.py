"""Standard output in any encoding, closed early, or full: machine formats are UTF-8, and nothing ends with 70."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from driver import Site

ROOT = Path(__file__).resolve().parents[2]
GUIDE = "---\ntitle: Größe 日本\nchecklist: true\n---\n\n## Step 1: 開く\n\n- Open [it](nöpe日本).   \n"
REPORTS = [["check", "--format", form] for form in ("json", "sarif", "junit", "github")]
OTHERS = [
    *(["checklist", "--format", form] for form in ("json", "markdown", "csv")),
    *(["checklist", ".", "日本", "--explain"], ["fmt", "--diff"], ["explain"], ["explain", "link-unresolved"]),
    ["import", "--from", "mkdocs", "source", "target", "--dry-run"],
    ["import", "--from", "mkdocs", "source", "target", "--dry-run", "--format", "json"],
]
FOR_PEOPLE = [["check", "--statistics"], ["fmt", "--check"], ["checklist", ".", "--lock"], ["build"], ["init", "new"]]
"""Commands that print to standard error alone."""


def _run(
    arguments: Sequence[str], root: Path, stdout: int, stderr: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=root,
        stdout=stdout,
        stderr=stderr,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=50,
        check=False,
    )


@pytest.fixture
def root(site: Callable[[], Site]) -> Path:
    source = {"source/mkdocs.yml": "site_name: Größe\n", "source/docs/index.md": "# Größe 日本\n"}
    return site().write({"content/日本.md": GUIDE, **source}).root


@pytest.mark.parametrize("arguments", [*REPORTS, *OTHERS], ids=" ".join)
def test_reports_for_programs_are_utf_8(arguments: list[str], root: Path) -> None:
    done = _run(arguments, root, subprocess.PIPE, PYTHONIOENCODING="cp1252")
    done.stdout.decode("utf-8")
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize("arguments", [*REPORTS, *OTHERS, ["--help"]], ids=" ".join)
def test_a_reader_may_go_early(arguments: list[str], root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _run(arguments, root, writing)
    os.close(writing)
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [*REPORTS, *OTHERS, ["--help"]], ids=" ".join)
def test_a_full_disk_is_reported(arguments: list[str], root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _run(arguments, root, full.fileno())
    assert done.returncode in (2, 1), done.stderr
    assert b"No space left on device" in done.stderr


@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_a_closed_output_is_not_an_error(arguments: list[str], root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    assert _run(arguments, root, writing, writing).returncode in (0, 1)
    os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_messages_may_find_a_full_disk(arguments: list[str], root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert _run(arguments, root, subprocess.PIPE, full.fileno()).returncode in (0, 1)


@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_a_console_may_lack_letters(arguments: list[str], root: Path) -> None:
    done = _run(arguments, root, subprocess.PIPE, PYTHONIOENCODING="cp1252")
    done.stderr.decode("cp1252")
    assert done.returncode in (0, 1), done.stderr
