"""Composes many texts in one worker, and encodes the results for the cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings
from builder.article.dependencies import VARIABLE, RecordedVariables
from builder.article.linting import Lint
from builder.content.source import Source
from builder.diagnostics.outcome import Encoded

Variables = Mapping[str, Any]

MOST_REMEMBERED = 1_000
"""Texts whose results are remembered: the versions of a page are composed one after the other."""


class Batch:
    """Composes texts; equal ones whose questions have equal answers only once."""

    def __init__(self, settings: ComposeSettings, lint: Lint) -> None:
        self._settings = settings
        self._composer = Composer(settings, lint)
        self._encode = msgspec.msgpack.Encoder().encode
        self._done: dict[str, list[Encoded]] = {}

    def compose(self, source: Source, variables: Variables | None) -> Encoded:
        """One article; ``variables`` are those of its version, ``None`` for a partial, whose pages give them.

        A repeated result comes without its renderings: the cache has them by their digest, and keeping all of them
        here would take too much memory.
        """
        if len(self._done) > MOST_REMEMBERED:
            del self._done[next(iter(self._done))]
        equals = self._done.setdefault(source.digest, [])
        known = self._equal(variables, equals)
        if known is not None:
            return known
        outcome = self._composer.compose(source, variables)
        facts, content = outcome.value.facts, outcome.value.content
        result = Encoded(self._encode(facts), self._encode(content), facts.content_digest, outcome.reads)
        equals.append(replace(result, attachment=b""))
        return result

    def _equal(self, variables: Variables | None, equals: Sequence[Encoded]) -> Encoded | None:
        """A result of the same text whose questions have the same answers now."""
        if variables is None or not equals:
            return None
        variables_seen = RecordedVariables({**self._settings.variables, **variables}, {})
        asked = ((each, (read for read in each.reads if read.kind == VARIABLE)) for each in equals)
        return next((each for each, reads in asked if variables_seen.repeats(reads)), None)
