"""Background work while people wait for the program: in processes with lower priority, so that it stays responsive."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from multiprocessing.connection import Connection, wait

from builder.engine.executors import Workers

LESS_URGENT = 5
"""The nice value of the workers, relative to this process."""


@contextmanager
def background_workers(jobs: int) -> Iterator[Workers]:
    """Workers that do all the work. They are new programs, because this one has threads and can't be copied safely."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    # Nothing is ever written to it: the workers end when it is closed, here or because this program ended.
    lifeline, held = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, context, initializer=_step_back, initargs=(lifeline,))
    one_at_a_time = threading.Lock()

    def end() -> None:
        # Closing it twice from two threads could close another file.
        with one_at_a_time:
            held.close()

    try:
        yield Workers(jobs=jobs, executor=lambda _: nullcontext(pool), joins=False, end=end)
    finally:
        pool.shutdown(cancel_futures=True)
        end()
        lifeline.close()


def _step_back(lifeline: Connection) -> None:
    """In a worker: lower its priority, and end when the program ends, even by force."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    wait([lifeline])
    os._exit(1)
