"""Tells new problems from known ones, for baselines and for comparisons with an earlier state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

from builder.diagnostics.diagnostic import Diagnostic

B = TypeVar("B")

Identity = tuple[str, str]
"""A fingerprint and a path, which edits elsewhere don't change."""


class Sorted(msgspec.Struct, Generic[B], frozen=True):
    """Problems before and now, sorted."""

    new: tuple[Diagnostic, ...]
    known: int
    """How many were there before."""
    gone: tuple[B, ...]
    """Problems that were there before and are gone now."""


def identity(diagnostic: Diagnostic) -> Identity:
    """The identity of a problem; several of one may be in a file."""
    return diagnostic.fingerprint, diagnostic.path


def sort_problems(before: Sequence[B], identity_of: Callable[[B], Identity], now: Iterable[Diagnostic]) -> Sorted[B]:
    """The problems of ``now`` that are new, and those of ``before`` that are gone, each in their order."""
    left = Counter(map(identity_of, before))
    new: list[Diagnostic] = []
    known = 0
    for diagnostic in now:
        if _took(left, identity(diagnostic)):
            known += 1
        else:
            new.append(diagnostic)
    gone = tuple(each for each in before if _took(left, identity_of(each)))
    return Sorted(tuple(new), known, gone)


def _took(left: Counter[Identity], one: Identity) -> bool:
    """Whether one of that identity was left; it isn't any more."""
    if left[one] <= 0:
        return False
    left[one] -= 1
    return True
