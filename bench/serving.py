"""From a save to the changed page on a server: all servers run at once, and their pages are saved in turns."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.corpus.page import Corpus
from bench.measure import Measured
from bench.peers.peer import Peer, Site
from bench.results import Row
from bench.run import Course, ran, written

PATIENCE = 300.0
"""Seconds after which a server is given up."""
PAUSE = 0.005
"""Seconds between two looks at the page."""
REST = 1.0
"""Seconds between the answer to one save and the next save, so that a server has come to rest."""
STARTED = "started, nothing changed"
SAVED = "from save to served"


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs."""

    peer: Peer
    site: Site
    port: int
    process: subprocess.Popen[bytes]

    def page(self) -> str:
        """The edited page as it is served now; empty while it is missing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", self.site.address)
            return connection.getresponse().read().decode("utf-8", "replace")
        except OSError:
            return ""
        except http.client.HTTPException:
            return ""
        finally:
            connection.close()


def serving_rows(contest: str, corpus: Corpus, peers: Sequence[Peer], course: Course) -> Iterator[tuple[Row, ...]]:
    """The time to start on a site that was built before, then the time from each save to its page."""
    sites = [(peer, site) for peer, site in written(contest, corpus, peers, course)]
    for peer, site in sites:
        ran(peer, site, course)
        with _running(peer, site, course) as server:
            _seconds_until(server, "</html>")
    started: dict[str, list[Measured]] = {peer.name: [] for peer, _ in sites}
    for _ in range(course.runs):
        for peer, site in sites:
            begun = time.perf_counter()
            with _running(peer, site, course) as server:
                _seconds_until(server, "</html>")
                started[peer.name].append(_measured(time.perf_counter() - begun))
    yield _rows(contest, corpus, STARTED, started)
    yield _rows(contest, corpus, SAVED, _saves(sites, course))


def _rows(contest: str, corpus: Corpus, situation: str, found: Mapping[str, Sequence[Measured]]) -> tuple[Row, ...]:
    return tuple(
        Row(contest, corpus.name, corpus.page_count, situation, name, tuple(runs), failure="" if runs else "no answer")
        for name, runs in found.items()
    )


def _saves(sites: Sequence[tuple[Peer, Site]], course: Course) -> dict[str, list[Measured]]:
    saved: dict[str, list[Measured]] = {peer.name: [] for peer, _ in sites}
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(_running(peer, site, course)) for peer, site in sites]
        for server in servers:
            _seconds_until(server, "</html>")
        time.sleep(REST)
        for run in range(course.runs + 1):
            for server in servers:
                seconds = _save(server, f"saved in run {run} of {course.runs}")
                if run and seconds is not None:
                    saved[server.peer.name].append(_measured(seconds))
                time.sleep(REST)
    return saved


def _save(server: Server, words: str) -> float | None:
    """Seconds from the save until the words are in the page."""
    text = server.site.page.read_text("utf-8")
    server.site.page.write_text(f"{text.rstrip()}\n\nThis was {words}.\n", "utf-8")
    return _seconds_until(server, f"This was {words}")


def _seconds_until(server: Server, words: str) -> float | None:
    """Until the words are in the served page; ``None`` if that takes too long or the server ends."""
    begun = time.perf_counter()
    while (seconds := time.perf_counter() - begun) < PATIENCE and server.process.poll() is None:
        if words in server.page():
            return seconds
        time.sleep(PAUSE)
    return None


@contextlib.contextmanager
def _running(peer: Peer, site: Site, course: Course) -> Iterator[Server]:
    port = _free_port()
    command = peer.serve_command(site, course.work, port)
    if command is None:
        raise ValueError(f"{peer.name} serves nothing.")
    process = subprocess.Popen(
        command,
        cwd=site.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **peer.environment(course.work)},
    )
    try:
        yield Server(peer, site, port, process)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The server and the processes that it started."""
    for wanted in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, wanted)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


def _measured(seconds: float) -> Measured:
    """Only the time is measured."""
    return Measured(seconds, 0.0, 0, None)
