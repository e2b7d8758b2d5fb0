"""The history of files as git knows it; and no program that a repository names is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.content.history import head_commit, last_changes

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
IDENTITY = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A"}
IDENTITY |= {"GIT_COMMITTER_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": "2026-01-02T00:00:00Z"}
IDENTITY |= {"GIT_COMMITTER_DATE": "2026-01-02T00:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **IDENTITY})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content/a.md").write_text("Text.\n")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "A")
    return project


def trap(folder: Path, config: Path) -> Path:
    """A configuration in which every key that may name a program names one that leaves a mark."""
    mark = folder.parent / "was-run"
    program = folder.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    with config.open("a") as file:
        file.write("[log]\n showSignature = true\n[gpg]\n format = openpgp\n")
        for section, key in (
            *(("core", key) for key in ("fsmonitor", "pager", "hooksPath", "sshCommand")),
            *(("gpg", "program"), ('gpg "ssh"', "program"), ("diff", "external"), ("pager", "log")),
        ):
            file.write(f"[{section}]\n {key} = {program}\n")
    return mark


def test_the_day_of_the_last_commit_of_each_file(repository: Path) -> None:
    assert last_changes(repository, "content") == {"content/a.md": "2026-01-02"}
    assert len(head_commit(repository)) == 40


def test_programs_that_the_configuration_names_are_not_run(repository: Path) -> None:
    signed = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1)
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        input=signed, cwd=repository, capture_output=True, text=True, check=True,
    )  # fmt: skip
    git(repository, "update-ref", "HEAD", made.stdout.strip())
    mark = trap(repository, repository / ".git/config")
    assert last_changes(repository, "content") == {"content/a.md": "2026-01-02"}
    assert head_commit(repository) == made.stdout.strip()
    assert not mark.exists()


def test_a_bare_repository_among_the_files_is_not_looked_into(repository: Path, tmp_path: Path) -> None:
    """Committed as files, it would be found before the repository around it."""
    inner = tmp_path / "checkout"
    shutil.copytree(repository / ".git", inner)
    (inner / "content").mkdir()
    config = inner / "config"
    config.write_text(config.read_text().replace("bare = false", "bare = true"))
    mark = trap(inner, config)
    assert last_changes(inner, "content") == {}
    assert head_commit(inner) == ""
    assert not mark.exists()
