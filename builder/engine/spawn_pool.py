"""Processes for systems that can't fork."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def process_executor(jobs: int) -> ProcessPoolExecutor:
    """New programs, which get everything sent."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
