"""Input: when each file last changed, as git knows it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_COMMIT = "\x01"
_HARMLESS = tuple(
    part
    for setting in (
        # A repository that was committed into another is not one to look into.
        "safe.bareRepository=explicit",
        # Each of these would name a program to run.
        "log.showSignature=false",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.pager=cat",
        "diff.external=",
        "gpg.program=/dev/null",
        "gpg.ssh.program=/dev/null",
        "gpg.x509.program=/dev/null",
        "core.sshCommand=/dev/null",
        "core.attributesFile=/dev/null",
        "protocol.allow=never",
    )
    for part in ("-c", setting)
)
"""Settings that keep git, reading somebody else's repository, from running a program."""
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_PAGER": "cat"}
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
    try:
        result = subprocess.run(
            ["git", *_HARMLESS, "-C", str(project), *arguments],
            capture_output=True,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.decode("utf-8", "replace")
