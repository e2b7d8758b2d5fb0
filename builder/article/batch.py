"""Many articles in one go, as bytes: what runs in each worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.compose import Composer, ComposeSettings
from builder.article.doors import VARIABLE, VariablesDoor
from builder.content.source import Source
from builder.diagnostics.outcome import Read


class Task(msgspec.Struct, frozen=True):
    """One text to compose."""

    source: Source
    variables: Mapping[str, Any] | None
    """Those of its version; ``None`` for a partial, whose variables are its users' affair."""


class Composed(msgspec.Struct, frozen=True):
    """One article, encoded: what a cache keeps and a process sends."""

    facts: bytes
    content: bytes
    """Empty where it is kept already."""
    content_digest: str
    reads: tuple[Read, ...]


def compose_each(settings: ComposeSettings, tasks: Iterable[Task]) -> Iterator[Composed]:
    """Compose the tasks in order; one that has an equal before it gets the same result."""
    composer = Composer(settings)
    encode = msgspec.msgpack.Encoder().encode
    done: dict[str, list[Composed]] = {}
    for task in tasks:
        equals = done.setdefault(task.source.digest, [])
        result = _equal(settings, task, equals)
        if result is None:
            outcome = composer.compose(task.source, task.variables)
            facts, content = outcome.value.facts, outcome.value.content
            result = Composed(encode(facts), encode(content), facts.content_digest, outcome.reads)
            # Equal ones share the rendering, which is kept by its digest: held here, all of them would add up.
            equals.append(replace(result, content=b""))
        yield result


def _equal(settings: ComposeSettings, task: Task, equals: Sequence[Composed]) -> Composed | None:
    """A result of the same text, whose questions have the same answers for this task."""
    if task.variables is None or not equals:
        return None
    door = VariablesDoor({**settings.variables, **task.variables}, {})
    return next((each for each in equals if door.repeats(read for read in each.reads if read.kind == VARIABLE)), None)
