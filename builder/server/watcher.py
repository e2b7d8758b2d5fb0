"""The watcher: reports changed files once they have settled."""

from __future__ import annotations

import contextlib
import os
import queue
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

SETTLE_SECONDS = 0.01
"""Seconds without changes that end a burst: editors write in several steps, git checks out thousands of files."""

LONGEST_BURST = 1.0
"""Seconds after which a burst is reported even if it has not ended."""

# Without read events: loading a large project would fill the system's queue with them.
_WRITING: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class FileWatcher(FileSystemEventHandler):
    """Watches a project; iterating yields a set of changed paths, relative to the project, for each burst."""

    def __init__(self, project: Path, folders: Callable[[], Collection[str]]) -> None:
        """``folders`` returns the project's folders to watch with all subfolders; it is called after each burst.

        Outside of them, only the project's own top-level files are watched.
        """
        self._project = os.path.realpath(project)
        self._folders = folders
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._observer: BaseObserver = Observer()
        self._watched: dict[str, ObservedWatch] = {}

    def __enter__(self) -> FileWatcher:
        self._observer.schedule(self, self._project, event_filter=_WRITING)
        self._follow(frozenset())
        self._observer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in its own thread."""
        if event.is_directory and event.event_type == "modified":
            return
        for path in (event.src_path, event.dest_path):
            text = os.path.relpath(os.fsdecode(path), self._project) if path else ""
            if text and not any(part.startswith(".") for part in text.split(os.sep)):
                self._queue.put(text)

    def are_waiting(self) -> bool:
        """Whether there are changes that were not reported yet."""
        return not self._queue.empty()

    def stop(self) -> None:
        """End the iteration."""
        self._queue.put(None)

    def __iter__(self) -> Iterator[frozenset[str]]:
        while (burst := self._burst()) is not None:
            # Folders are watched before they are listed, so that no change between the two is missed.
            yield burst | self._follow(burst)
            if came := self._follow(frozenset()):
                yield came

    def _burst(self) -> frozenset[str] | None:
        """The next set of paths; ``None`` at the end."""
        first = self._queue.get()
        if first is None:
            return None
        burst = {first}
        deadline = time.monotonic() + LONGEST_BURST
        while time.monotonic() < deadline:
            try:
                path = self._queue.get(timeout=SETTLE_SECONDS)
            except queue.Empty:
                break
            if path is None:
                return None
            burst.add(path)
        return frozenset(burst)

    def _follow(self, changed: frozenset[str]) -> frozenset[str]:
        """Watch the existing folders; a folder that changed may be another one now. Returns the new ones."""
        wanted = {folder for folder in self._folders() if os.path.isdir(os.path.join(self._project, folder))}
        for folder in self._watched.keys() & changed | self._watched.keys() - wanted:
            self._observer.unschedule(self._watched.pop(folder))
        came = wanted - self._watched.keys()
        for folder in came:
            # It may have been removed again; its parent folder reports when it is back.
            with contextlib.suppress(OSError):
                path = os.path.join(self._project, folder)
                self._watched[folder] = self._observer.schedule(self, path, recursive=True, event_filter=_WRITING)
        return frozenset(came)
