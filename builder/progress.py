"""The progress of long work: a callback that stages call and that commands give. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Called with the name of the work (``Composing pages``), the number of items done, and the number of all; 0 of 0 for
work that is not counted. It is called very often, so it must be cheap.
"""

Count = Callable[[int, int], None]
"""The same for one piece of work: items done, and all."""


def no_progress(work: str, done: int, total: int) -> None:
    """Show nothing."""


def no_count(done: int, total: int) -> None:
    """Show nothing."""


def counted_items(items: Iterable[T], total: int, count: Count) -> Iterator[T]:
    """The items; each counts as done when the next is taken."""
    for done, item in enumerate(items, 1):
        yield item
        count(done, total)
