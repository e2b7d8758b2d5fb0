"""One function over many items, in balanced batches, results in the items' order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

BATCHES_PER_WORKER = 4
"""More than one, so that a slow batch does not leave the other workers idle at the end."""

SMALLEST = 64 * 1024
"""Weight below which starting a process costs more than it saves."""


def default_jobs() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def process_executor(jobs: int) -> Executor:
    """Processes that start as quickly as the system can start them."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method))


def fan_out(
    function: Callable[[S, Sequence[T]], Sequence[R]],
    shared: S,
    items: Sequence[T],
    weight: Callable[[T], int],
    jobs: int,
) -> list[R]:
    """``function(shared, batch)`` over batches of ``items``; one result an item, in the items' order.

    With few or light items, or one job, everything runs here.
    """
    total = sum(map(weight, items))
    if jobs < 2 or total < SMALLEST * 2 or len(items) < 2:
        return list(function(shared, items))
    batches = balanced(items, weight, jobs * BATCHES_PER_WORKER)
    results: list[R | None] = [None] * len(items)
    with process_executor(jobs) as executor:
        futures = [executor.submit(function, shared, [items[i] for i in batch]) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            for index, result in zip(batch, future.result(), strict=True):
                results[index] = result
    return [result for result in results if result is not None]


def balanced(items: Sequence[T], weight: Callable[[T], int], count: int) -> list[list[int]]:
    """Indexes of the items in at most ``count`` batches of about equal weight, the heaviest items first."""
    order = sorted(range(len(items)), key=lambda index: -weight(items[index]))
    batches: list[list[int]] = [[] for _ in range(min(count, len(items)))]
    for position, index in enumerate(order):
        turn, place = divmod(position, len(batches))
        batches[place if turn % 2 == 0 else -1 - place].append(index)
    return batches
