"""Names of files reach a log on one line, and never as a command of the host that keeps the log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site

ROOT = Path(__file__).parents[2]
NAMES = (
    "a\n::error::x.md",
    "a\r\n::set-output name=x::y.md",
    "a\x1b]0;x\x07.md",
    "a\x1b[2J.md",
    "a\u202e.md",
    "a\x9b1m.md",
)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("form", ["text", "github", "junit", "sarif", "json"])
def test_a_name_is_on_one_line(site: Callable[..., Site], name: str, form: str) -> None:
    project = site().write({f"content/{name}": "[x](/nowhere)\n", "content/partials/" + name: "{% nosuch %}\n"})
    project.check("--format", form)
    text = project.last.out + project.last.err
    assert not [line for line in text.splitlines() if line.startswith("::") and "title=" not in line]
    assert not set(text) & {"\x1b", "\x07", "\r", "\x9b"}
    if form in ("text", "github", "junit"):
        assert "\u202e" not in text


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_same_of_a_build_that_explains_itself(site: Callable[..., Site], name: str) -> None:
    project = site().write({f"content/{name}": "---\ntitle: A\nslug: a\n---\n\nText.\n"}).build("--explain")
    assert not [line for line in project.last.err.splitlines() if line.startswith("::")]
    assert not set(project.last.err) & {"\x1b", "\x07", "\r", "\x9b", "\u202e"}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links of POSIX")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_same_of_a_file_that_the_system_refuses(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).symlink_to(name)
    said = _said("check", str(tmp_path))
    assert said.startswith("handrail: '")
    assert "A symbolic link points back to itself" in said
    assert said.count("\n") == 1
    assert not set(said) & {"\x1b", "\x07", "\r", "\x9b", "\u202e"}


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_same_of_an_import(tmp_path: Path, name: str) -> None:
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    (source / "docusaurus.config.js").write_text("module.exports = {}\n")
    (source / "docs" / name).write_text("---\ntitle: A\n---\n\n<Foo/>\n")
    said = _said("import", "--from", "docusaurus", str(source), str(tmp_path / "target"), "--dry-run")
    assert "component without a counterpart" in said
    assert not [line for line in said.splitlines() if line.startswith("::")]
    assert not set(said) & {"\x1b", "\x07", "\r", "\x9b", "\u202e"}


def _said(*command: str) -> str:
    """The output of the whole program."""
    ended = subprocess.run([sys.executable, "-m", "builder", *command], cwd=ROOT, capture_output=True, check=False)
    return (ended.stdout + ended.stderr).decode("utf-8")
