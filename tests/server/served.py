"""A project that is served in this process; the test or the system reports changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from builder.commands.serve import reopened
from builder.config import ProjectConfig
from builder.engine.memory_fallback import FallbackStore
from builder.engine.store import Store
from builder.project.open_project import Options, open_store
from builder.reporting.excerpts import lines_of
from builder.server.changed_files import watched_inputs
from builder.server.http import SiteServer
from builder.server.session import Session
from builder.server.state import SessionEvent
from builder.server.watcher import FileWatcher

LONG = 20.0
"""Seconds that a test waits for something that should be immediate."""


def until(true: Callable[[], bool], seconds: float = LONG) -> bool:
    """Wait until something is true; whether it became so in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


class Served:
    """A session over a project, with its events."""

    def __init__(self, project: Path, store: Store | None = None, jobs: int = 1) -> None:
        self.project = project
        self.store = store or FallbackStore(open_store(Options(project=project)))
        self.rounds: list[SessionEvent] = []
        options = Options(project=project, drafts=True, jobs=jobs)
        self.more_to_come: Callable[[], bool] = lambda: False
        opened = partial(reopened, options, self.store)
        self.session = Session(opened, self.rounds.append, lambda: self.more_to_come())

    def start(self) -> Served:
        self.session.start()
        return self.settled()

    def settled(self) -> Served:
        """Once every page is composed."""
        state = self.session.state
        while state.waiting:
            state = self.session.wait(state.number, LONG)
        return self

    def write(self, files: Mapping[str, str | bytes]) -> Served:
        """Put these files there, and tell the session of them."""
        for path, content in files.items():
            place = self.project / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.notify(*files)

    def notify(self, *paths: str) -> Served:
        self.session.changed(frozenset(paths))
        return self.settled()

    def page(self, path: str) -> str:
        """The file of the site at that path; empty if it is missing."""
        output = self.session.output(path)
        if output is None:
            return ""
        assert callable(output.make)
        return output.make().decode()

    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.session.state.diagnostics]

    def close(self) -> None:
        self.session.close()
        self.store.close()


@contextmanager
def on_the_web(served: Served, base_path: str = "", *, watched: bool = False) -> Iterator[SiteServer]:
    """The project on a free port; with ``watched``, the system tells the session of changes."""
    server = SiteServer(("127.0.0.1", 0), served.session, served.project, partial(lines_of, served.project), base_path)
    answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    answering.start()
    project = served.project
    session = served.session
    changes = FileWatcher(
        project, lambda: watched_inputs(project, session.config or ProjectConfig(), session.code_files)
    )
    served.more_to_come = changes.are_waiting

    def follow() -> None:
        for burst in changes:
            served.session.changed(burst)

    following = threading.Thread(target=follow)
    try:
        if watched:
            with changes:
                following.start()
                yield server
                changes.stop()
                following.join()
        else:
            yield server
    finally:
        server.close()
        answering.join()


def get(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of one answer."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    finally:
        connection.close()
