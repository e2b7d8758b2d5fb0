"""Changes that the system does not report are found by checking the files often, after printing the reason."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_watching import beside_the_folders, in_a_new_folder, put_in_its_place, removed, written
from watchdog.observers.api import BaseObserver, EventEmitter
from watching import Watch

from builder.server import event_support, rescan
from builder.server.event_support import PROBE, silent_type
from builder.server.file_scan import FileScan
from builder.server.watch_plan import WatchedInputs, watch_plan

A_PAGE = {"content/v1/a.md"}


class SilentObserver(BaseObserver):
    """Watches, and reports nothing, as on a network file system."""

    def __init__(self) -> None:
        super().__init__(EventEmitter)


class RefusingObserver(SilentObserver):
    """Can watch no folder."""

    number = errno.ENOSPC

    def schedule(self, *_: object, **__: object) -> None:  # type: ignore[override]
        raise OSError(self.number, "limit reached")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path in ("content/v1/a.md", "theme/base.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("before")
    return tmp_path


@pytest.mark.parametrize("change", [written, in_a_new_folder, put_in_its_place, beside_the_folders, removed])
def test_polling_finds_changes(project: Path, change: Callable[[Path], set[str]]) -> None:
    with Watch(project, poll=0.1) as watch:
        files = {path for path in change(project) if "." in path.rpartition("/")[2]}
        assert watch.first_of(files, 3) >= files
        assert watch.events == 0
        assert watch.messages == ["Checking the files every 0.1 s."]


def test_polling_finds_a_folder_that_comes_later(project: Path) -> None:
    shutil.rmtree(project / "theme")
    with Watch(project, poll=0.1) as watch:
        (project / "theme").mkdir()
        assert "theme" in watch.first_of({"theme"}, 3)
        (project / "theme/base.html").write_text("new")
        assert "theme/base.html" in watch.first_of({"theme/base.html"}, 3)


def test_polling_is_quiet_while_nothing_changes(project: Path) -> None:
    with Watch(project, poll=0.1) as watch:
        assert watch.reported(1) == set()


def test_silence_is_found_by_a_probe(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.server.watcher.Observer", SilentObserver)
    monkeypatch.setattr(rescan, "EVENT_SECONDS", 0.2)
    with Watch(project) as watch:
        time.sleep(1)
        written(project)
        assert watch.first_of(A_PAGE, 5) >= A_PAGE
    (message,) = watch.messages
    assert message.startswith("The system reports no changes in 'content'.")
    assert "every 1 s" in message


def test_the_probe_leaves_nothing_and_is_not_a_change(project: Path) -> None:
    with Watch(project) as watch:
        assert watch.reported(1.5) == set()
        assert watch.messages == []
    assert not [name for name in os.listdir(project / "content") if name.startswith(PROBE)]


def test_a_change_without_event_is_found_where_no_probe_can_be_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.server.watcher.Observer", SilentObserver)
    monkeypatch.setattr(rescan, "make_probe", lambda path: False)
    monkeypatch.setattr(rescan, "EVENT_SECONDS", 0.1)
    monkeypatch.setattr(rescan, "SELDOM_SECONDS", 0.2)
    monkeypatch.setattr(rescan, "SELDOM_SHARE", 1)
    with Watch(project) as watch:
        time.sleep(1)
        assert watch.messages == []
        written(project)
        assert watch.first_of(A_PAGE, 10) >= A_PAGE
        time.sleep(1)
    (message,) = watch.messages
    assert message.startswith("'content/v1/a.md' changed, but the system did not report it.")


@pytest.mark.parametrize(
    ("number", "command"),
    [
        (errno.ENOSPC, "sudo sysctl fs.inotify.max_user_watches="),
        (errno.EMFILE, "sudo sysctl fs.inotify.max_user_instances="),
        (errno.ENOSYS, "The system can't report changes of files: "),
    ],
)
def test_a_limit_of_the_system_is_reported_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int, command: str
) -> None:
    monkeypatch.setattr("builder.server.watcher.Observer", RefusingObserver)
    monkeypatch.setattr(RefusingObserver, "number", number)
    with Watch(project) as watch:
        time.sleep(0.5)
        written(project)
        assert watch.first_of(A_PAGE, 5) >= A_PAGE
    (message,) = watch.messages
    assert command in message


MOUNTS = r"""
21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 21 0:50 / /work/my\040docs rw - 9p drvfs rw
31 21 0:51 / /srv rw shared:5 - fuse.sshfs host:/srv rw
32 31 0:52 / /srv/local rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/work/my docs/content", "9p"),
        ("/work/my docs", "9p"),
        ("/work/my docs too", ""),
        ("/srv/x", "fuse.sshfs"),
        ("/srv/local/x", ""),
        ("/home", ""),
    ],
)
def test_file_systems_that_others_can_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    monkeypatch.setattr(event_support, "MOUNTS", str(tmp_path / "mounts"))
    assert silent_type(path) == kind


def _scan(project: Path) -> Callable[[], set[str]]:
    scan, plan = FileScan(), watch_plan(str(project), WatchedInputs(frozenset({"content"})))
    scan.look(plan)
    return lambda: {os.path.relpath(path, project) for path in scan.look(plan).changed}


def test_a_change_with_the_same_size_and_time_is_found(project: Path) -> None:
    page, look = project / "content/v1/a.md", _scan(project)
    status = page.stat()
    time.sleep(0.02)
    page.write_text("beyond")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert look() == A_PAGE


def test_a_file_of_whole_seconds_is_reported_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.server.file_scan.COARSE_TICK_NS", 200_000_000)
    page, look = project / "content/v1/a.md", _scan(project)
    os.utime(page, (1_700_000_000, 1_700_000_000))
    assert [look(), look()] == [A_PAGE, set()]
    time.sleep(0.3)
    assert [look(), look()] == [A_PAGE, set()]


def test_a_changed_mode_is_not_a_missed_event(project: Path) -> None:
    scan, plan = FileScan(), watch_plan(str(project), WatchedInputs(frozenset({"content"})))
    scan.look(plan)
    (project / "content/v1/a.md").chmod(0o600)
    found = scan.look(plan)
    assert (len(found.changed), len(found.missed)) == (1, 0)


def test_a_folder_moved_out_and_in_is_found(project: Path) -> None:
    look = _scan(project)
    shutil.move(project / "content/v1", project / ".aside")
    assert look() == A_PAGE
    shutil.move(project / ".aside", project / "content/v1")
    assert look() == A_PAGE
