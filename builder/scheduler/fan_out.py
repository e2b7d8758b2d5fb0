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

SMALLEST = 96 * 1024
"""Weight of a batch below which starting a process costs more than it saves."""


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
    """``function(shared, batch)`` over ``jobs`` batches of ``items``; one result an item, in their order.

    One batch runs here, the others in processes of their own; with few or light items all run here.
    """
    jobs = min(jobs, sum(map(weight, items)) // SMALLEST, len(items))
    if jobs < 2:
        return list(function(shared, items))
    mine, *others = balanced(items, weight, jobs)
    results: dict[int, R] = {}
    with process_executor(jobs - 1) as executor:
        futures = [executor.submit(function, shared, [items[i] for i in batch]) for batch in others]
        results.update(zip(mine, function(shared, [items[i] for i in mine]), strict=True))
        for batch, future in zip(others, futures, strict=True):
            results.update(zip(batch, future.result(), strict=True))
    return [results[index] for index in range(len(items))]


def balanced(items: Sequence[T], weight: Callable[[T], int], count: int) -> list[list[int]]:
    """Indexes of the items in ``count`` batches of about equal weight, the heaviest items first."""
    order = sorted(range(len(items)), key=lambda index: -weight(items[index]))
    batches: list[list[int]] = [[] for _ in range(count)]
    for position, index in enumerate(order):
        turn, place = divmod(position, count)
        batches[place if turn % 2 == 0 else count - 1 - place].append(index)
    return batches
