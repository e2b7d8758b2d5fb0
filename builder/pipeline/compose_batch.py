"""A batch of texts composed, in whichever process: what is large is kept as it is made, and not sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec.structs import replace

from builder.article.batch import Batch, Composed, Variables
from builder.article.compose_records import ComposeSettings
from builder.engine.traces import input_key, value_name
from builder.engine.store import Store
from builder.content.source import Source

MOST_WAITING = 4_000_000
"""Bytes that wait to be kept together."""


class Task(msgspec.Struct, frozen=True):
    """One text to compose."""

    path: str
    size: int
    """Of the text; about, it may be counted in bytes."""
    variables: Variables | None
    """Those of its version; ``None`` for a partial, whose variables are its users' affair."""
    source: Source | None = None
    """``None`` if whoever composes it reads it."""


def _unread(path: str) -> None:
    """Nothing: the tasks bring their texts."""


class ComposeContext(msgspec.Struct, frozen=True):
    """What every process that composes is given."""

    settings: ComposeSettings
    origin: tuple[str, ...]
    """Of the keys: the stage, and what its results depend on besides the texts."""
    store: Store | None
    """Where results are kept; ``None`` if only the process that asked for them can do that."""
    read: Callable[[str], Source | None] = _unread
    """Gives the text of a path, if it can."""

    def key(self, text_digest: str) -> str:
        """The key under which results for a text are kept."""
        return input_key(*self.origin, text_digest)


class Finished(msgspec.Struct, frozen=True):
    """One text, composed."""

    key: str
    """Of the text that was read: it may have changed since its folder was listed."""
    name: str
    """The key of its facts."""
    composed: Composed


def compose_batch(context: ComposeContext, tasks: Iterable[Task]) -> list[Finished | None]:
    """Compose the tasks; one result a task, in their order, ``None`` for a text that can't be read."""
    finished = _finished(context, tasks)
    if context.store is None:
        return list(finished)
    results: list[Finished | None] = []
    waiting: list[Finished | None] = []
    size = 0
    for result in finished:
        waiting.append(result)
        if result is not None:
            size += len(result.composed.content) + len(result.composed.facts)
        if size > MOST_WAITING:
            results += _kept(context.store, waiting)
            waiting, size = [], 0
    return results + _kept(context.store, waiting)


def _finished(context: ComposeContext, tasks: Iterable[Task]) -> Iterator[Finished | None]:
    batch = Batch(context.settings)
    for task in tasks:
        source = task.source or context.read(task.path)
        if source is None:
            yield None
        else:
            composed = batch.compose(source, task.variables)
            key = context.key(source.digest)
            yield Finished(key, value_name(key, composed.facts), composed)


def _kept(store: Store, results: list[Finished | None]) -> list[Finished | None]:
    """Without what is large, if the store has taken it."""
    if not store.put_many(values_of(each for each in results if each is not None)):
        return results
    return [each and replace(each, composed=replace(each.composed, facts=b"", content=b"")) for each in results]


def values_of(results: Iterable[Finished]) -> dict[str, bytes]:
    """What is to be kept of results, by key: what is here, for an equal page's renderings are its equal's."""
    values: dict[str, bytes] = {}
    for each in results:
        if each.composed.facts:
            values[each.name] = each.composed.facts
        if each.composed.content:
            values[content_key(each.composed.content_digest)] = each.composed.content
    return values


def content_key(content_digest: str) -> str:
    """The key under which an article's renderings are kept."""
    return f"content/{content_digest}"
