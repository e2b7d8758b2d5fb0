"""Composes many texts in one worker: equal texts only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings, settings_in
from builder.article.dependencies import CODE, PARTIAL, VARIABLE, RecordedVariables
from builder.article.fragments.fragment import KnownFragment
from builder.article.linting import Lint
from builder.article.records import Article
from builder.content.code_files import ReadCode, not_here
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome, Read

Variables = Mapping[str, Any]

MOST_REMEMBERED = 1_000
"""Texts whose articles are remembered, without their large parts: other versions of a page often have the same text."""


class Composed(msgspec.Struct, frozen=True):
    """An article, with the fragments that help to compose it again when a partial or a file of code has changed."""

    article: Article
    fragments: tuple[KnownFragment, ...] = ()
    """Empty if they are kept already, or the article shows no such file."""


KeptFragments = Callable[[], tuple[KnownFragment, ...] | None]
"""The fragments of a text from an earlier build; ``None`` if nothing is kept of it."""


def _nothing_kept() -> None:
    """Used where nothing is kept between builds."""


def _depends_on_files(reads: Iterable[Read]) -> bool:
    return any(read.kind in (PARTIAL, CODE) for read in reads)


class Batch:
    """Composes texts; equal ones whose questions have equal answers only once."""

    def __init__(self, settings: ComposeSettings, lint: Lint, read_code: ReadCode = not_here) -> None:
        self._settings = settings
        self._lint = lint
        self._read_code = read_code
        self._composers = {"": Composer(settings, lint, read_code=read_code)}
        """Keyed by language; the settings' own language has an empty key."""
        self._done: dict[str, list[Outcome[Composed]]] = {}

    def compose(
        self,
        source: Source,
        variables: Variables | None,
        language: str = "",
        kept_fragments: KeptFragments = _nothing_kept,
    ) -> Outcome[Composed]:
        """One article; ``variables`` are those of its version, ``None`` for a partial, which gets them from its pages.

        A repeated result comes without its large parts: the engine has those by their digests, and keeping all of them
        here would take too much memory.
        """
        if len(self._done) > MOST_REMEMBERED:
            del self._done[next(iter(self._done))]
        equals = self._done.setdefault(f"{source.digest}{language}", [])
        known = self._equal(variables, equals)
        if known is not None:
            return known
        earlier = kept_fragments()
        composer = self._composer(language)
        outcome = composer.compose(source, variables, earlier or ())
        article, reads = outcome.value, outcome.reads
        is_new = earlier is None and _depends_on_files(reads)
        equals.append(Outcome(Composed(replace(article, content=None, checklist=None)), outcome.diagnostics, reads))
        return Outcome(Composed(article, composer.fragments if is_new else ()), outcome.diagnostics, reads)

    def _composer(self, language: str) -> Composer:
        known = self._composers.get(language)
        if known is None:
            known = self._composers[language] = Composer(
                settings_in(self._settings, language), self._lint, read_code=self._read_code
            )
        return known

    def _equal(self, variables: Variables | None, equals: Sequence[Outcome[Composed]]) -> Outcome[Composed] | None:
        """A result of the same text whose questions have the same answers now."""
        if variables is None or not equals:
            return None
        variables_seen = RecordedVariables({**self._settings.variables, **variables}, {})
        asked = ((each, (read for read in each.reads if read.kind == VARIABLE)) for each in equals)
        return next((each for each, reads in asked if variables_seen.repeats(reads)), None)
