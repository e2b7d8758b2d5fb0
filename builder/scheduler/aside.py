"""Work beside a program that people wait for: in processes of less urgency, so that it stays quick to answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext

from builder.scheduler.crew import Crew

LESS_URGENT = 5
"""By how much the workers are nicer than this process."""


@contextmanager
def crew_aside(jobs: int) -> Iterator[Crew]:
    """Workers that do all work themselves. They are new programs: this one has threads, and can't be copied safely."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=_step_back)
    try:
        yield Crew(jobs, lambda _: nullcontext(pool), joins=False)
    finally:
        pool.shutdown(cancel_futures=True)


def _step_back() -> None:
    """In a worker: it lets others go first, and ends when the program ends, be that by Ctrl-C or by force."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
