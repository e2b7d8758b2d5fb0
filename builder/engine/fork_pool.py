"""Applies a function to shares of items in copies of this process, so that its input need not be sent.

Two workers share a row of units. One takes units from the front, the other from the back, each the next when it has
finished one, until they meet: neither waits for the other, and similar neighbours are done by the same worker. A pipe
contains one byte for each remaining unit; a worker that reads a byte may take one.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from itertools import chain
from typing import Any, TypeVar

import msgspec

from builder.engine.interrupts import interrupts_held
from builder.errors import WorkerLostError
from builder.progress import Count, counted_items, no_count

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Iterable[T]], Sequence[R]]
"""Gets items as they are taken, and gives the results in their order."""

FEWEST = 200
"""Items per process, below which copying this process costs more than it saves."""
_LOST = (
    "A process of the build ended before its work was done. The system may have stopped it because memory ran out: "
    "use fewer processes, such as --jobs 1."
)
MOST_UNITS = 4_000
"""Units per row: a pipe can hold that many bytes on all systems."""


def default_jobs() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_copy() -> bool:
    """Whether this system can copy a process."""
    return hasattr(os, "fork")


def _can_wait() -> bool:
    """Whether processes can wait for each other here: some containers have no shared memory for that."""
    try:
        _copying().Lock()
    except (ImportError, OSError):
        return False
    return True


def _copying() -> Any:
    """The context in which processes are copied. It is loaded late: most builds after an edit copy none."""
    return importlib.import_module("multiprocessing").get_context("fork")


# Where processes can't be copied, these modules don't exist.
_FCNTL: Any = importlib.import_module("fcntl") if can_copy() else None
_TERMIOS: Any = importlib.import_module("termios") if can_copy() else None


class CopyLimits(msgspec.Struct, frozen=True):
    """How many items are worth a copy of the process."""

    fewest: int = FEWEST
    """For fewer items a process, everything is done here."""
    most: int = sys.maxsize
    """The number of items after which the copies end and others begin. Reading an object changes its reference count
    and so copies its memory page; other copies begin with shared pages again."""


def in_copies(
    function: Work[T, R],
    items: Sequence[T],
    jobs: int,
    kind: Callable[[T], Hashable] = id,
    limits: CopyLimits | None = None,
    count: Count = no_count,
) -> list[R]:
    """``function`` over shares of ``items``; one result an item, in the items' order.

    Items of one ``kind`` are in one share, one after the other. One share is done here, the others in forked copies
    of this process. Where the system can't do that, or there are few items, everything is done here. An exception of
    a copy is raised here; for a copy that dies, WorkerLostError. ``count`` is called with the number of items that
    are done.
    """
    limits = limits or CopyLimits()
    units = _units([kind(item) for item in items])
    jobs = min(jobs, len(items) // limits.fewest, len(units)) if can_copy() else 1
    results: dict[int, R] = {}
    if jobs < 2 or not _can_wait():
        order = list(chain.from_iterable(units))
        ours = [items[index] for index in order]
        done_here = function(ours if count is no_count else counted_items(ours, len(items), count))
        results.update(zip(order, done_here, strict=True))
        return [results[index] for index in range(len(items))]
    for row in _rounds(units, limits.most):
        done = len(results)
        in_round = no_count if count is no_count else lambda more, _, done=done: count(done + more, len(items))
        results.update(_round(function, items, row, min(jobs, len(row)), in_round))
    return [results[index] for index in range(len(items))]


def _rounds(units: Sequence[Sequence[int]], most: int) -> Iterator[Sequence[Sequence[int]]]:
    """The units in groups of about equal size, of ``most`` items or slightly more."""
    items = sum(map(len, units))
    each = -(-items // -(-items // most))
    row: list[Sequence[int]] = []
    size = 0
    for unit in units:
        row.append(unit)
        size += len(unit)
        if size >= each:
            yield row
            row, size = [], 0
    if row:
        yield row


def _round(
    function: Work[T, R], items: Sequence[T], units: Sequence[Sequence[int]], jobs: int, count: Count
) -> Iterable[tuple[int, R]]:
    """The results of these units by their items' indexes."""
    if jobs < 2:
        ours = [index for unit in units for index in unit]
        return zip(ours, function([items[index] for index in ours]), strict=True)
    shares = _shares(units, jobs)
    lifeline, held = os.pipe()
    begin = (_Inherited(function, items, shares), lifeline, held)
    pools: Any = importlib.import_module("concurrent.futures.process")
    pool = pools.ProcessPoolExecutor(jobs - 1, _copying(), _begin_copy, begin)
    try:
        with interrupts_held():
            # The first call makes all copies.
            others = [pool.submit(_share_done, number) for number in range(1, jobs)]
        counted = no_count if count is no_count else _Taken(shares, count)
        results = [zip(*_done(function, items, shares[0], counted), strict=True)]
        results += [zip(*other.result(), strict=True) for other in others]
        pool.shutdown()
    except pools.BrokenProcessPool:
        raise WorkerLostError(_LOST) from None
    finally:
        # After an error, this ends the copies in the middle of their work.
        os.close(held)
        pool.shutdown(cancel_futures=True)
        for pipe in {lifeline, *(share.left for share in shares)}:
            os.close(pipe)
    return chain.from_iterable(results)


class _Inherited(msgspec.Struct, frozen=True):
    """Everything that copies share with this process without being sent it."""

    function: Work[Any, Any]
    items: Sequence[Any]
    shares: Sequence[_Share]


_WORK: ContextVar[_Inherited] = ContextVar("work")
"""The work of a copy; not set anywhere else."""


def _begin_copy(work: _Inherited, lifeline: int, held: int) -> None:
    """In a copy: leave Ctrl-C to the process that a person started, and end when that does, even by force.

    Nothing is ever written to the ``lifeline``; it ends when its writing end is closed, which only the caller holds.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.close(held)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _WORK.set(work)


def _end_with(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)


def _share_done(number: int) -> tuple[list[int], Sequence[Any]]:
    """In a copy: the results of a share, with the indexes of its items."""
    work = _WORK.get()
    return _done(work.function, work.items, work.shares[number])


class _Share(msgspec.Struct, frozen=True):
    """The units of a row that one worker may take, from one end. The first unit is always its own."""

    units: Sequence[Sequence[int]]
    left: int
    """A pipe with one byte for each unit that no worker has taken."""

    def taken(self) -> Iterator[int]:
        """The items of the units, while there are any."""
        for number, unit in enumerate(self.units):
            if number and not os.read(self.left, 1):
                return
            yield from unit


class _Taken:
    """Counts the items that the workers of a round have taken, from the items left in their pipes."""

    def __init__(self, shares: Sequence[_Share], count: Count) -> None:
        rows = {share.left: share.units for share in shares}
        self._pipes = tuple(rows)
        self._units = sum(len(row) for row in rows.values())
        self._items = sum(len(unit) for row in rows.values() for unit in row)
        self._count = count

    def __call__(self, done: int, total: int) -> None:
        left = sum(map(_bytes_in, self._pipes))
        self._count(self._items * (self._units - left) // self._units, self._items)


def _bytes_in(pipe: int) -> int:
    """The number of bytes waiting in a pipe."""
    data: bytes = _FCNTL.ioctl(pipe, _TERMIOS.FIONREAD, bytes(4))
    return int.from_bytes(data, sys.byteorder)


def _units(kinds: Sequence[Hashable]) -> list[list[int]]:
    """The indexes of the items of each kind, in the order of the kinds."""
    groups: dict[Hashable, list[int]] = {}
    for index, kind in enumerate(kinds):
        groups.setdefault(kind, []).append(index)
    units = list(groups.values())
    each = -(-len(units) // MOST_UNITS)
    if each < 2:
        return units
    return [[index for unit in units[at : at + each] for index in unit] for at in range(0, len(units), each)]


def _shares(units: Sequence[Sequence[int]], jobs: int) -> list[_Share]:
    """A share for each worker: a row of units for two workers, or for a single one that is left over."""
    shares = []
    for first in range(0, jobs, 2):
        workers = min(2, jobs - first)
        row = units[len(units) * first // jobs : len(units) * (first + workers) // jobs]
        left = _pipe_of(len(row) - workers)
        shares += [_Share(row, left), _Share(row[::-1], left)][:workers]
    return shares


def _pipe_of(count: int) -> int:
    """The reading end of a pipe with that many bytes, with its writing end closed afterwards."""
    reading, writing = os.pipe()
    os.write(writing, b"." * count)
    os.close(writing)
    return reading


def _done(
    function: Work[T, R], items: Sequence[T], share: _Share, count: Count = no_count
) -> tuple[list[int], Sequence[R]]:
    """The indexes of the taken items, and their results."""
    taken: list[int] = []

    def feed() -> Iterator[T]:
        for index in share.taken():
            taken.append(index)
            yield items[index]
            count(len(taken), 0)

    results = function(feed())
    return taken, results
