"""Workers for parallel work: processes of this machine, or of others."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from builder.engine.fork_pool import can_copy
from builder.progress import Count, no_count

_EXECUTOR: Any = None if can_copy() else importlib.import_module("builder.engine.spawn_pool").process_executor


class Workers(msgspec.Struct, frozen=True, kw_only=True):
    """Workers, this process among them."""

    jobs: int
    """The number of batches that run at once."""
    executor: Callable[[int], AbstractContextManager[Any]] | None = _EXECUTOR
    """An ``Executor`` that takes that many batches; ``None`` if copies of this process do."""
    joins: bool = True
    """Whether this process works on a batch too."""
    is_here: bool = True
    """Whether all workers are on this machine, and can write the same files as this process."""
    count: Count = no_count
    """Called with the number of items that are done, and of all."""
    end: Callable[[], None] = lambda: None
    """Ends the workers immediately; callers that wait for them get an error."""
