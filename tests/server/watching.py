"""A watched project, for tests: the bursts that the watcher reports."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from builder.server.watch_plan import WatchedInputs
from builder.server.watcher import FileWatcher

QUIET = 0.3
"""Seconds after which nothing more is reported."""


class Watch:
    """Bursts as they come."""

    def __init__(self, project: Path, shared: tuple[str, ...] = (), poll: float | None = None) -> None:
        self.project = project
        self.folders = {"content", "theme"}
        self.events = 0
        self.messages: list[str] = []
        self.changes = FileWatcher(project, lambda: self._inputs(shared), poll=poll, report=self.messages.append)
        self.quiet = QUIET + 3 * (poll or 0)
        reported = self.changes.on_any_event

        def counted(event: object) -> None:
            self.events += 1
            reported(event)  # type: ignore[arg-type]

        self.changes.on_any_event = counted  # type: ignore[method-assign]
        self._bursts: queue.SimpleQueue[frozenset[str]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen)

    def _inputs(self, shared: tuple[str, ...]) -> WatchedInputs:
        return WatchedInputs(frozenset(self.folders), frozenset({"handrail.yml"}), shared)

    def _listen(self) -> None:
        for burst in self.changes:
            self._bursts.put(burst)

    def __enter__(self) -> Watch:
        self.changes.__enter__()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.changes.stop()
        self._thread.join()
        self.changes.__exit__(None, None, None)

    def reported(self, quiet: float = 0.0) -> set[str]:
        """Everything that is reported until it is quiet."""
        paths: set[str] = set()
        while True:
            try:
                paths |= self._bursts.get(timeout=quiet or self.quiet)
            except queue.Empty:
                return paths

    def first_of(self, wanted: set[str], seconds: float) -> set[str]:
        """Everything that is reported until all of ``wanted`` is, or the time is up."""
        paths: set[str] = set()
        while not paths >= wanted:
            try:
                paths |= self._bursts.get(timeout=seconds)
            except queue.Empty:
                break
        return paths
