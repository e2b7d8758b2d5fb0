"""Fanning out: the same results, in order, however many processes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builder.engine.executors import Workers
from builder.engine.fan_out import SMALLEST, balanced, fan_out


def doubled(shared: int, items: Sequence[int]) -> list[int]:
    return [shared * item for item in items]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_items_order(jobs: int) -> None:
    items = list(range(50))
    assert fan_out(doubled, 2, items, lambda item: SMALLEST, Workers(jobs=jobs)) == [2 * item for item in items]


def test_nothing_gives_nothing() -> None:
    assert fan_out(doubled, 2, [], lambda item: SMALLEST, Workers(jobs=4)) == []


def test_batches_are_balanced_and_complete() -> None:
    weights = [100, 1, 1, 50, 50, 1]
    batches = balanced(weights, range(6), 2)
    assert sorted(index for batch in batches for index in batch) == list(range(6))
    totals = sorted(sum(weights[index] for index in batch) for batch in batches)
    assert totals[1] - totals[0] <= 3


def test_items_of_one_kind_stay_together_and_in_order() -> None:
    kinds = ["a", "b", "a", "c", "b", "a"]
    batches = balanced([1] * 6, kinds, 2)
    assert sorted(map(sorted, batches)) == [[0, 2, 5], [1, 3, 4]]
    for batch in batches:
        for kind in "abc":
            assert [index for index in batch if kinds[index] == kind] == sorted(
                index for index in batch if kinds[index] == kind
            )
