"""One function over shares of items, in copies of this process: what it works on needs no sending."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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


def in_copies(function: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> list[R]:
    """``function`` over shares of ``items``, one after the other in the items' order; one result a share.

    The first share is done here, the others in forked copies of this process, which end without any of its
    clearing up. Where the system can't fork, or for few items, all is done here. What a copy raises is raised here.
    """
    jobs = min(jobs, len(items) // FEWEST)
    if jobs < 2 or not hasattr(os, "fork"):
        return [function(items)]
    size = -(-len(items) // jobs)
    mine, *others = [items[start : start + size] for start in range(0, len(items), size)]
    children = [_fork(function, share) for share in others]
    try:
        results = [function(mine)]
        while children:
            results.append(_result(children.pop(0)))
    finally:
        for child in children:
            _end(child)
    return results


def _fork(function: Callable[[Sequence[T]], R], share: Sequence[T]) -> _Child:
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


def _outcome(function: Callable[[Sequence[T]], R], share: Sequence[T]) -> tuple[R | None, Exception | None]:
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
