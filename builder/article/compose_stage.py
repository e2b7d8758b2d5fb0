"""Composing as a stage: what the engine must know to compose many pages in parallel and to remember the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from builder.article.batch import Batch, Composed, Variables
from builder.article.compose_records import ComposeSettings
from builder.article.dependencies import CODE, EVERY_NAME, PARTIAL, names_digest, partial_digest, variable_digest
from builder.article.fragments.fragment import KnownFragment
from builder.article.linting import Lint
from builder.article.records import Facts
from builder.content.code_files import CodeNotHereError, ReadCode, not_here
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome, Read
from builder.digests import digest

ReadText = Callable[[str], Source | None]


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """One page's text, known by its digest."""

    path: str
    version: str
    digest: str
    size: int
    source: Source | None = None
    """``None`` if the worker reads it."""

    @property
    def across(self) -> str:
        """``content/v1.7.x/install.md`` → ``content//install.md``: the same for all versions of a page."""
        return self.path.replace(f"/{self.version}/", "//", 1) if self.version else self.path


def _unread(path: str) -> None:
    """Used where every item brings its text."""


class ComposeStage(msgspec.Struct, frozen=True, kw_only=True):
    """Composes pages, or partials by themselves, under one set of settings."""

    settings: ComposeSettings
    lint: Lint
    partials: Mapping[str, str]
    """The digest of each partial's text, by name."""
    inputs: tuple[str, ...]
    variables: Mapping[str, Variables] | None = None
    """Keyed by version; ``None`` for partials, which get their variables from the pages that use them."""
    read: ReadText = _unread
    read_code: ReadCode = not_here

    name = "article"
    title = "Composing pages"
    value_type = Facts
    parts_type = tuple[KnownFragment, ...]

    def input_digest(self, item: PageText) -> str:
        return self._in_language(item.digest, item.version)

    def _in_language(self, digest: str, version: str) -> str:
        """A text of another language than the site's is composed with other words."""
        language = self.settings.languages.get(version, "")
        return f"{digest}-{language}" if language else digest

    def size(self, item: PageText) -> int:
        return item.size

    def neighbours(self, item: PageText) -> str:
        return item.across

    def context(self, item: PageText) -> str:
        return item.version

    def value(self, result: Composed) -> Facts:
        return result.article.facts

    def attachments(self, result: Composed) -> dict[str, object]:
        article, checklist = result.article, result.article.facts.checklist
        digests = (article.facts.content_digest, checklist.digest if checklist is not None else "")
        large = zip(digests, (article.content, article.checklist), strict=True)
        return {digest: part for digest, part in large if part is not None}

    def parts(self, result: Composed) -> tuple[KnownFragment, ...] | None:
        return result.fragments or None

    def attachment_digests(self, value: Facts) -> tuple[str, ...]:
        if value.checklist is None:
            return (value.content_digest,)
        return value.content_digest, value.checklist.digest

    def answer(self, context: str, read: Read) -> str:
        if read.kind == CODE:
            return self.read_code(read.name).digest
        variables = self._variables(context)
        if read.name == EVERY_NAME:
            return names_digest(self.settings.partials if read.kind == PARTIAL else variables)
        if read.kind == PARTIAL:
            return self.partials.get(read.name, "")
        return variable_digest(variables, read.name)

    def _variables(self, version: str) -> Variables:
        return {} if self.variables is None else {**self.settings.variables, **self.variables[version]}

    def open(
        self, kept_parts: Callable[[str], tuple[KnownFragment, ...] | None]
    ) -> Callable[[PageText], tuple[str, Outcome[Composed]] | None]:
        batch = Batch(self.settings, self.lint, self.read_code)

        def compose(item: PageText) -> tuple[str, Outcome[Composed]] | None:
            source = item.source or self.read(item.path)
            if source is None:
                return None
            variables = None if self.variables is None else self.variables[item.version]
            digest = self._in_language(source.digest, item.version)
            language = self.settings.languages.get(item.version, "")
            try:
                outcome = batch.compose(source, variables, language, partial(kept_parts, digest))
            except CodeNotHereError:
                return None  # The process that has the files composes it.
            return digest, outcome

        return compose

    def with_input(self, item: PageText) -> PageText | None:
        source = item.source or self.read(item.path)
        return replace(item, source=source) if source is not None else None

    def portable(self) -> ComposeStage:
        return replace(self, read=_unread, read_code=not_here)


def pages_stage(
    settings: ComposeSettings, lint: Lint, variables: Mapping[str, Variables], read: ReadText, read_code: ReadCode
) -> ComposeStage:
    """The stage that composes pages; ``variables`` by version, ``read`` gives the text of a path if it can,
    ``read_code`` the code of a file.
    """
    return ComposeStage(
        settings=settings,
        lint=lint,
        partials={name: partial_digest(text) for name, text in settings.partials.items()},
        inputs=(_settings_digest(settings),),
        variables=variables,
        read=read,
        read_code=read_code,
    )


def partials_stage(pages: ComposeStage) -> ComposeStage:
    """The stage that looks at each partial by itself, under the settings of the pages."""
    return replace(pages, inputs=(*pages.inputs, "partial"), variables=None, read=_unread)


def partial_texts(stage: ComposeStage) -> list[PageText]:
    """The partials as items of :func:`partials_stage`, by name."""
    texts = stage.settings.partials
    sources = (Source(name, texts[name], stage.partials[name]) for name in sorted(texts))
    return [
        PageText(path=each.path, version="", digest=each.digest, size=len(each.text), source=each) for each in sources
    ]


def _settings_digest(settings: ComposeSettings) -> str:
    return digest(
        settings.vocabulary.digest,
        settings.edition,
        settings.anchors,
        settings.partials_folder,
        settings.language,
        repr((settings.step_verbs, settings.step_headings, settings.passages)),
        repr((settings.markdown, sorted(settings.glossary.items()), sorted(settings.fields.items()))),
    )
