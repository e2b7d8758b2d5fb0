"""The collector of reference cycles, held back where it can find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
        if was_enabled:
            gc.enable()
