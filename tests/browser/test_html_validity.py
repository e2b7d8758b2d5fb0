"""Pages have no error in the eyes of the Nu HTML Checker: this manual, and pages that others wrote."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from driver import Site, run

ROOT = Path(__file__).resolve().parents[2]
JAR = Path(__file__).parent / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"
CORPUS = "corpus/openmetadata"
VERSION = "v1.0.0"
PAGES = 100

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]


@pytest.fixture(scope="module", autouse=True)
def java() -> str:
    found = shutil.which("java")
    if found is None:
        pytest.skip("needs java")
    if not JAR.is_file():
        pytest.skip("vnu-jar is not installed: make tests/browser/vnu/node_modules")
    return found


def errors(java: str, files: Sequence[Path]) -> list[str]:
    command = [java, "-jar", str(JAR), "--errors-only", "--format", "gnu", *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr.splitlines()


def pages_of(folder: Path) -> list[Path]:
    """Whole pages: menus are pieces that scripts fetch."""
    return [path for path in sorted(folder.rglob("*.html")) if path.name != "menu.html"]


def test_the_manual_is_valid_html(java: str, tmp_path: Path) -> None:
    done = run("build", str(ROOT), "-o", str(tmp_path / "site"), "--cache-dir", str(tmp_path / "cache"))
    assert done.code == 0, done.err
    pages = pages_of(tmp_path / "site")
    assert len(pages) > PAGES // 2
    assert errors(java, pages) == []


def test_a_documentation_of_others_is_valid_html(java: str, tmp_path: Path, shared: Path) -> None:
    source = shared / CORPUS / "content" / VERSION
    if not source.is_dir():
        pytest.skip("needs the documentation of others in ../shared")
    shutil.copytree(source, tmp_path / "content" / VERSION)
    Site(tmp_path).write({"handrail.yml": "search: false\n"}).build("--keep-going")
    pages = pages_of(tmp_path / "site")
    chosen = pages[:: max(1, len(pages) // PAGES)]
    assert len(chosen) >= PAGES
    # The levels of headings are the author's, and 'check' reports those that skip one.
    assert [error for error in errors(java, chosen) if "heading level" not in error] == []


def test_an_error_is_seen(java: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title><p id=a><p id=a>")
    assert len(errors(java, [tmp_path / "a.html"])) == 1
