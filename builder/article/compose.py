"""Stage 4, pure: a document becomes an article.

1. the language's validator says what is wrong in it;
2. its tree is transformed and written as HTML, tags by their templates; on the way
   :mod:`~builder.article.render.renderer` names anchors and gathers references;
3. the same tree, expanded, gives plain Markdown and, if the page is a guide, its checklist.

Whatever it looks at besides the document goes through :mod:`~builder.article.dependencies`, which record it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import Any

from msgspec import structs

from builder.article.compose_records import BlockPosition, ComposeSettings, DraftPage, Guide
from builder.article.dependencies import RecordedPartials, RecordedVariables
from builder.article.facts import facts_of
from builder.article.fragments.cache import Documents, Fragments
from builder.article.fragments.fragment import Fragment, Part
from builder.article.fragments.joining import added, fragment_of, joined
from builder.article.fragments.segmenter import cut
from builder.article.fragments.segments import Segment
from builder.article.fragments.tag_wrapper import TagWrapper, TagWrappers, nests_in
from builder.article.language_errors import language_diagnostics
from builder.article.records import Article, Content, Facts, Heading
from builder.article.render.heading_ids import named, with_anchors
from builder.article.render.render_state import PageState
from builder.article.render.rendered_tags import parts_in
from builder.article.render.renderer import Renderer
from builder.article.render.tag_anchors import dead_anchors, leading_tags, missing_anchors
from builder.article.sections import passages_in
from builder.checklist import (
    GuideFacts,
    HeadingAnchor,
    SourceFrame,
    extract,
    load_words,
    stretch,
    why_not_a_guide,
)
from builder.content.document import Document
from builder.content.front_matter import PageFrontMatter
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.span import LineIndex
from builder.lint.broken_links import unused_definitions
from builder.lint.prose import text_checks
from builder.lint.suppressions import ignores_in
from builder.markdoc import Config, Node, Renderable, expand, render_html, transform, validate
from builder.vocabulary import ChildTag, TagCall, TagRenderError, Vocabulary

_DEFINITION = re.compile(r"^[ >]*[:~][ \t]", re.MULTILINE)


class Composer:
    """Composes articles under the same settings, one after the other."""

    def __init__(self, settings: ComposeSettings, *, in_pieces: bool = True) -> None:
        """Without ``in_pieces`` every page is looked at as a whole: the same articles, more slowly."""
        self._settings = settings
        # Whether a term is the first one of its page, and how far a block is indented, no piece can tell.
        self._in_pieces = in_pieces and not (settings.glossary or settings.markdown.indented_tags)
        self._partials = RecordedPartials(settings.partials, settings.markdown)
        self._words = load_words(settings.language, settings.step_verbs, settings.step_headings)
        self._renderer = Renderer(
            settings.vocabulary, self._partials, settings.edition, settings.partials_folder, settings.glossary
        )
        self._fragments = Fragments(settings.vocabulary)
        self._documents = Documents(settings.markdown)
        # Nothing that it lends leads back to it: so all that it remembers goes with it, at once.
        self._wrappers = TagWrappers(partial(_is_sound, self._renderer), settings.markdown)
        self._tone = partial(_tone, settings.vocabulary)
        self._partial_file = partial(_partial_file, self._partials, settings.partials_folder)
        self._nests = nests_in(settings.vocabulary)
        self._leading_tags = leading_tags(settings.vocabulary.tags)
        self._meanings = {name: tag.meaning for name, tag in settings.vocabulary.tags.items()}

    def compose(self, source: Source, variables: Mapping[str, Any] | None) -> Outcome[Article]:
        """The article of one text; ``variables`` are those of its version, over the project's.

        Without any (``None``) the text is a partial, looked at by itself: unknown variables are no fault.
        """
        in_pieces = variables is not None and self._in_pieces and not self._has_definitions(source.text)
        page = self._of_pieces(source, variables) if in_pieces else None
        page = page or self._whole(source, variables)
        headings = named(page.fragment.headings, self._settings.anchors)
        guide = self._guide(source, page, headings)
        body = with_anchors(page.fragment.body, headings)
        passages = tuple(passages_in(body)) if self._settings.passages else ()
        content = Content(body, page.fragment.markdown, passages)
        facts = facts_of(source, page, headings, content, guide, is_page=variables is not None)
        facts = self._with_dead_anchors(facts, page, body)
        return Outcome(Article(facts, content), facts.diagnostics, guide.reads)

    def _has_definitions(self, text: str) -> bool:
        """Whether a text has a definition list: several with blank lines between them are one."""
        return self._settings.markdown.definition_lists and _DEFINITION.search(text) is not None

    def _with_dead_anchors(self, facts: Facts, page: DraftPage, body: str) -> Facts:
        missing = missing_anchors(body, facts.anchors)
        if not missing:
            return facts
        return structs.replace(facts, diagnostics=(*facts.diagnostics, *self._dead_anchors(page.parts, missing)))

    def _dead_anchors(self, pieces: Iterable[Segment], missing: AbstractSet[str]) -> Iterator[Diagnostic]:
        tags = self._settings.vocabulary.tags
        for piece in pieces:
            if self._leading_tags.search(piece.text) is None:
                continue
            wrapper = self._wrappers.of(piece) if piece.inner else None
            if wrapper is not None and not any(dead_anchors(missing, tags, wrapper.document, piece.line)):
                yield from self._dead_anchors(piece.inner, missing)
            else:
                document = self._documents.of(piece.text).value
                yield from dead_anchors(missing, tags, document, piece.line)

    def _whole(self, source: Source, variables: Mapping[str, Any] | None) -> DraftPage:
        parsed = self._documents.of(source.text)
        document = parsed.value
        variables_seen = self._partials_seen(variables, document.front_matter)
        self._partials.begin()
        fragment = self._fragment(document, BlockPosition(variables_seen), variables_known=variables is not None)
        fragment = structs.replace(fragment, diagnostics=(*parsed.diagnostics, *fragment.diagnostics))
        return DraftPage(
            document.front_matter, fragment, ignores_in(document), variables_seen, (Segment(source.text, 0),)
        )

    def _of_pieces(self, source: Source, variables: Mapping[str, Any] | None) -> DraftPage | None:
        """The page from pieces that other pages may have as well; ``None`` if it has to be looked at as a whole."""
        pieces = cut(source.text, self._nests)
        if pieces is None:
            return None
        head = self._documents.of(pieces.head)
        variables_seen = self._partials_seen(variables, head.value.front_matter)
        fragment = self._sequence(pieces.pieces, 0, BlockPosition(variables_seen))
        if fragment.diagnostics:
            return None
        fragment = structs.replace(fragment, diagnostics=head.diagnostics)
        return DraftPage(head.value.front_matter, fragment, (), variables_seen, pieces.pieces)

    def _sequence(self, pieces: Iterable[Segment], first_line: int, position: BlockPosition) -> Fragment:
        """Pieces one behind the other; the first with diagnostics alone, if one has any."""
        parts: list[tuple[int, Fragment]] = []
        for piece in pieces:
            fragment = self._piece(piece, position)
            if fragment.diagnostics:
                return fragment
            parts.append((piece.line - first_line, fragment))
            position = position.behind(fragment)
        return joined(parts)

    def _piece(self, piece: Segment, position: BlockPosition) -> Fragment:
        known = self._fragments.find(piece.text, position.around, position.counts, position.variables_seen)
        if known is not None:
            return known
        wrapper = self._wrappers.of(piece) if piece.inner else None
        if wrapper is not None:
            fragment = self._nest(piece, wrapper, position)
        else:
            position.variables_seen.begin()
            self._partials.begin()
            fragment = self._fragment(self._documents.of(piece.text).value, position)
        if not fragment.is_personal:
            self._fragments.keep(piece.text, position.around, position.counts, fragment)
        return fragment

    def _nest(self, piece: Segment, wrapper: TagWrapper, position: BlockPosition) -> Fragment:
        """A tag round its pieces."""
        name = wrapper.name
        inner = self._sequence(piece.inner, piece.line, position.inside(name))
        if inner.diagnostics:
            return inner
        parent = position.around[-1] if position.around else None
        number = position.counts.get(name, 0) + 1
        in_html = tuple(part.in_html for part in inner.elements)
        in_markdown = tuple(part.in_markdown for part in inner.elements)
        text = inner.markdown.strip("\n")
        try:
            html, markdown = self._renderer.wrapped(
                TagCall(name, wrapper.attributes, inner.body, in_html, number, parent), text, in_markdown
            )
        except TagRenderError as error:
            return structs.replace(inner, diagnostics=(error.diagnostic,))
        part = Part(
            ChildTag(name, wrapper.attributes, inner.body, html), ChildTag(name, wrapper.attributes, text, markdown)
        )
        return structs.replace(
            inner,
            body=html,
            markdown=markdown,
            counts=added({name: 1}, inner.counts),
            elements=(part,) if self._renderer.asks(position.around) else (),
        )

    def _partials_seen(self, variables: Mapping[str, Any] | None, front: PageFrontMatter) -> RecordedVariables:
        return RecordedVariables({**self._settings.variables, **(variables or {})}, front.values)

    def _fragment(self, document: Document, position: BlockPosition, *, variables_known: bool = True) -> Fragment:
        state = PageState(document, position.counts, position.around)
        variables_seen = position.variables_seen
        config = self._renderer.config(state, variables_seen)
        state.variables_known = variables_known
        errors = validate(document.ast, config if variables_known else replace(config, variables=None))
        if errors:
            state.diagnostics.extend(language_diagnostics(errors, document, "", config))
        state.references.extend(unused_definitions(document))
        rendered = self._rendered(document, config, state)
        elements = parts_in(rendered) if self._renderer.asks(position.around) else ()
        reads = (*self._partials.reads(), *variables_seen.reads())
        body = render_html(rendered)
        remarks = tuple(text_checks(document))
        return fragment_of(
            state, body, position.counts, reads, elements, remarks, is_personal=variables_seen.is_personal
        )

    def _rendered(self, document: Document, config: Config, state: PageState) -> list[Renderable]:
        try:
            return [transform(child, config) for child in document.ast.children]
        except TagRenderError as error:
            state.diagnostics.append(error.diagnostic)
            return []

    def _guide(self, source: Source, page: DraftPage, headings: tuple[Heading, ...]) -> Guide:
        """The checklist, or why there is none."""
        reads = page.fragment.reads
        facts = GuideFacts(
            page.front_matter.values,
            source.text,
            [HeadingAnchor(heading.text, heading.id) for heading in headings],
            self._meanings,
            self._tone,
            self._partial_file,
            frozenset(page.fragment.counts),
        )
        reason = why_not_a_guide(facts, self._words)
        if reason:
            return Guide(None, reason, (), reads)
        page.variables_seen.begin()
        self._partials.begin()
        draft = extract(self._expanded(page), facts, self._words)
        more = (*self._partials.reads(), *page.variables_seen.reads())
        return Guide(draft, "", draft.diagnostics, tuple(dict.fromkeys((*reads, *more))))

    def _expanded(self, page: DraftPage) -> Iterator[tuple[Node, SourceFrame]]:
        """The trees of a page's parts, each with the text that it comes from."""
        first = self._documents.of(page.parts[0].text).value
        config = self._renderer.config(PageState(first, {}), page.variables_seen)
        return (self._expanded_piece(piece, config) for piece in page.parts)

    def _expanded_piece(self, piece: Segment, config: Config) -> tuple[Node, SourceFrame]:
        wrapper = self._wrappers.of(piece) if piece.inner else None
        if wrapper is not None:
            inner = (self._expanded_piece(each, config) for each in piece.inner)
            document = wrapper.document
            ast = wrapper.around([stretch(node.children, frame) for node, frame in inner])
        else:
            document = self._documents.of(piece.text).value
            ast = expand(document.ast, config, keep=self._renderer.keeps)
        return ast, SourceFrame(document.text, document.lines, "", (), piece.line)


def _is_sound(renderer: Renderer, document: Document) -> bool:
    return not validate(document.ast, renderer.config(PageState(document, {}), {}))


def _tone(vocabulary: Vocabulary, node: Node) -> str:
    definition = vocabulary.tags.get(node.tag or "")
    return definition.tone_for(node.attributes) if definition is not None else "info"


def _partial_file(partials: RecordedPartials, folder: str, name: str) -> tuple[str, LineIndex, str] | None:
    if name not in partials:
        return None
    document = partials.document(name)
    return document.text, document.lines, f"{folder}/{name.lstrip('/')}"
