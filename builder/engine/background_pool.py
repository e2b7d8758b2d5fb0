"""Work beside a program that people wait for: in processes of less urgency, so that it stays quick to answer."""

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
"""By how much the workers are nicer than this process."""


@contextmanager
def background_workers(jobs: int) -> Iterator[Workers]:
    """Workers that do all work themselves. They are new programs: this one has threads, and can't be copied safely."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    # Nothing is ever written: its end is the end of the workers too, be it closed here, or because this program ended.
    lifeline, held = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, context, initializer=_step_back, initargs=(lifeline,))
    one_at_a_time = threading.Lock()

    def end() -> None:
        # Closed by two at once, its number could be another file's by the second time.
        with one_at_a_time:
            held.close()

    try:
        yield Workers(jobs=jobs, executor=lambda _: nullcontext(pool), joins=False, end=end)
    finally:
        pool.shutdown(cancel_futures=True)
        end()
        lifeline.close()


def _step_back(lifeline: Connection) -> None:
    """In a worker: it lets others go first, and ends when the program ends, be that by Ctrl-C or by force."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    wait([lifeline])
    os._exit(1)
