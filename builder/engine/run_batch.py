"""Computes a batch of items in one worker, which stores large results itself instead of sending them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.diagnostics.outcome import Outcome, Read
from builder.engine.decoding import Decoder, decoded
from builder.engine.stage import Stage
from builder.engine.store import Store
from builder.engine.traces import input_key, value_name

MOST_WAITING = 4_000_000
"""Bytes of results that are collected before they are stored together."""

_ENCODE = msgspec.msgpack.Encoder(enc_hook=str).encode
"""Texts of other classes than ``str`` are kept as texts."""


class BatchContext(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a worker needs."""

    stage: Stage[Any, Any]
    origin: tuple[str, ...]
    """The beginning of every key: the stage, the program, and the shared inputs."""
    store: Store | None
    """The store for results; ``None`` if only the calling process can store them."""


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """One item's result as bytes, with its keys."""

    key: str
    """Digest of the input that was read: it may have changed since its folder was listed."""
    name: str
    """The key of the value."""
    value: bytes
    """Empty if the store already has it."""
    attachments: Mapping[str, bytes]
    """The parts that are fetched on demand, by digest; without those that the store already has."""
    parts: bytes
    """The parts of the result to keep for the next time; empty if the store already has them."""
    reads: tuple[Read, ...]


def run_batch(context: BatchContext, items: Iterable[Any]) -> list[Finished | None]:
    """Compute the items; one result for each, in their order, ``None`` for an input that can't be read."""
    finished = _finished(context, items)
    if context.store is None:
        return list(finished)
    results: list[Finished | None] = []
    waiting: list[Finished | None] = []
    size = 0
    for each in finished:
        waiting.append(each)
        if each is not None:
            size += sum(map(len, each.attachments.values())) + len(each.value) + len(each.parts)
        if size > MOST_WAITING:
            results += _kept(context.store, waiting)
            waiting, size = [], 0
    return results + _kept(context.store, waiting)


def _finished(context: BatchContext, items: Iterable[Any]) -> Iterator[Finished | None]:
    parts_decoder = msgspec.msgpack.Decoder(context.stage.parts_type)
    work = context.stage.open(partial(_kept_parts, context, parts_decoder))
    last: tuple[str, Outcome[Any], Finished] | None = None
    for item in items:
        done = work(item)
        if done is None:
            yield None
            continue
        digest, outcome = done
        # Neighbours often have the same result; it is encoded once.
        if last is None or last[0] != digest or last[1] is not outcome:
            last = digest, outcome, _encoded(context, input_key(*context.origin, digest), outcome)
        yield last[2]


def _encoded(context: BatchContext, key: str, outcome: Outcome[Any]) -> Finished:
    stage = context.stage
    value, parts = _ENCODE(stage.value(outcome.value)), stage.parts(outcome.value)
    return Finished(
        key=key,
        name=value_name(key, value),
        value=value,
        attachments={digest: _ENCODE(part) for digest, part in stage.attachments(outcome.value).items()},
        parts=_ENCODE(parts) if parts is not None else b"",
        reads=outcome.reads,
    )


def _kept(store: Store, results: list[Finished | None]) -> list[Finished | None]:
    """The results without their large parts, if the store has taken those."""
    if not store.put_many(values_of(each for each in results if each is not None)):
        return results
    return [each and replace(each, value=b"", attachments={}, parts=b"") for each in results]


def values_of(results: Iterable[Finished]) -> dict[str, bytes]:
    """The parts of results to store, by key. Empty parts are stored already."""
    values: dict[str, bytes] = {}
    for each in results:
        if each.value:
            values[each.name] = each.value
        values.update({attachment_key(digest): data for digest, data in each.attachments.items()})
        if each.parts:
            values[_parts_key(each.key)] = each.parts
    return values


def _parts_key(key: str) -> str:
    """The key under which the parts of a result are kept."""
    return f"parts/{key}"


def _kept_parts(context: BatchContext, decoder: Decoder[Any], digest: str) -> Any:
    """The parts of an earlier result for this input."""
    if context.store is None:
        return None
    key = _parts_key(input_key(*context.origin, digest))
    return decoded(decoder, context.store.get_many([key]).get(key))


def attachment_key(digest: str) -> str:
    """The key under which an attachment is kept."""
    return f"content/{digest}"
