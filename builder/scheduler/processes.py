"""Processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor


def default_jobs() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def process_executor(jobs: int) -> ProcessPoolExecutor:
    """Processes for systems that can't copy this one: new programs, to which everything is sent."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
