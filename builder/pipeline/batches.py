"""A batch of texts composed, in whichever process: large results are kept as they are made, and not sent."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from builder.article.batch import Composed, Task, compose_each
from builder.article.compose import ComposeSettings
from builder.cache.store import Store

MOST_WAITING = 4_000_000
"""Bytes of renderings that wait to be kept together."""


class Workshop(msgspec.Struct, frozen=True):
    """What every process that composes is given."""

    settings: ComposeSettings
    store: Store | None
    """Where renderings are kept; ``None`` if only the process that asked for them can do that."""


def compose_batch(workshop: Workshop, tasks: Iterable[Task]) -> list[Composed]:
    """Compose the tasks; one result a task, in their order, without its renderings where those are kept already."""
    store = workshop.store
    if store is None:
        return list(compose_each(workshop.settings, tasks))
    results: list[Composed] = []
    waiting: list[Composed] = []
    size = 0
    for result in compose_each(workshop.settings, tasks):
        waiting.append(result)
        size += len(result.content)
        if size > MOST_WAITING:
            results += _kept(store, waiting)
            waiting, size = [], 0
    return results + _kept(store, waiting)


def _kept(store: Store, results: list[Composed]) -> list[Composed]:
    """Without their renderings, if the store has taken them."""
    if store.put_many(_contents(results)):
        return [replace(result, content=b"") for result in results]
    return results


def _contents(results: list[Composed]) -> dict[str, bytes]:
    """By key, those that are here: an equal page's are its equal's."""
    return {content_key(result.content_digest): result.content for result in results if result.content}


def content_key(content_digest: str) -> str:
    """The key under which an article's renderings are kept."""
    return f"content/{content_digest}"
