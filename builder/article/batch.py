"""Composes many texts in one worker: equal texts only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings, settings_in
from builder.article.dependencies import VARIABLE, RecordedVariables
from builder.article.linting import Lint
from builder.article.records import Article
from builder.content.code_files import ReadCode, not_here
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome

Variables = Mapping[str, Any]

MOST_REMEMBERED = 1_000
"""Texts whose articles are remembered, without their large parts: other versions of a page often have the same text."""


class Batch:
    """Composes texts; equal ones whose questions have equal answers only once."""

    def __init__(self, settings: ComposeSettings, lint: Lint, read_code: ReadCode = not_here) -> None:
        self._settings = settings
        self._lint = lint
        self._read_code = read_code
        self._composers = {"": Composer(settings, lint, read_code=read_code)}
        """By language; empty for that of the settings."""
        self._done: dict[str, list[Outcome[Article]]] = {}

    def compose(self, source: Source, variables: Variables | None, language: str = "") -> Outcome[Article]:
        """One article; ``variables`` are those of its version, ``None`` for a partial, whose pages give them.

        A repeated result comes without its large parts: the engine has those by their digests, and keeping all of them
        here would take too much memory.
        """
        if len(self._done) > MOST_REMEMBERED:
            del self._done[next(iter(self._done))]
        equals = self._done.setdefault(f"{source.digest}{language}", [])
        known = self._equal(variables, equals)
        if known is not None:
            return known
        outcome = self._composer(language).compose(source, variables)
        equals.append(replace(outcome, value=replace(outcome.value, content=None, checklist=None)))
        return outcome

    def _composer(self, language: str) -> Composer:
        known = self._composers.get(language)
        if known is None:
            known = self._composers[language] = Composer(
                settings_in(self._settings, language), self._lint, read_code=self._read_code
            )
        return known

    def _equal(self, variables: Variables | None, equals: Sequence[Outcome[Article]]) -> Outcome[Article] | None:
        """A result of the same text whose questions have the same answers now."""
        if variables is None or not equals:
            return None
        variables_seen = RecordedVariables({**self._settings.variables, **variables}, {})
        asked = ((each, (read for read in each.reads if read.kind == VARIABLE)) for each in equals)
        return next((each for each, reads in asked if variables_seen.repeats(reads)), None)
