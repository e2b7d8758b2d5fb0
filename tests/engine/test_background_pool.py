"""Work in the background of a program that people wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from builder.engine.background_pool import LESS_URGENT, background_workers
from builder.engine.fan_out import fan_out


def where(shared: int, items: Sequence[int]) -> list[tuple[int, int]]:
    return [(os.getpid(), os.nice(0)) for _ in items]


@pytest.mark.parametrize("count", [1, 40])
def test_other_processes_do_all_of_it_with_less_urgency(count: int) -> None:
    with background_workers(2) as workers:
        done = fan_out(where, 0, list(range(count)), lambda item: 1_000_000, workers)
    assert os.getpid() not in {pid for pid, _ in done}
    assert {nice for _, nice in done} == {os.nice(0) + LESS_URGENT}


def slow(shared: int, items: Sequence[int]) -> list[int]:
    time.sleep(60)
    return list(items)


def test_they_can_be_ended_in_the_midst_of_their_work() -> None:
    with background_workers(2) as workers:
        (pid, _), *_ = fan_out(where, 0, [1], lambda item: 1, workers)
        threading.Timer(0.2, workers.end).start()
        started = time.monotonic()
        with pytest.raises(BrokenExecutor):
            fan_out(slow, 0, [1, 2], lambda item: 1_000_000, workers)
    assert time.monotonic() - started < 20
    assert not _lives(pid)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_the_workers_end_with_the_program(tmp_path: Path, sign: signal.Signals) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent("""\
        import os, time
        from builder.engine.background_pool import background_workers
        from builder.engine.fan_out import fan_out

        def pids(shared, items):
            return [os.getpid() for _ in items]

        if __name__ == "__main__":
            with background_workers(1) as workers:
                print(fan_out(pids, 0, [1], lambda item: 1, workers)[0], flush=True)
                time.sleep(60)
        """)
    )
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        worker = int(process.stdout.readline())
        process.send_signal(sign)
    deadline = time.monotonic() + 20
    while _lives(worker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _lives(worker)


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
