"""The steps of the GitHub action as scripts, on a sample repository; the comment with a gh that notes its calls."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from driver import Site

TOP = Path(__file__).resolve().parents[2]
ACTION = TOP / "action"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the action's scripts run in bash")


def _environment(folder: Path, **more: str) -> dict[str, str]:
    path = os.pathsep.join((str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]))
    runner = {
        "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    names = {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**os.environ, **runner, **names, "PATH": path, **more}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project in docs/, whose last commit breaks a link."""
    top = tmp_path / "repository"
    site = Site(top / "docs").write({"content/a.md": "---\ntitle: A\nslug: /a\n---\n# A\n\nWords.\n"})
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *arguments], cwd=top, env=_environment(tmp_path), check=True)
    site.edit("content/a.md", "Words.", "[Words](/nowhere).")
    subprocess.run(["git", "commit", "-q", "-a", "-m", "Break"], cwd=top, env=_environment(tmp_path), check=True)
    return top


def _check(repository: Path, folder: Path, **more: str) -> dict[str, str]:
    head = subprocess.run(["git", "rev-parse", "HEAD~1"], cwd=repository, capture_output=True, text=True, check=True)
    environment = _environment(folder, HANDRAIL_PROJECT="docs", **{"HANDRAIL_BASE": head.stdout.strip(), **more})
    done = subprocess.run(
        ["bash", str(ACTION / "check.sh")], cwd=repository, env=environment, capture_output=True, text=True, check=True
    )
    output = dict(line.split("=", 1) for line in (folder / "output").read_text().splitlines())
    return {**output, "out": done.stdout, "err": done.stderr}


def test_a_change_is_checked_and_shown(repository: Path, tmp_path: Path) -> None:
    done = _check(repository, tmp_path, HANDRAIL_PREVIEW_URL="https://preview.example.com/7")
    assert done["status"] == "1"
    assert "::error title=link-unresolved,file=docs/content/a.md,line=7" in done["out"]
    assert "1 new problem" in (tmp_path / "summary").read_text()
    comment = Path(done["comment-file"]).read_text()
    assert "https://preview.example.com/7/a/" in comment
    assert comment.startswith("<!-- handrail-diff: docs -->\n")
    assert '"link-unresolved"' in Path(done["sarif-file"]).read_text()


def test_old_problems_pass(repository: Path, tmp_path: Path) -> None:
    assert _check(repository, tmp_path, HANDRAIL_BASE="HEAD")["status"] == "0"


def test_a_push_of_a_new_branch_checks_everything(repository: Path, tmp_path: Path) -> None:
    assert _check(repository, tmp_path, HANDRAIL_BASE="0" * 40)["status"] == "1"


def test_hostile_values_stay_values(repository: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    done = _check(repository, tmp_path, HANDRAIL_BASE=f"$(touch {mark})", HANDRAIL_PREVIEW_URL=f"`touch {mark}`")
    assert done["status"] == "2"
    assert not mark.exists()


def test_names_of_files_are_not_commands_of_the_runner(repository: Path, tmp_path: Path) -> None:
    Site(repository / "docs").write(
        {
            "handrail.yml": "content: .\n",
            "##[set-output name=status]0.md": "---\ntitle: B\n---\n[b](/nowhere)\n",
            "::add-mask::x.md": "---\ntitle: C\n---\n[c](/nowhere)\n",
        }
    )
    lines = _check(repository, tmp_path)["out"].splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    assert len(token) == 32
    before, after = lines[: lines.index(f"::{token}::")], lines[lines.index(f"::{token}::") + 1 :]
    assert before.index(stop) < next(number for number, line in enumerate(before) if "##[set-output" in line)
    assert all(line.startswith("::error title=") for line in after if "##[" in line or "add-mask" in line)


GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
*--paginate*) printf '%s' "$EARLIER" ;;
*head.sha*) printf 'abc\\n' ;;
esac
"""


def _comment(
    folder: Path, earlier: str = "", first: str = "<!-- handrail-diff -->", **more: str
) -> tuple[int, list[str]]:
    """The exit code of the script, and the calls of gh."""
    gh = folder / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(GH)
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    comment = folder / "comment.md"
    comment.write_text(f"{first}\nWords\n")
    own = {"HANDRAIL_REPOSITORY": "owner/name", "HANDRAIL_PULL_REQUEST": "7", "HANDRAIL_COMMENT": str(comment)}
    calls = {"CALLS": str(folder / "calls"), "EARLIER": earlier}
    environment = _environment(folder, **{**own, **calls, **more})
    code = subprocess.run(["bash", str(ACTION / "comment.sh")], env=environment, check=False).returncode
    noted = folder / "calls"
    return code, noted.read_text().splitlines() if noted.exists() else []


@pytest.mark.parametrize(
    ("earlier", "call"),
    [
        ("", "api --method POST repos/owner/name/issues/7/comments --field body=@"),
        ("123\n456\n", "api --method PATCH repos/owner/name/issues/comments/123 --field body=@"),
    ],
)
def test_one_comment_is_kept_up_to_date(tmp_path: Path, earlier: str, call: str) -> None:
    code, calls = _comment(tmp_path, earlier, HANDRAIL_HEAD="abc")
    assert code == 0
    assert calls[-1].startswith(call)


@pytest.mark.parametrize(
    ("first", "mark"),
    [
        ("<!-- handrail-diff -->", "<!-- handrail-diff -->"),
        ("<!-- handrail-diff: docs/api -->", "<!-- handrail-diff: docs/api -->"),
        ('<!-- handrail-diff: ") | .id, ("x -->', "<!-- handrail-diff -->"),
        ("Words", "<!-- handrail-diff -->"),
    ],
)
def test_each_project_has_its_own_comment(tmp_path: Path, first: str, mark: str) -> None:
    _, calls = _comment(tmp_path, first=first)
    assert f'startswith("{mark}")' in calls[0]


def test_a_number_of_another_pull_request_is_refused(tmp_path: Path) -> None:
    code, calls = _comment(tmp_path, HANDRAIL_HEAD="def")
    assert code == 2
    assert not [call for call in calls if "--method" in call]


def test_a_comment_is_not_a_link_to_another_file(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "comment.md")
    assert _comment(tmp_path, HANDRAIL_COMMENT=str(tmp_path / "link.md")) == (2, [])


@pytest.mark.parametrize(("repository", "number"), [("owner/name/../x", "7"), ("owner/name", "7; x")])
def test_a_comment_goes_nowhere_else(tmp_path: Path, repository: str, number: str) -> None:
    environment = _environment(
        tmp_path, HANDRAIL_REPOSITORY=repository, HANDRAIL_PULL_REQUEST=number, HANDRAIL_COMMENT="x"
    )
    done = subprocess.run(["bash", str(ACTION / "comment.sh")], env=environment, capture_output=True, check=False)
    assert done.returncode == 2


def test_no_value_of_an_event_is_part_of_a_script() -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_each_option_that_the_parts_use_is_there() -> None:
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["entry"] for hook in hooks} == {"handrail check", "handrail fmt"}
    job = yaml.safe_load((ACTION / "gitlab/handrail.gitlab-ci.yml").read_text("utf-8"))["handrail"]
    assert "--format gitlab" in job["script"][0]
    assert job["artifacts"]["reports"]["codequality"] in job["script"][0]
