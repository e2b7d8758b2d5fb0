"""Processes for systems that can't copy one."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def process_executor(jobs: int) -> ProcessPoolExecutor:
    """New programs, to which everything is sent."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
