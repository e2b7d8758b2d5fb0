"""Input: runs git so that a foreign repository can't make it run a program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec

_HARMLESS = tuple(
    part
    for setting in (
        # A repository committed into another one must not be opened.
        "safe.bareRepository=explicit",
        # Each of these settings could name a program to run.
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
"""Settings that keep git from running programs of a foreign repository."""
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_PAGER": "cat"}
SECONDS = 60


class GitAnswer(msgspec.Struct, frozen=True):
    """The output of one call of git."""

    succeeded: bool
    out: bytes
    error: str
    """Standard error, or the reason why git could not be run."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> GitAnswer:
    """Run git in a folder; ``given`` is its standard input."""
    try:
        result = subprocess.run(
            ["git", *_HARMLESS, "-C", str(folder), *arguments],
            capture_output=True,
            env={**os.environ, **_ENVIRONMENT},
            input=given,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return GitAnswer(succeeded=False, out=b"", error=str(error))
    return GitAnswer(result.returncode == 0, result.stdout, result.stderr.decode("utf-8", "replace").strip())
