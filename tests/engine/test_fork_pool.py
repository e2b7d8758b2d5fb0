"""Shares in copies of the process: the same results, in order; an error in a copy is raised here."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import time
from collections.abc import Iterable, Sequence

import pytest

from builder.engine.fork_pool import FEWEST, CopyLimits, in_copies
from builder.errors import WorkerLostError

ITEMS = list(range(3 * FEWEST))


def doubled(items: Iterable[int]) -> list[tuple[int, int]]:
    return [(os.getpid(), 2 * item) for item in items]


def slowly_doubled(items: Iterable[int]) -> list[tuple[int, int]]:
    """Takes long enough that each copy has begun its share before another is done."""
    time.sleep(0.2)
    return doubled(items)


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
def test_results_come_in_the_items_order(jobs: int) -> None:
    results = in_copies(slowly_doubled, ITEMS, jobs)
    assert [value for _, value in results] == [2 * item for item in ITEMS]
    if hasattr(os, "fork"):
        assert len({pid for pid, _ in results}) == min(jobs, 3)


def test_few_items_stay_here() -> None:
    assert {pid for pid, _ in in_copies(doubled, ITEMS[:FEWEST], 4)} == {os.getpid()}
    assert in_copies(doubled, [], 4) == []


def test_without_shared_memory_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(context: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(multiprocessing.context.BaseContext, "Lock", refused)
    assert {pid for pid, _ in in_copies(doubled, ITEMS, 3)} == {os.getpid()}


def test_items_of_one_kind_are_done_together() -> None:
    asked: dict[int, list[int]] = {}
    for item, (pid, _) in zip(ITEMS, in_copies(doubled, ITEMS, 3, lambda item: item % 7), strict=True):
        asked.setdefault(item % 7, []).append(pid)
    assert all(len(set(pids)) == 1 for pids in asked.values())


def test_items_of_one_kind_are_done_one_after_the_other_in_one_process() -> None:
    seen: list[int] = []

    def noted(items: Iterable[int]) -> list[int]:
        seen.extend(items)
        return [2 * item for item in seen]

    assert in_copies(noted, ITEMS[:9], 1, lambda item: item % 3) == [2 * item for item in ITEMS[:9]]
    assert [item % 3 for item in seen] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("most", [1, 90, FEWEST, 3 * FEWEST])
def test_copies_are_renewed_after_some_items(most: int) -> None:
    results = in_copies(doubled, ITEMS, 2, lambda item: item // 5, CopyLimits(most=most))
    assert [value for _, value in results] == [2 * item for item in ITEMS]
    if hasattr(os, "fork"):
        # Five items of a kind stay together, so a round has at least as many; with one kind alone no copy is needed.
        rounds = -(-len(ITEMS) // max(most, 5)) if most > 5 else 0
        assert len({pid for pid, _ in results} - {os.getpid()}) >= rounds - 1
        assert all(len({results[item + n][0] for n in range(5)}) == 1 for item in ITEMS[::5])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_worker_that_is_done_takes_what_another_has_not_begun() -> None:
    reading, writing = os.pipe()

    def held_up_at_first(items: Iterable[int]) -> list[int]:
        taken = []
        for item in items:
            taken.append(item)
            if item == 0:
                os.read(reading, 1)  # until the other has done all the rest
        os.write(writing, b".")
        return [len(taken)] * len(taken)

    counts = in_copies(held_up_at_first, ITEMS, 2)
    os.close(reading)
    os.close(writing)
    assert (counts[0], counts[-1]) == (1, len(ITEMS) - 1)


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_more_kinds_than_a_pipe_holds_bytes(jobs: int) -> None:
    items = list(range(100_000))
    assert in_copies(lambda taken: [item + 1 for item in taken], items, jobs) == [item + 1 for item in items]


def test_an_error_of_a_copy_is_raised() -> None:
    def fails(items: Iterable[int]) -> Sequence[int]:
        if ITEMS[-1] in (taken := list(items)):
            raise OSError(28, "No space left on device")
        return taken

    with pytest.raises(OSError, match="No space left"):
        in_copies(fails, ITEMS, 3)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_copy_that_dies_is_noticed() -> None:
    here = os.getpid()

    def dies(items: Iterable[int]) -> Sequence[int]:
        if os.getpid() != here:
            os._exit(3)
        return list(items)

    with pytest.raises(WorkerLostError, match="before its work was done"):
        in_copies(dies, ITEMS, 2)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_no_copy_outlives_a_failure_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    forked: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(fork()) or forked[-1])

    def stops(items: Iterable[int]) -> Sequence[int]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        while True:
            os.sched_yield()

    with pytest.raises(KeyboardInterrupt):
        in_copies(stops, ITEMS, 3)
    assert len(forked) == 2
    for pid in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
