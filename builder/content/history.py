"""The date of each file's last change, from git."""

from __future__ import annotations

from pathlib import Path

from builder.content.git import git

_COMMIT = "\x01"


def head_commit(project: Path) -> str:
    """The commit that is checked out; empty outside a repository, or in one whose history was cut short."""
    answer = _git(project, "rev-parse", "--is-shallow-repository", "HEAD").split()
    return answer[1] if len(answer) == 2 and answer[0] == "false" else ""


def last_changes(project: Path, folder: str) -> dict[str, str]:
    """The day of the last commit of each file, by path relative to the project: ``2026-11-23``."""
    log = _git(
        project,
        "-c",
        "core.quotePath=false",
        "log",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-mailmap",
        "--relative",
        "--name-only",
        f"--format={_COMMIT}%cs",
        "--",
        folder,
    )
    changes: dict[str, str] = {}
    day = ""
    for line in log.split("\n"):
        if line.startswith(_COMMIT):
            day = line[1:]
        elif line:
            changes.setdefault(line, day)
    return changes


def _git(project: Path, *arguments: str) -> str:
    """The output of git; empty if git is missing, fails, or takes too long."""
    answer = git(project, *arguments)
    return answer.out.decode("utf-8", "replace") if answer.succeeded else ""
