"""Run a command and measure it: its time, its processor time, its memory, its output.

Memory is that of all its processes together, each page of memory counted once (PSS), sampled fifty times a second.
Sampling takes processor time itself, so it is done in separate runs.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.02
"""Seconds between two looks at the memory."""
BLOCK = 512
"""Bytes that ``ru_oublock`` counts by."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command."""

    seconds: float
    cpu: float
    """Seconds of processors, of the command and all that it started and waited for."""
    written: int
    """Bytes that were handed to the disk."""
    memory: int | None
    """The most bytes that were in use at once; ``None`` where it was not measured."""


class CommandFailed(Exception):
    """A program ended with an error; the message is the end of its output."""


def measure(
    command: Sequence[str],
    folder: Path,
    *,
    memory: bool = False,
    environment: Mapping[str, str] | None = None,
    accepted: Sequence[int] = (0,),
) -> Measured:
    """Run the command to its end. Raises CommandFailed if it ends with a code that is not accepted."""
    with (folder / ".said").open("w+b") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        watch = MemoryWatch(process.pid) if memory and PROC.is_dir() else None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop() if watch else None
        if process.returncode not in accepted:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_oublock * BLOCK, peak)


class MemoryWatch:
    """Looks at a command's processes until it is stopped: those of the session that the command leads."""

    def __init__(self, leader: int) -> None:
        self._leader = leader
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The most bytes seen."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ended.wait(INTERVAL):
            self._peak = max(self._peak, sum(map(_bytes_of, _session(self._leader))))


def _session(leader: int) -> list[int]:
    """The processes of the session."""
    members = []
    for name in os.listdir(PROC):
        if name.isdigit() and _session_of(name) == leader:
            members.append(int(name))
    return members


def _session_of(process: str) -> int:
    try:
        fields = (PROC / process / "stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return -1
    return int(fields[3])


def _bytes_of(process: int) -> int:
    """The process's share of the memory; 0 once it is gone."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
