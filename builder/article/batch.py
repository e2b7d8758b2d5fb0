"""Many articles in one go, as bytes: what runs in each worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from builder.article.compose import Composer, ComposeSettings
from builder.content.source import Source
from builder.diagnostics.outcome import Read


@dataclass(frozen=True, slots=True)
class Task:
    """One text to compose."""

    source: Source
    variables: Mapping[str, Any] | None
    """Those of its version; ``None`` for a partial, whose variables are its users' affair."""


@dataclass(frozen=True, slots=True)
class Composed:
    """One article, encoded: what a cache keeps and a process sends."""

    facts: bytes
    content: bytes
    content_digest: str
    reads: tuple[Read, ...]


def compose_batch(settings: ComposeSettings, tasks: Sequence[Task]) -> list[Composed]:
    """Compose the tasks in order."""
    composer = Composer(settings)
    encode = msgspec.msgpack.Encoder().encode
    results = []
    for task in tasks:
        outcome = composer.compose(task.source, task.variables)
        facts, content = outcome.value.facts, outcome.value.content
        results.append(Composed(encode(facts), encode(content), facts.content_digest, outcome.reads))
    return results
