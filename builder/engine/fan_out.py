"""Applies one function to many items, in balanced batches; results are in the items' order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from builder.engine.executors import Workers
from builder.engine.fork_pool import CopyLimits, in_copies
from builder.engine.interrupts import interrupts_held

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

SMALLEST = 96 * 1024
"""Weight of a batch below which starting a process costs more than it saves."""


def fan_out(
    function: Callable[[S, Iterable[T]], Sequence[R]],
    shared: S,
    items: Sequence[T],
    weight: Callable[[T], int],
    workers: Workers,
    kind: Callable[[T], Hashable] = id,
) -> list[R]:
    """Apply ``function(shared, batch)`` to one batch per worker; one result per item, in the items' order.

    Items of one ``kind`` go into one batch, one after the other. If this process is a worker, it runs one batch, and
    the executor runs the others; few or light items all run here. Workers without an executor are copies of this
    process; then ``batch`` can be iterated only once.
    """
    weights = [weight(item) for item in items]
    jobs = min(workers.jobs, sum(weights) // SMALLEST, len(items))
    if workers.executor is None:
        return in_copies(partial(function, shared), items, jobs, kind, CopyLimits(fewest=1), workers.count)
    batches = [batch for batch in balanced(weights, [kind(item) for item in items], max(jobs, 1)) if batch]
    if not batches:
        return []
    mine, others = (batches[0], batches[1:]) if workers.joins else ([], batches)
    results: dict[int, R] = {}
    if not others:
        results.update(zip(mine, function(shared, [items[i] for i in mine]), strict=True))
        return [results[index] for index in range(len(items))]
    with workers.executor(len(others)) as executor:
        with interrupts_held():
            futures = [executor.submit(function, shared, [items[i] for i in batch]) for batch in others]
        if mine:
            results.update(zip(mine, function(shared, [items[i] for i in mine]), strict=True))
        for batch, future in zip(others, futures, strict=True):
            results.update(zip(batch, future.result(), strict=True))
            workers.count(len(results), len(items))
    return [results[index] for index in range(len(items))]


def balanced(weights: Sequence[int], kinds: Sequence[Hashable], count: int) -> list[list[int]]:
    """Indexes in ``count`` batches of about equal weight; items of one kind are in one batch, in their order."""
    groups: dict[Hashable, list[int]] = {}
    for index, kind in enumerate(kinds):
        groups.setdefault(kind, []).append(index)
    heaviest_first = sorted(groups.values(), key=lambda group: -sum(weights[index] for index in group))
    batches: list[list[int]] = [[] for _ in range(count)]
    loads = [0] * count
    for group in heaviest_first:
        lightest = loads.index(min(loads))
        batches[lightest] += group
        loads[lightest] += sum(weights[index] for index in group)
    return batches
