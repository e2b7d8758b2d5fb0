"""Memoised stages: a result is reused if its input is the same and all recorded questions still have the same answers.

A trace consists of the questions of one run (its reads) and the key of its result. An input may have several: a text in
two versions may read a variable that differs between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

from builder.diagnostics.outcome import Read
from builder.digests import digest
from builder.engine.decoding import decoded
from builder.engine.store import Store

V = TypeVar("V")

TRACES_KEPT = 16
"""Traces per input; the newest are kept."""


class Trace(msgspec.Struct, frozen=True):
    """The reads of one run of a stage, and the key of its value."""

    reads: tuple[Read, ...]
    value: str


def input_key(stage: str, *inputs: str) -> str:
    """The key under which the traces of a stage are kept for these inputs."""
    return digest(stage, *inputs)


def value_name(key: str, data: bytes) -> str:
    """The key of a value that a stage returned for the inputs with ``key``."""
    return digest(key, data)


class MemoStage(Generic[V]):
    """A memoised stage: its name, the version of its code, the type of its value."""

    __slots__ = ("_decoder", "identity")

    def __init__(self, name: str, version: str, type: type[V]) -> None:
        self.identity = f"{name}/{version}"
        self._decoder = msgspec.msgpack.Decoder(type)

    def key(self, *inputs: str) -> str:
        """The key under which the traces for these inputs are kept."""
        return input_key(self.identity, *inputs)

    def decode(self, data: bytes) -> V | None:
        """The decoded value; ``None`` if the bytes don't contain one."""
        return decoded(self._decoder, data)


_TRACES = msgspec.msgpack.Decoder(tuple[Trace, ...])


class Memo:
    """Looks up and stores the results of stages."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    def fetch(
        self,
        stage: MemoStage[V],
        keys: Iterable[str],
        answer: Callable[[Read], str],
        values: dict[str, V] | None = None,
    ) -> dict[str, V]:
        """By input key, the values whose questions still have the same answers.

        ``values`` are those that earlier calls loaded from the store, by name; this call adds its own.
        """
        values = {} if values is None else values
        chosen: dict[str, str] = {}
        for key, data in self._store.get_many(keys).items():
            for trace in _decode_traces(data):
                if all(answer(read) == read.digest for read in trace.reads):
                    chosen[key] = trace.value
                    break
        keys_of = {name: key for key, name in chosen.items()}
        for name, data in self._store.get_many(name for name in keys_of if name not in values).items():
            # A name is a digest of its value, but the store may contain another value.
            value = stage.decode(data) if value_name(keys_of[name], data) == name else None
            if value is not None:
                values[name] = value
        return {key: values[name] for key, name in chosen.items() if name in values}

    def keep(self, results: Iterable[tuple[str, tuple[Read, ...], str]]) -> None:
        """Store, by input key, the reads of a stage and the name of its value; a key may occur several times."""
        found = list(results)
        known = self._store.get_many(key for key, _, _ in found)
        traces = {key: _decode_traces(data) for key, data in known.items()}
        for key, reads, name in found:
            older = tuple(trace for trace in traces.get(key, ()) if trace.reads != reads)
            traces[key] = (Trace(reads, name), *older)[:TRACES_KEPT]
        self._store.put_many({key: msgspec.msgpack.encode(traces[key]) for key, _, _ in found})


def _decode_traces(data: bytes) -> tuple[Trace, ...]:
    return (decoded(_TRACES, data) or ()) if data else ()
