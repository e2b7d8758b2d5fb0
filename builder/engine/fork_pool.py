"""Applies a function to shares of items in copies of this process, so that its input need not be sent.

Two workers share a row of units. One takes units from the front, the other from the back, each the next when it has
finished one, until they meet: nobody waits for the other, and similar neighbours are done by the same worker. A pipe
contains one byte for each remaining unit; whoever reads a byte may take one.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import msgspec

from builder.engine.interrupts import interrupts_held
from builder.progress import Count, counted_items, no_count

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Iterable[T]], Sequence[R]]
"""Gets items as they are taken, and gives the results in their order."""

FEWEST = 200
"""Items per process, below which copying this process costs more than it saves."""
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


# Where processes can't be copied, these modules don't exist.
_FCNTL: Any = importlib.import_module("fcntl") if can_copy() else None
_TERMIOS: Any = importlib.import_module("termios") if can_copy() else None


class CopyLimits(msgspec.Struct, frozen=True):
    """How many items are worth a copy of the process."""

    fewest: int = FEWEST
    """For fewer items a process, everything is done here."""
    most: int = sys.maxsize
    """After about so many items, the copies end and others begin. Reading an object changes its reference count and so
    copies its memory page; other copies begin with shared pages again."""


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
    of this process, which end without cleaning up. Where the system can't fork, or there are few items, everything is
    done here. An exception of a copy is raised here. ``count`` is called with the number of items that are done.
    """
    limits = limits or CopyLimits()
    units = _units([kind(item) for item in items])
    jobs = min(jobs, len(items) // limits.fewest, len(units)) if can_copy() else 1
    if jobs < 2:
        return list(function(items if count is no_count else counted_items(items, len(items), count)))
    results: dict[int, R] = {}
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
    shares = _shares(units, jobs)
    mine, *others = shares
    children: list[_Child] = []
    try:
        for share in others:
            children.append(_fork(function, items, share))
        counted = no_count if count is no_count else _Taken(shares, count)
        results = [zip(*_done(function, items, mine, counted), strict=True)]
        results += [zip(*_result(children.pop(0)), strict=True) for _ in others]
    finally:
        for child in children:
            _end(child)
        for left in {share.left for share in shares}:
            os.close(left)
    return chain.from_iterable(results)


class _Share(msgspec.Struct, frozen=True):
    """The units of a row that one worker may take, from one end. The first unit is always its own."""

    units: Sequence[Sequence[int]]
    left: int
    """A pipe with a byte for each unit that nobody has taken."""

    def taken(self) -> Iterator[int]:
        """The items of the units, while there are any."""
        for number, unit in enumerate(self.units):
            if number and not os.read(self.left, 1):
                return
            yield from unit


class _Taken:
    """Counts the items that the workers of a round have taken, by what is left in their pipes."""

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


class _Child(msgspec.Struct, frozen=True):
    pid: int
    pipe: int
    """The pipe from which its result is read."""


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


def _fork(function: Work[T, R], items: Sequence[T], share: _Share) -> _Child:
    reading, writing = os.pipe()
    with interrupts_held():
        pid = os.fork()
        if not pid:
            # Ctrl-C is for the process that a person started, which ends its copies.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    if pid:
        os.close(writing)
        return _Child(pid, reading)
    status = 1
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pickle.dump(_outcome(function, items, share), pipe)
        status = 0
    finally:
        os._exit(status)


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


def _outcome(
    function: Work[T, R], items: Sequence[T], share: _Share
) -> tuple[tuple[list[int], Sequence[R]] | None, Exception | None]:
    try:
        return _done(function, items, share), None
    except Exception as error:  # It is raised where the result is used.
        return None, error


def _result(child: _Child) -> Any:
    with open(child.pipe, "rb", closefd=False) as pipe:
        data = pipe.read()
    os.close(child.pipe)
    os.waitpid(child.pid, 0)
    try:
        value, error = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        raise ChildProcessError("a process of the build ended before its work was done") from None
    if error is not None:
        raise error
    return value


def _end(child: _Child) -> None:
    os.kill(child.pid, signal.SIGKILL)
    os.close(child.pipe)
    os.waitpid(child.pid, 0)
