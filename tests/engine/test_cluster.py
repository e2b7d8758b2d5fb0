"""A cluster whose workers or scheduler are killed in the middle of the work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.engine.cluster import workers_at
from builder.errors import WorkerLostError

distributed = pytest.importorskip("distributed", reason="the extra handrail[cluster] is not installed")

DASK = Path(sys.executable).with_name("dask")
SECONDS_TO_START = 60


class Programs:
    """A scheduler and two workers, each a program of its own."""

    def __init__(self, folder: Path) -> None:
        file = folder / "scheduler.json"
        self.scheduler = _started("scheduler", "--port", "0", "--scheduler-file", str(file))
        # The file is there before it has its text.
        _wait_until(lambda: file.is_file() and file.read_text("utf-8").rstrip().endswith("}"))
        tcp = json.loads(file.read_text("utf-8"))["address"]
        self.address = tcp.replace("tcp://", "dask://")
        self.workers = [_started("worker", tcp, "--nthreads", "1", "--no-nanny") for _ in range(2)]

    def end(self) -> None:
        for program in (*self.workers, self.scheduler):
            program.kill()
            program.wait()


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([DASK, *arguments, "--no-dashboard"], **quiet)


def _wait_until(true: Callable[[], bool]) -> None:
    latest = time.monotonic() + SECONDS_TO_START
    while not true():
        assert time.monotonic() < latest, "the cluster did not start"
        time.sleep(0.05)


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    programs = Programs(tmp_path)
    try:
        _wait_for_workers(programs.address)
        yield programs
    finally:
        programs.end()


def _wait_for_workers(address: str) -> None:
    with distributed.Client(address.replace("dask://", "tcp://"), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=SECONDS_TO_START)


def test_another_worker_does_the_work_of_one_that_is_lost(programs: Programs) -> None:
    with workers_at(programs.address) as workers, workers.executor(2) as cluster:  # type: ignore[misc]
        calls = [cluster.submit(time.sleep, 0.5) for _ in range(4)] + [
            cluster.submit(pow, each, 2) for each in range(4)
        ]
        programs.workers[0].kill()
        assert [call.result() for call in calls] == [None, None, None, None, 0, 1, 4, 9]


def test_all_workers_are_lost(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engine.cluster.SECONDS_WITHOUT_WORKERS", 1)
    with workers_at(programs.address) as workers, workers.executor(2) as cluster:  # type: ignore[misc]
        result = cluster.submit(time.sleep, 600)
        for worker in programs.workers:
            worker.kill()
        with pytest.raises(WorkerLostError, match=r"All workers of dask://.* are gone. Start some again"):
            result.result()


def test_the_scheduler_is_lost(programs: Programs, capfd: pytest.CaptureFixture[str]) -> None:
    with workers_at(programs.address) as workers, workers.executor(2) as cluster:  # type: ignore[misc]
        result = cluster.submit(time.sleep, 600)
        programs.scheduler.send_signal(signal.SIGKILL)
        with pytest.raises(WorkerLostError, match=r"The Dask scheduler at dask://.* is gone"):
            result.result()
    assert capfd.readouterr().err == ""


def test_one_worker_after_the_other_is_lost(programs: Programs) -> None:
    with workers_at(programs.address) as workers, workers.executor(2) as cluster:  # type: ignore[misc]
        # Dask gives a batch to four workers before it gives up.
        programs.workers += [
            _started("worker", programs.address.replace("dask://", "tcp://"), "--nthreads", "1", "--no-nanny")
            for _ in range(3)
        ]
        with pytest.raises(WorkerLostError, match=r"Several workers of dask://.* ended while they built the same"):
            cluster.submit(os.abort).result()
