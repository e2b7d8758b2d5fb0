"""Tunes the garbage collector where it would find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

EASED = 300_000
"""Objects created before the collector checks the youngest ones; a page's tree has some thousands."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """For code that makes many records that stay: the collector would visit all of them again and again.

    Python starts it by the number of new objects; with the facts of 5,000 pages it takes longer than reading them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # These objects stay, so the collector never needs to visit them.
        gc.freeze()
        if was_enabled:
            gc.enable()


@contextmanager
def collection_eased() -> Iterator[None]:
    """For code that makes and drops many trees with cycles: the collector runs, but less often."""
    before = gc.get_threshold()
    gc.set_threshold(EASED, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
