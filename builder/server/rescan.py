"""Looks at the files from time to time: the only way where no events come, and a check on them where they do."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence

from builder.server.changed_files import GIT
from builder.server.event_support import make_probe, probe_path, silent_type
from builder.server.file_scan import FileScan
from builder.server.git_head import GitHead
from builder.server.watch_plan import WatchPlan

OFTEN_SECONDS = 1.0
"""Between two looks where events may not come."""
SELDOM_SECONDS = 3.0
"""Between two looks where they come."""
OFTEN_SHARE, SELDOM_SHARE = 5, 50
"""The wait is at least this many times as long as the check took: a fifth, or a fiftieth, of one processor."""
EVENT_SECONDS = 1.0
"""After which an event that has not come is missing."""
TICK_SECONDS = 0.5
"""Between two looks at git's files."""


class Rescan:
    """A thread that compares all files with their last state, and reports differences as events."""

    def __init__(
        self,
        project: str,
        plan: Callable[[], WatchPlan],
        changed: Callable[[Iterable[str]], None],
        report: Callable[[str], None],
        poll: float | None,
    ) -> None:
        """``changed`` takes real paths, ``report`` prints a message; ``poll`` are the seconds between two looks."""
        self._plan = plan
        self._changed = changed
        self._report = report
        self._uses_events = poll is None
        self._seconds = poll
        """Between two looks; ``None`` while events come."""
        self._scan = FileScan()
        self._git = GitHead(project)
        self._next = 0.0
        self._events = 0
        self._probes: set[str] = set()
        self._probe_seen = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="handrail-rescan", daemon=True)

    def start(self) -> None:
        """Remember the files as they are, and begin."""
        if not self._uses_events:
            self._report(f"Checking the files every {self._seconds:g} s.")
        else:
            self._ask_file_system()
        if self._seconds is not None:
            # Before anything else reads them, so that no change in between is missed.
            self._scan.look(self._plan())
        self._thread.start()

    def stop(self) -> None:
        """End the thread; a look under way is not waited for."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(TICK_SECONDS)

    def had_plan(self, before: WatchPlan, now: WatchPlan) -> None:
        """Take note of folders that are watched from now on, before anything else reads them."""
        if self._seconds is not None:
            self._scan.include(before, now)

    def had_event(self, paths: Sequence[str]) -> None:
        """Take note that the system reported a change of these files."""
        self._events += 1
        for path in paths:
            self._scan.note(path)

    def had_probe(self, paths: Sequence[str]) -> None:
        """Take note that the system reported these paths, if one is the probe."""
        if not self._probes.isdisjoint(paths):
            self._probe_seen.set()

    def look_often(self, reason: str) -> None:
        """Check the files often from now on, and print the reason, once."""
        if self._seconds is None:
            self._seconds, self._next = OFTEN_SECONDS, 0.0
            self._report(f"{reason} Handrail checks the files every {self._seconds:g} s instead.")

    def _run(self) -> None:
        if self._seconds is None:
            self._scan.look(self._plan())
            self._probe()
        while not self._end.wait(min(TICK_SECONDS, self._seconds or TICK_SECONDS)):
            if self._git.has_moved():
                self._changed((GIT,))
            if time.monotonic() >= self._next:
                self._next = time.monotonic() + self._look()

    def _look(self) -> float:
        """Compare the files with the last look; the seconds until the next."""
        started = time.perf_counter()
        events, self._events = self._events, 0
        found = self._scan.look(self._plan())
        took = time.perf_counter() - started
        if found.changed:
            self._changed(found.changed)
        if found.missed and not events and self._seconds is None:
            self._wait_for_late_events(min(found.missed))
        if self._seconds is None:
            return max(SELDOM_SECONDS, took * SELDOM_SHARE)
        return max(self._seconds, took * OFTEN_SHARE)

    def _wait_for_late_events(self, path: str) -> None:
        if not self._end.wait(EVENT_SECONDS) and not self._events:
            name = next(self._plan().names_of(path), path)
            self._report_silence(f"'{name}' changed, but the system did not report it.")

    def _report_silence(self, reason: str) -> None:
        self.look_often(f"{reason} That is usual in mounted folders of containers and other machines.")

    def _ask_file_system(self) -> None:
        """Look often where files are on a file system of a kind that does not report every change."""
        for place in self._plan().trees:
            kind = silent_type(place)
            if kind:
                name = next(self._plan().names_of(place), place)
                self.look_often(f"'{name}' is on a file system ({kind}) that does not report every change.")
                return

    def _probe(self) -> None:
        """Look often if the system does not report a file that is made on one of the devices that hold the files."""
        devices = {_device(place): place for place in reversed(self._plan().trees)}
        for place in devices.values():
            if not self._events_come_from(place):
                name = next(self._plan().names_of(place), place)
                self._report_silence(f"The system reports no changes in '{name}'.")
                return

    def _events_come_from(self, folder: str) -> bool:
        """Whether a file that is made there is reported; yes if none can be made."""
        path = probe_path(folder)
        self._probe_seen.clear()
        self._probes = {path}
        return not make_probe(path) or self._probe_seen.wait(EVENT_SECONDS) or self._end.is_set()


def _device(place: str) -> int:
    try:
        return os.stat(place).st_dev
    except OSError:
        return 0
