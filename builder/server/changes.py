"""Which files have changed, said once they have settled."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

SETTLE_SECONDS = 0.01
"""Quiet that ends a burst: editors write in several steps, git checks out thousands of files."""

LONGEST_BURST = 1.0
"""Seconds after which a burst that does not end is told of."""

_READING = frozenset({"opened", "closed_no_write"})


class Changes(FileSystemEventHandler):
    """Watches a project; iterating gives a set of changed paths, relative to it, for each burst."""

    def __init__(self, project: Path, ignored: Sequence[Path]) -> None:
        self._project = os.path.realpath(project)
        self._ignored = tuple(os.path.realpath(path) for path in ignored)
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._observer: BaseObserver = Observer()

    def __enter__(self) -> Changes:
        self._observer.schedule(self, self._project, recursive=True)
        self._observer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in its own thread."""
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            text = os.fsdecode(path) if path else ""
            if text and self._matters(text):
                self._queue.put(text)

    def _matters(self, path: str) -> bool:
        if any(path == folder or path.startswith(folder + os.sep) for folder in self._ignored):
            return False
        return not any(part.startswith(".") for part in os.path.relpath(path, self._project).split(os.sep))

    def stop(self) -> None:
        """End the iteration."""
        self._queue.put(None)

    def __iter__(self) -> Iterator[frozenset[str]]:
        while True:
            first = self._queue.get()
            if first is None:
                return
            burst = {first}
            deadline = time.monotonic() + LONGEST_BURST
            while time.monotonic() < deadline:
                try:
                    path = self._queue.get(timeout=SETTLE_SECONDS)
                except queue.Empty:
                    break
                if path is None:
                    return
                burst.add(path)
            yield frozenset(os.path.relpath(path, self._project) for path in burst)
