"""Composes articles: everything of a page that its own text decides. Pure.

:meth:`Composer.compose` has the steps in order. Whatever a page asks for besides its own text goes through
:mod:`~builder.article.dependencies`, which records it, so that a cache knows when the result holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from builder.article.compose_records import ComposeSettings, Guide
from builder.article.dependencies import RecordedCode, RecordedPartials, RecordedVariables
from builder.article.facts import ComposedPage, facts_of, ids_in
from builder.article.fragments import TextComposer
from builder.article.fragments.fragment import Fragment, KnownFragment
from builder.article.fragments.segments import Segment
from builder.article.item_ids import with_item_ids
from builder.article.linting import Lint, LintedText
from builder.article.records import Article, Content, Heading, Suppression
from builder.article.render.code_groups import with_code_groups
from builder.article.render.heading_ids import with_anchors, with_numbered_ids
from builder.article.render.renderer import Renderer
from builder.article.render.unique_ids import with_unique_ids
from builder.article.sections import passages_in
from builder.checklist import GuideFacts, HeadingAnchor, Reader, extract, load_words, why_nothing_asks
from builder.content.code_files import ReadCode, not_here
from builder.content.document import Document
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node
from builder.vocabulary import Vocabulary

COMMENT = "<!--"
"""A block without a comment has no suppression."""


class Composer:
    """Composes texts one after the other, under the same settings.

    It hands out no references to itself, so its memory is freed as soon as it is dropped.
    """

    def __init__(
        self,
        settings: ComposeSettings,
        lint: Lint,
        cut: Callable[[str], Segment] | None = None,
        read_code: ReadCode = not_here,
    ) -> None:
        """``cut`` replaces the usual segmenter of texts, for tests: how a text is cut changes no result."""
        self._settings = settings
        self._lint = lint
        self._partials = RecordedPartials(settings.partials, settings.markdown)
        renderer = Renderer(settings, self._partials, RecordedCode(read_code))
        self._text = TextComposer(settings, renderer, self._partials, lint.block, cut)
        self._words = load_words(settings.language, settings.step_verbs, settings.step_headings)
        self._reader = Reader(
            {name: tag.meaning for name, tag in settings.vocabulary.tags.items()},
            partial(_tone, settings.vocabulary),
            partial(_partial_file, self._partials, settings.partials_folder),
        )

    @property
    def fragments(self) -> tuple[KnownFragment, ...]:
        """The fragments of the last text that hold whatever becomes of partials and files of code."""
        return self._text.used

    def compose(
        self, source: Source, variables: Mapping[str, Any] | None, earlier: Iterable[KnownFragment] = ()
    ) -> Outcome[Article]:
        """The article of one text; ``variables`` are those of its version, which override the project's.

        With ``None`` the text is a partial by itself: unknown variables are not reported, since pages may define them.
        ``earlier`` are the text's fragments of an earlier build.
        """
        is_page = variables is not None
        self._text.begin(earlier)
        # 1. Compose the text: parse, validate and render its blocks, and join them.
        segments = self._text.cut(source.text)
        head = self._text.head(segments)
        recorded = self._variables(variables or {}, head.value)
        fragment = self._text.compose(segments, recorded, is_page=is_page)
        # 2. Number the ids that several headings have, now that all of them are known.
        headings = with_numbered_ids(fragment.headings, self._settings.anchors)
        body = with_code_groups(with_unique_ids(with_anchors(fragment.body, headings)), self._settings.vocabulary.words)
        # 3. Cut the result into sections of plain text, for a search.
        passages = tuple(passages_in(body)) if self._settings.passages else ()
        # 4. Extract the checklist, if the page has procedures, and give its items ids in the HTML.
        ids = ids_in(body)
        guide = self._guide(segments, head.value, recorded, fragment, headings)
        if guide.draft is not None:
            body, draft = with_item_ids(body, guide.draft, self._settings.vocabulary.words, is_guide=guide.is_guide)
            guide = replace(guide, draft=draft)
        content = Content(body, fragment.markdown, passages)
        # 5. Find the problems that only the whole text shows.
        linted = LintedText(
            document=head.value,
            blocks=partial(self._text.documents, segments),
            headings=headings,
            references=fragment.references,
            body=body,
            anchors=ids,
            tags=self._settings.vocabulary.tags,
        )
        # 6. Sum up what other pages, checks and outputs ask of the page.
        page = ComposedPage(
            source=source,
            head=head,
            fragment=fragment,
            headings=headings,
            content=content,
            ids=ids,
            guide=guide,
            remarks=(*self._lint.in_order(fragment.remarks),),
            problems=self._lint.whole(linted, is_page=is_page),
            suppressions=self._suppressions(segments),
        )
        facts = facts_of(page)
        return Outcome(Article(facts, content, guide.draft), facts.diagnostics, guide.reads)

    def _variables(self, variables: Mapping[str, Any], head: Document) -> RecordedVariables:
        return RecordedVariables({**self._settings.variables, **variables}, head.front_matter.values)

    def _guide(
        self,
        page: Segment,
        head: Document,
        variables: RecordedVariables,
        fragment: Fragment,
        headings: tuple[Heading, ...],
    ) -> Guide:
        """The checklist, or the reason why there is none."""
        reads = fragment.reads
        facts = GuideFacts(
            front_matter=head.front_matter.values,
            text=page.text,
            headings=[HeadingAnchor(heading.text, heading.id) for heading in headings],
            meanings=self._reader.meanings,
            tags=frozenset(fragment.counts),
        )
        reason = why_nothing_asks(facts, self._words)
        if reason:
            return Guide(draft=None, is_guide=False, reason=reason, diagnostics=(), reads=reads)
        variables.begin()
        self._partials.begin()
        found = extract(self._text.parts(page, variables), facts, self._words, self._reader)
        draft, verdict = found.draft, found.verdict
        reads = tuple(dict.fromkeys((*reads, *self._partials.reads(), *variables.reads())))
        diagnostics = draft.diagnostics if draft is not None and verdict.guide else ()
        return Guide(draft=draft, is_guide=verdict.guide, reason=verdict.reason, diagnostics=diagnostics, reads=reads)

    def _suppressions(self, segments: Segment) -> tuple[Suppression, ...]:
        """The author's suppressions. A text with comments is one segment, so their lines are those of the page."""
        documents = self._text.documents(segments, lambda block: COMMENT in block)
        return tuple([each for document, _ in documents for each in self._lint.suppressions(document)])


def _tone(vocabulary: Vocabulary, node: Node) -> str:
    definition = vocabulary.tags.get(node.tag or "")
    return definition.tone_for(node.attributes) if definition is not None else "info"


def _partial_file(partials: RecordedPartials, folder: str, name: str) -> tuple[str, LineIndex, str] | None:
    if name not in partials:
        return None
    document = partials.document(name)
    return document.text, document.lines, f"{folder}/{name.lstrip('/')}"
