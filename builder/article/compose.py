"""Stage 4, pure: a document becomes an article.

1. the language's validator says what is wrong in it;
2. its tree is transformed and written as HTML, tags by their templates; on the way
   :mod:`~builder.article.rendering` names anchors and gathers references;
3. the same tree, expanded, gives plain Markdown and, if the page is a guide, its checklist.

Whatever it looks at besides the document goes through :mod:`~builder.article.doors`, which record it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any

from builder.article.article import Article, Content, Facts, Heading
from builder.article.doors import PartialsDoor, VariablesDoor
from builder.article.findings import language_diagnostics
from builder.article.headings import AnchorStyle
from builder.article.ignores import ignores_in
from builder.article.rendering import ALIAS_HOLE, Renderer
from builder.article.state import PageState
from builder.article.text_checks import text_checks
from builder.checklist import (
    ChecklistDraft,
    GuideFacts,
    HeadingAnchor,
    extract,
    load_words,
    why_not_a_guide,
)
from builder.content.document import Document, parse_document
from builder.content.source import Source, text_digest
from builder.diagnostics.outcome import Outcome, Read
from builder.diagnostics.span import LineIndex
from builder.markdoc import Config, Node, expand, render_html, transform, validate
from builder.vocabulary import TagRenderError, Vocabulary

VERSION = "1"
"""Part of the cache's keys: raised whenever the same input gives another article."""

_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class ComposeSettings:
    """What all pages of a build share."""

    vocabulary: Vocabulary
    variables: Mapping[str, Any]
    edition: str
    anchors: AnchorStyle
    partials: Mapping[str, str]
    """Texts by the name that a tag gives."""
    partials_folder: str
    """Relative to the project, without a slash at its end."""
    language: str = "en"
    """Of the checklist's rules."""
    step_verbs: tuple[str, ...] = ()
    step_headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A page's checklist, or why it has none."""

    draft: ChecklistDraft | None
    reason: str


class Composer:
    """Composes articles under the same settings, one after the other."""

    def __init__(self, settings: ComposeSettings) -> None:
        self._settings = settings
        self._partials = PartialsDoor(settings.partials)
        self._words = load_words(settings.language, settings.step_verbs, settings.step_headings)
        self._renderer = Renderer(settings.vocabulary, self._partials, settings.edition, settings.partials_folder)

    def compose(self, source: Source, variables: Mapping[str, Any] | None) -> Outcome[Article]:
        """The article of one text; ``variables`` are those of its version, over the project's.

        Without any (``None``) the text is a partial, looked at by itself: unknown variables are no fault.
        """
        parsed = parse_document(source, "")
        document = parsed.value
        door = VariablesDoor({**self._settings.variables, **(variables or {})}, document.front_matter.values)
        state = PageState(document, self._settings.anchors)
        state.diagnostics.extend(parsed.diagnostics)
        self._partials.begin()
        config = self._renderer.config(state, door)
        errors = validate(document.ast, config if variables is not None else replace(config, variables=None))
        state.diagnostics.extend(language_diagnostics(errors, document.lines, ""))
        state.diagnostics.extend(text_checks(document))
        headings, body = _with_aliases(state, self._body(document, config, state))
        markdown = state.frame.markdown.whole()
        guide = self._guide(document, config, state, headings)
        reads = (*self._partials.reads(), *door.reads())
        content = Content(body, markdown)
        article = Article(_facts(document, state, headings, content, reads, guide), content)
        return Outcome(article, article.facts.diagnostics, reads)

    def _guide(self, document: Document, config: Config, state: PageState, headings: tuple[Heading, ...]) -> Guide:
        """The checklist, or why there is none."""
        tags = self._settings.vocabulary.tags
        facts = GuideFacts(
            document.front_matter.values,
            document.text,
            document.lines,
            [HeadingAnchor(heading.text, heading.id) for heading in headings],
            {name: tag.meaning for name, tag in tags.items()},
            self._tone,
            self._partial_file,
            frozenset(state.counts),
        )
        reason = why_not_a_guide(facts, self._words)
        if reason:
            return Guide(None, reason)
        draft = extract(expand(document.ast, config, keep=self._renderer.keeps), facts, self._words)
        state.diagnostics.extend(draft.diagnostics)
        return Guide(draft, "")

    def _tone(self, node: Node) -> str:
        definition = self._settings.vocabulary.tags.get(node.tag or "")
        return definition.tone_for(node.attributes) if definition is not None else "info"

    def _partial_file(self, name: str) -> tuple[str, LineIndex, str] | None:
        if name not in self._partials:
            return None
        document = self._partials.document(name)
        return document.text, document.lines, f"{self._settings.partials_folder}/{name.lstrip('/')}"

    def _body(self, document: Document, config: Config, state: PageState) -> str:
        try:
            return render_html([transform(child, config) for child in document.ast.children])
        except TagRenderError as error:
            state.diagnostics.append(error.diagnostic)
            return ""


def _with_aliases(state: PageState, body: str) -> tuple[tuple[Heading, ...], str]:
    """The headings with their aliases, and the body with those written where they lead.

    Aliases are given when every heading has its own id, so that none takes another's.
    """
    headings: list[Heading] = []
    for pending in state.headings:
        heading = pending.heading
        alias = state.names.alias(heading.text, pending.direct)
        headings.append(replace(heading, aliases=(alias,) if alias else ()))

    def written(match: re.Match[str]) -> str:
        aliases = headings[int(match[1])].aliases
        return "".join(f'<span id="{escape(alias)}" class="alias"></span>' for alias in aliases)

    return tuple(headings), ALIAS_HOLE.sub(written, body)


def _facts(
    document: Document,
    state: PageState,
    headings: tuple[Heading, ...],
    content: Content,
    reads: tuple[Read, ...],
    guide: Guide,
) -> Facts:
    front = document.front_matter
    title = front.values.get("title")
    first = next((heading.text for heading in headings if heading.level == 1), "")
    answers = "".join(f"{read.kind}\0{read.name}\0{read.digest}\0" for read in reads)
    return Facts(
        digest=text_digest(document.digest + "\0" + answers),
        source_digest=document.digest,
        title=title.strip() if isinstance(title, str) and title.strip() else first,
        front_matter=dict(front.values),
        front_matter_places={key: front.position(key) for key in front.values},
        headings=headings,
        anchors=tuple(unescape(name) for name in _ID.findall(content.body)),
        references=tuple(state.references),
        partials=tuple(state.partials),
        diagnostics=tuple(state.diagnostics),
        words=len(document.text.split()),
        checklist=guide.draft,
        not_a_guide=guide.reason,
        tags=tuple(sorted(state.counts)),
        content_digest=text_digest(content.body + "\0" + content.markdown),
        ignores=ignores_in(document),
    )
