"""A store for several threads that loses nothing while the program runs, even if the disk is full or read-only."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from builder.engine.store import Store


class FallbackStore:
    """Keeps values in memory that the store below could not keep; only one thread uses the store at a time."""

    is_shared = False

    def __init__(self, beneath: Store) -> None:
        self._beneath = beneath
        self._lock = threading.Lock()
        self._kept: dict[str, bytes] = {}

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        wanted = list(keys)
        with self._lock:
            found = self._beneath.get_many(wanted)
        return {**found, **{key: self._kept[key] for key in wanted if key in self._kept}}

    def present(self, keys: Iterable[str]) -> set[str]:
        wanted = list(keys)
        with self._lock:
            found = self._beneath.present(wanted)
        return found | {key for key in wanted if key in self._kept}

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        with self._lock:
            if self._beneath.put_many(values):
                for key in values:
                    self._kept.pop(key, None)
            else:
                self._kept.update(values)
        return True

    def close(self) -> None:
        with self._lock:
            self._beneath.close()
