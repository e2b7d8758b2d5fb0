"""One function over shares of items, in copies of this process: what it works on needs no sending."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from builder.scheduler.fan_out import balanced
from builder.scheduler.interrupts import interrupts_held

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 200
"""Items a process, below which copying this one costs more than it saves."""


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    pipe: int
    """Where its result is read."""


def in_copies(
    function: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    jobs: int,
    kind: Callable[[T], Hashable] = id,
) -> list[R]:
    """``function`` over shares of ``items``; one result an item, in the items' order.

    Items of one ``kind`` are in one share, one behind the other. The first share is done here, the others in
    forked copies of this process, which end without any of its clearing up. Where the system can't fork, or for
    few items, all is done here. What a copy raises is raised here.
    """
    jobs = min(jobs, len(items) // FEWEST) if hasattr(os, "fork") else 1
    shares = [share for share in balanced([1] * len(items), [kind(item) for item in items], max(jobs, 1)) if share]
    if not shares:
        return []
    mine, *others = shares
    children = [_fork(function, [items[index] for index in share]) for share in others]
    try:
        results = dict(zip(mine, function([items[index] for index in mine]), strict=True))
        for share in others:
            results.update(zip(share, _result(children.pop(0)), strict=True))
    finally:
        for child in children:
            _end(child)
    return [results[index] for index in range(len(items))]


def _fork(function: Callable[[Sequence[T]], Sequence[R]], share: Sequence[T]) -> _Child:
    reading, writing = os.pipe()
    with interrupts_held():
        pid = os.fork()
        if not pid:
            # Ctrl-C is for the process that a person started; it ends its copies.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    if pid:
        os.close(writing)
        return _Child(pid, reading)
    status = 1
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pickle.dump(_outcome(function, share), pipe)
        status = 0
    finally:
        os._exit(status)


def _outcome(
    function: Callable[[Sequence[T]], Sequence[R]], share: Sequence[T]
) -> tuple[Sequence[R] | None, Exception | None]:
    try:
        return function(share), None
    except Exception as error:  # it is raised where the result is wanted
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
