"""A commit changes the dates of pages: it is noticed by git's files, in any layout of the repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Served, on_the_web, until

from builder.server.changed_files import GIT
from builder.server.git_head import GitHead

DAY = "2024-03-0{}T12:00:00 +0000"


def _git(folder: Path, *arguments: str, day: int = 1) -> None:
    date = {"GIT_AUTHOR_DATE": DAY.format(day), "GIT_COMMITTER_DATE": DAY.format(day)}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    environment = {**os.environ, **date, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, env=environment)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    page = tmp_path / "repository/docs/content/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: Home\n---\n\nWords.\n")
    (tmp_path / "repository/docs/handrail.yml").write_text("base_url: https://docs.example.com\n")
    _git(tmp_path / "repository", "init", "-b", "main")
    _git(tmp_path / "repository", "add", ".")
    _git(tmp_path / "repository", "commit", "-m", "First")
    return tmp_path / "repository/docs"


def _commit(project: Path, day: int = 2) -> None:
    (project / "content/index.md").write_text(f"---\ntitle: Home\n---\n\nWords of day {day}.\n")
    _git(project, "commit", "-am", "Next", day=day)


def test_commits_are_noticed(project: Path) -> None:
    head = GitHead(str(project))
    assert not head.has_moved()
    _commit(project)
    assert head.has_moved()
    assert not head.has_moved()
    _git(project, "commit", "--amend", "-m", "Other", day=3)
    assert head.has_moved()
    _git(project, "checkout", "-b", "side", "HEAD~1")
    assert head.has_moved()
    _git(project, "reset", "--hard", "main")
    assert head.has_moved()


def test_commits_without_a_log_of_references_are_noticed(project: Path) -> None:
    _git(project, "config", "core.logAllRefUpdates", "false")
    (project / "../.git/logs/HEAD").unlink()
    head = GitHead(str(project))
    _commit(project)
    assert head.has_moved()


def test_reading_and_staging_are_not_commits(project: Path) -> None:
    head = GitHead(str(project))
    (project / "content/new.md").write_text("New")
    _git(project, "add", ".")
    _git(project, "status")
    _git(project, "log")
    assert not head.has_moved()


def test_commits_of_another_work_tree_are_noticed(project: Path) -> None:
    _git(project, "worktree", "add", "../../tree", "-b", "side")
    other = project / "../../tree/docs"
    head, own = GitHead(str(other.resolve())), GitHead(str(project))
    _commit(other)
    assert head.has_moved()
    assert not own.has_moved()


def test_a_repository_may_come_and_go(tmp_path: Path) -> None:
    head = GitHead(str(tmp_path))
    assert not head.has_moved()
    _git(tmp_path, "init")
    assert head.has_moved()
    (tmp_path / ".git").rename(tmp_path / "gone")
    assert head.has_moved()


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    served = Served(project).start()
    yield served
    served.close()


def test_a_commit_gives_pages_their_dates(served: Served, project: Path) -> None:
    assert "2024-03-01" in served.page("sitemap.xml")
    _commit(project)
    served.notify("content/index.md")
    state = served.session.state
    served.notify(GIT)
    assert served.session.state.site > state.site
    assert "2024-03-02" in served.page("sitemap.xml")
    assert served.rounds[-1].changed == ("the commit",)


def test_another_commit_without_a_new_date_changes_nothing(served: Served, project: Path) -> None:
    _git(project, "commit", "--allow-empty", "-m", "Nothing", day=5)
    state = served.session.state
    served.notify(GIT)
    assert served.session.state is state


def test_a_commit_is_followed_by_itself(served: Served, project: Path) -> None:
    with on_the_web(served, watched=True):
        _commit(project)
        assert until(lambda: "2024-03-02" in served.page("sitemap.xml"))
