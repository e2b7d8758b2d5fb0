"""Stores of values between builds: the interface, and a store in memory for one process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec


class Store(Protocol):
    """Values by key."""

    is_shared: bool
    """Whether other processes of this machine can read the values; then the store can be sent to them."""

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values that exist and are intact."""

    def present(self, keys: Iterable[str]) -> set[str]:
        """Which of the keys have a value; it is not verified."""

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        """Store values; returns whether they were stored: a store that can't write keeps nothing."""

    def close(self) -> None:
        """Close the file. Values can be asked for afterwards: what was loaded may refer to them."""


class NoStore:
    """Keeps values for this process only: a build without a cache."""

    is_shared = False

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: self._values[key] for key in keys if key in self._values}

    def present(self, keys: Iterable[str]) -> set[str]:
        return {key for key in keys if key in self._values}

    def put_many(self, values: Mapping[str, bytes]) -> bool:
        self._values.update(values)
        return True

    def close(self) -> None:
        """Keep everything: the values are in memory alone."""


class StoreStatistics(msgspec.Struct, frozen=True):
    """The number and size of a store's entries."""

    path: str
    entries: int
    size: int
    """Bytes of all values."""
