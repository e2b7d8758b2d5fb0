"""A batch of items computed in one worker: large results are kept where they are made instead of being sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.diagnostics.outcome import Encoded
from builder.engine.stage import Stage
from builder.engine.store import Store
from builder.engine.traces import input_key, value_name

MOST_WAITING = 4_000_000
"""Bytes of results that wait until they are kept together."""


class BatchContext(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a worker is given."""

    stage: Stage[Any, Any]
    origin: tuple[str, ...]
    """The beginning of every key: the stage, the program, and what all items share."""
    store: Store | None
    """Where results are kept; ``None`` if only the process that asked for them can keep them."""


class Finished(msgspec.Struct, frozen=True):
    """One item's result, with its keys."""

    key: str
    """Of the input that was read: it may have changed since its folder was listed."""
    name: str
    """The key of the value."""
    result: Encoded


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
            size += len(each.result.attachment) + len(each.result.value)
        if size > MOST_WAITING:
            results += _kept(context.store, waiting)
            waiting, size = [], 0
    return results + _kept(context.store, waiting)


def _finished(context: BatchContext, items: Iterable[Any]) -> Iterator[Finished | None]:
    work = context.stage.open()
    for item in items:
        done = work(item)
        if done is None:
            yield None
        else:
            digest, result = done
            key = input_key(*context.origin, digest)
            yield Finished(key, value_name(key, result.value), result)


def _kept(store: Store, results: list[Finished | None]) -> list[Finished | None]:
    """The results without their large parts, if the store has taken those."""
    if not store.put_many(values_of(each for each in results if each is not None)):
        return results
    return [each and replace(each, result=replace(each.result, value=b"", attachment=b"")) for each in results]


def values_of(results: Iterable[Finished]) -> dict[str, bytes]:
    """The parts of results to keep, by key. Empty parts have been kept already."""
    values: dict[str, bytes] = {}
    for each in results:
        if each.result.value:
            values[each.name] = each.result.value
        if each.result.attachment:
            values[attachment_key(each.result.attachment_digest)] = each.result.attachment
    return values


def attachment_key(digest: str) -> str:
    """The key under which an attachment is kept."""
    return f"content/{digest}"
