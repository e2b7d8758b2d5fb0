"""``handrail init``: the new project builds without problems; a folder with files is not changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import cli

FILES = [
    ".gitignore",
    "content/images/way.svg",
    "content/v1.0.x/guide.md",
    "content/v1.0.x/index.md",
    "handrail.yml",
]


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], standalone_mode=False)


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("there", [False, True], ids=["new folder", "empty folder"])
def test_the_new_project_builds_and_is_clean(tmp_path: Path, there: bool) -> None:
    project = tmp_path / "manuals" / "mine"
    if there:
        project.mkdir(parents=True)
    made = invoke("init", project)
    assert made.return_value == 0, made.output
    assert files_of(project) == FILES

    checked = invoke("check", project, "--fail-on", "warning", "--format", "json", "--jobs", "1", "--no-cache")
    assert checked.return_value == 0, checked.output
    assert '"warning": 0' in checked.stdout

    built = invoke("build", project, "--strict", "--jobs", "1")
    assert built.return_value == 0, built.output
    guide = (project / "site/v1.0.x/guide/index.html").read_text(encoding="utf-8")
    assert "Publish this manual" in guide
    assert 'width="640"' in guide
    assert (project / "site/images/way.svg").is_file()


def test_git_ignores_generated_files(tmp_path: Path) -> None:
    invoke("init", tmp_path / "mine")
    assert (tmp_path / "mine/.gitignore").read_text(encoding="utf-8").split() == ["/site/", "/.handrail/"]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader", encoding="utf-8")
    result = invoke("init", tmp_path)
    assert result.return_value == 2
    assert "has files in it already" in result.stderr
    assert "letter.txt" in result.stderr
    assert files_of(tmp_path) == ["letter.txt"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader", encoding="utf-8")
    result = invoke("init", file)
    assert result.return_value == 2
    assert "is not a folder" in result.stderr
    assert file.read_text(encoding="utf-8") == "Dear reader"


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader", encoding="utf-8")
    result = invoke("init", tmp_path / "letter.txt" / "manual")
    assert result.return_value == 2
    assert "can't be written" in result.stderr
