"""Reports which files of a project have changed, once a burst of changes has ended."""

from __future__ import annotations

import logging
import os
import queue
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
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

from builder.content.inside import is_inside
from builder.server.changed_files import GIT
from builder.server.event_support import limit_reached
from builder.server.rescan import Rescan
from builder.server.watch_plan import WatchedInputs, watch_plan

SETTLE_SECONDS = 0.01
"""Seconds without changes that end a burst: editors write in several steps, git checks out thousands of files."""

LONGEST_BURST = 1.0
"""Seconds after which a burst that does not end is reported."""

LARGE_BURST = 50
"""Changes after which links are looked for everywhere, not at each of the changed paths."""

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

    def __init__(
        self,
        project: Path,
        inputs: Callable[[], WatchedInputs],
        *,
        poll: float | None = None,
        report: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``inputs`` are asked for again after each burst.

        With ``poll``, every file is checked after this many seconds, and no events are used. ``report`` prints
        messages.
        """
        self._project = os.path.realpath(project)
        self._inputs = inputs
        self._report = report
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._uses_events = poll is None
        self._observer: BaseObserver | None = None
        self._watched: dict[tuple[str, bool], ObservedWatch] = {}
        self._wanted = WatchedInputs(frozenset())
        self._plan = watch_plan(self._project, self._wanted)
        self._rescan = Rescan(self._project, lambda: self._plan, self._put, report, poll)
        # watchdog also reports events that don't matter to an author there.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)

    def __enter__(self) -> FileWatcher:
        self._wanted = self._inputs()
        self._plan = watch_plan(self._project, self._wanted)
        if self._uses_events:
            self._start_events()
        self._watch(frozenset())
        self._rescan.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rescan.stop()
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _start_events(self) -> None:
        """Start before any path is watched, so that each path that can't be watched raises a separate error."""
        try:
            self._observer = Observer()
            self._observer.start()
        except OSError as error:
            self._observer = None
            self._do_without_events(error)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in its own thread."""
        if event.is_directory and event.event_type == "modified":
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        named = [path for path in paths if next(self._plan.names_of(path), "")]
        if named:
            self._rescan.had_event(named)
            self._put(named)
        else:
            self._rescan.had_probe(paths)

    def are_waiting(self) -> bool:
        """Whether a change has not been reported yet."""
        return not self._queue.empty()

    def look_again(self) -> None:
        """Ask for the inputs again: pages may show other files now."""
        self._queue.put("")

    def stop(self) -> None:
        """End the iteration."""
        self._queue.put(None)

    def __iter__(self) -> Iterator[frozenset[str]]:
        while (burst := self._burst()) is not None:
            # Folders are watched before they are listed, so that no change between the two is missed.
            came = self._follow(burst)
            if changed := came | self._names(burst):
                yield changed
            # The configuration may name other folders now.
            if came := self._follow(frozenset()):
                yield came

    def _put(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path == GIT or next(self._plan.names_of(path), ""):
                self._queue.put(path)

    def _names(self, burst: Iterable[str]) -> frozenset[str]:
        return frozenset(name for path in burst for name in ((GIT,) if path == GIT else self._plan.names_of(path)))

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
        return frozenset(burst - {""})

    def _follow(self, changed: frozenset[str]) -> frozenset[str]:
        """Watch the places that there are now; the names of those that were not there before."""
        wanted, before = self._inputs(), self._plan
        if wanted == self._wanted and not self._may_change_places(changed):
            return frozenset()
        self._wanted, self._plan = wanted, watch_plan(self._project, wanted)
        names = frozenset(name for path in changed for name in before.names_of(path))
        self._watch(changed)
        self._rescan.had_plan(before, self._plan)
        return names.union(
            name
            for place, aliases in self._plan.names.items()
            for name in aliases
            if name not in before.names.get(place, ())
        )

    def _may_change_places(self, changed: frozenset[str]) -> bool:
        if len(changed) > LARGE_BURST:
            return True
        return any(
            os.path.islink(path) or os.path.isdir(path) or self._plan.holds_links_below(path) for path in changed
        )

    def _watch(self, changed: frozenset[str]) -> None:
        """Have the system report what happens in the places of the plan; those that changed may be others now."""
        if self._observer is None:
            return
        plan = self._plan
        wanted = {*((place, True) for place in plan.trees), *((place, False) for place in plan.folders)}
        for place in list(self._watched):
            if place not in wanted or is_inside(place[0], changed):
                with suppress(OSError, KeyError):
                    self._observer.unschedule(self._watched.pop(place))
        for folder, recursive in sorted(wanted - self._watched.keys()):
            try:
                self._watched[folder, recursive] = self._observer.schedule(
                    self, folder, recursive=recursive, event_filter=_WRITING
                )
            except OSError as error:
                # A folder may be gone again; its parent reports when it comes.
                if os.path.isdir(folder):
                    self._do_without_events(error)
        self._verify_limit()

    def _verify_limit(self) -> None:
        """Report if the limit is reached: watchdog passes over folders within others that it can't watch."""
        if self._observer is None or not self._watched or (os.sep, False) in self._watched:
            return
        try:
            self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), os.sep, event_filter=_WRITING))
        except OSError as error:
            self._do_without_events(error)

    def _do_without_events(self, error: OSError) -> None:
        reason = limit_reached(error) or f"The system can't report changes of files: {error.strerror or error}."
        self._rescan.look_often(reason)
