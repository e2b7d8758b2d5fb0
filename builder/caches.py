"""The one home of caches that live as long as the process: each is bounded, and all can be listed and cleared.

They hold answers of pure functions, so clearing one costs time and changes nothing. A forked worker starts with the
entries of its parent. ``serve`` clears them when it loads the project again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_CACHES: Final[dict[str, Any]] = {}
"""Filled while modules are imported, and never after."""


def bounded_cache(entries: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorator: keep the answers of a pure function, the last used ``entries`` of them."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=entries)(function)
        _CACHES[f"{function.__module__}.{function.__qualname__}"] = cached
        return cast(Callable[P, R], cached)

    return register


def once(function: Callable[[], R]) -> Callable[[], R]:
    """The function with its answer kept. It is called at most once, and forgotten with whatever holds it."""
    return lru_cache(maxsize=1)(function)


def cache_entries() -> Mapping[str, tuple[int, int]]:
    """The number of cached answers and its limit, by the function's dotted name."""
    found = {name: cached.cache_info() for name, cached in sorted(_CACHES.items())}
    return {name: (info.currsize, info.maxsize) for name, info in found.items()}


def clear_caches() -> None:
    """Forget all answers."""
    for cached in _CACHES.values():
        cached.cache_clear()
