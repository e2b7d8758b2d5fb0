"""The collector of reference cycles, held back where it can find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

EASED = 300_000
"""Objects made before the collector looks at the young ones; a page's tree has some thousands."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """While many records are made that stay, the collector would look at all of them again and again.

    Python starts it by the number of objects made; with the facts of 5,000 pages it takes more time than reading them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made stays, so the collector need never look at it.
        gc.freeze()
        if was_enabled:
            gc.enable()


@contextmanager
def collection_eased() -> Iterator[None]:
    """While many trees are made and dropped, each with cycles: the collector comes, but less often."""
    before = gc.get_threshold()
    gc.set_threshold(EASED, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
