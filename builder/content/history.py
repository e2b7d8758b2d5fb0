"""Input: when each file last changed, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

_COMMIT = "\x01"
SECONDS = 60


def head_commit(project: Path) -> str:
    """The commit that is checked out; empty outside a repository, or in one whose history was cut short."""
    answer = _git(project, "rev-parse", "--is-shallow-repository", "HEAD").split()
    return answer[1] if len(answer) == 2 and answer[0] == "false" else ""


def last_changes(project: Path, folder: str) -> dict[str, str]:
    """By path relative to the project, the day of the last commit that touched the file: ``2026-11-23``."""
    log = _git(
        project,
        "-c",
        "core.quotePath=false",
        "log",
        "--no-renames",
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
    """What git prints; nothing if it is missing, fails, or takes too long."""
    try:
        result = subprocess.run(
            ["git", "-C", str(project), *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.decode("utf-8", "replace")
