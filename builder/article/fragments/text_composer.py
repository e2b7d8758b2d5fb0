"""From a text to its fragment: cuts it, composes each segment or finds it composed, and joins the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import structs

from builder.article.compose_records import ComposeSettings
from builder.article.dependencies import RecordedPartials, RecordedVariables
from builder.article.fragments.block import BlockComposer, LintBlock
from builder.article.fragments.cache import DocumentCache, FragmentCache
from builder.article.fragments.fragment import BlockPosition, Fragment, KnownFragment, added
from builder.article.fragments.joining import joined
from builder.article.fragments.segmenter import cut
from builder.article.fragments.segments import Segment, one_segment
from builder.article.fragments.tag_wrapper import TagWrapper, TagWrappers, wrapping_tags
from builder.article.render.render_state import PageState
from builder.article.render.rendered_tags import ChildTagForms
from builder.article.render.renderer import Renderer
from builder.checklist import SourceFrame, TextPart, stretch
from builder.checklist.paragraph_lines import FENCE
from builder.content.document import Document
from builder.diagnostics.outcome import Outcome
from builder.markdoc import Config, Node, ValidationError, expand, validate
from builder.markdoc.balance import is_balanced
from builder.markdoc.delimiters import OPEN
from builder.vocabulary import ChildTag, TagCall, TagRenderError

_SHOWS_CODE = "file="
"""A text without it shows no code of a file, and includes no partial that may."""

Cut = Callable[[str], Segment]


class TextComposer:
    """Composes texts one after the other. It hands out no references to itself, so its memory is freed at once."""

    def __init__(
        self,
        settings: ComposeSettings,
        renderer: Renderer,
        partials: RecordedPartials,
        lint: LintBlock,
        cut: Cut | None = None,
    ) -> None:
        """``cut`` replaces the usual segmenter: :func:`one_segment` gives the same results, more slowly."""
        self._renderer = renderer
        self._vocabulary = settings.vocabulary
        self._blocks = BlockComposer(renderer, partials, lint, settings.vocabulary.broken)
        self._cut = cut or _cutter(settings)
        self._documents = DocumentCache(settings.markdown, settings.fields)
        self._fragments = FragmentCache(settings.vocabulary)
        self._wrappers = TagWrappers(partial(_errors, renderer), settings.markdown)

    def cut(self, text: str) -> Segment:
        """The text with its segments: every tag is closed in the segment that opens it."""
        page = self._cut(text)
        # If a tag reaches over the end of its segment, only the whole text shows which tags belong together.
        return page if all(map(self._is_balanced, page.inner)) else one_segment(text)

    def head(self, page: Segment) -> Outcome[Document]:
        """The part of a page that has its front matter, with the problems of that."""
        return self._documents.of(page.head)

    def begin(self, earlier: Iterable[KnownFragment] = ()) -> None:
        """Begin the next page; ``earlier`` are fragments of it from an earlier build, which are used where they fit."""
        self._fragments.begin(earlier)

    @property
    def used(self) -> tuple[KnownFragment, ...]:
        """The fragments of the page that can be kept, in order."""
        return tuple(self._fragments.used)

    def compose(self, page: Segment, variables: RecordedVariables, *, is_page: bool) -> Fragment:
        """The fragment of a page. The variables record what is asked."""
        return self._sequence(_content(page), 0, BlockPosition(variables=variables, is_page=is_page))

    def documents(self, around: Segment, wanted: Callable[[str], object]) -> Iterator[tuple[Document, int]]:
        """The documents that a page or a tag's content was composed from and whose text is ``wanted``.

        Each comes with the 0-based line at which it begins. The content of a wrapper has documents of its own.
        """
        for segment in _content(around):
            if not wanted(segment.text):
                continue
            wrapper = self._wrappers.of(segment)
            if wrapper is None:
                yield self._documents.of(segment.text).value, segment.line
            else:
                yield wrapper.document, segment.line
                yield from self.documents(segment, wanted)

    def parts(self, page: Segment, variables: RecordedVariables) -> Iterator[TextPart]:
        """The page's parts for its checklist: their trees, expanded when somebody asks."""
        segments = _content(page)
        first = self._documents.of(segments[0].text).value
        config = self._renderer.config(PageState(first, {}), variables)
        return (self._part(segment, config) for segment in segments)

    def _part(self, segment: Segment, config: Config) -> TextPart:
        tree = partial(self._tree, segment, config)
        return TextPart(text=segment.text, line=segment.line, tree=tree, is_constant=_is_constant(segment.text))

    def _tree(self, segment: Segment, config: Config) -> tuple[Node, SourceFrame]:
        wrapper = self._wrappers.of(segment)
        has_tags = True
        if wrapper is not None:
            document = wrapper.document
            ast = wrapper.around([stretch(self._part(each, config)) for each in segment.inner])
        else:
            document = self._documents.of(segment.text).value
            # Without a tag nothing depends on values.
            has_tags = OPEN in document.text
            ast = expand(document.ast, config, keep=self._renderer.keeps) if has_tags else document.ast
            ast = self._renderer.code.with_code(ast) if has_tags and _SHOWS_CODE in document.text else ast
        frame = SourceFrame(
            text=document.text,
            lines=document.lines,
            path="",
            via=(),
            first_line=segment.line,
            has_tags=has_tags,
            has_elements="<" in document.text or FENCE in document.text,
        )
        return ast, frame

    def _is_balanced(self, segment: Segment) -> bool:
        """Whether every tag of a segment is closed in it. A cached segment is known to be."""
        if OPEN not in segment.text or self._fragments.knows(segment.text):
            return True
        if self._wrappers.of(segment) is not None:
            return all(map(self._is_balanced, segment.inner))
        return is_balanced(self._documents.of(segment.text).value.ast)

    def _sequence(self, segments: Iterable[Segment], first_line: int, position: BlockPosition) -> Fragment:
        parts: list[tuple[int, Fragment]] = []
        for segment in segments:
            fragment = self._segment(segment, position)
            parts.append((segment.line - first_line, fragment))
            position = position.after(fragment)
        return joined(parts)

    def _segment(self, segment: Segment, position: BlockPosition) -> Fragment:
        known = self._fragments.find(segment.text, position)
        if known is not None:
            return known
        first = len(self._fragments.used)
        wrapper = self._wrappers.of(segment)
        if wrapper is None:
            fragment = self._blocks.compose(self._documents.of(segment.text).value, position)
        else:
            inner = self._sequence(segment.inner, segment.line, position.inside(wrapper.name))
            fragment = self._wrapped(wrapper, inner, position)
        self._fragments.keep(segment.text, position, fragment, first)
        return fragment

    def _wrapped(self, wrapper: TagWrapper, inner: Fragment, position: BlockPosition) -> Fragment:
        """A tag around the fragment of its content."""
        name = wrapper.name
        tag = self._vocabulary.tags[name]
        attributes = tag.named(wrapper.attributes)
        parent = self._vocabulary.usual_name(position.around)
        number = position.counts.get(name, 0) + 1
        in_html = tuple(forms.in_html for forms in inner.elements)
        in_markdown = tuple(forms.in_markdown for forms in inner.elements)
        text = inner.markdown.strip("\n")
        counts = added({name: 1}, inner.counts)
        call = TagCall(
            name=name, attributes=attributes, content=inner.body, children=in_html, number=number, parent=parent
        )
        try:
            html, markdown = self._renderer.wrapped(call, text, in_markdown)
        except TagRenderError as error:
            failed = (*inner.errors, error.diagnostic)
            return structs.replace(inner, body="", markdown="", counts=counts, errors=failed, elements=())
        usual = tag.usual_name
        forms = ChildTagForms(
            ChildTag(usual, attributes, inner.body, html), ChildTag(usual, attributes, text, markdown)
        )
        elements = (forms,) if self._renderer.asks(position.around) else ()
        return structs.replace(inner, body=html, markdown=markdown, counts=counts, elements=elements)


def _content(segment: Segment) -> tuple[Segment, ...]:
    """The segments of a text; the text itself, if it isn't cut."""
    return segment.inner or (segment,)


def _cutter(settings: ComposeSettings) -> Cut:
    if settings.glossary:
        # A page explains a term where it first has it, and no block can tell whether it is the first.
        return one_segment
    return partial(cut, nests=wrapping_tags(settings.vocabulary), options=settings.markdown)


def _is_constant(text: str) -> bool:
    """Whether a text with its tags reads the same on every page: it has no variables and no partials."""
    return OPEN not in text or ("$" not in text and "partial" not in text)


def _errors(renderer: Renderer, document: Document) -> list[ValidationError]:
    return validate(document.ast, renderer.config(PageState(document, {}), {}))
