"""The state of rendering one block: the open file and tags, and everything collected so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import msgspec

from builder.article.records import Heading, Reference
from builder.article.render import placeholders
from builder.article.render.link_definitions import defined_targets, label_in
from builder.article.render.plain_markdown import MarkdownText
from builder.article.render.terms import GlossaryTerms, marked
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.place import Place
from builder.diagnostics.span import Span
from builder.markdoc import Renderable
from builder.vocabulary import TagAddress


class TagFrame(msgspec.Struct, frozen=True, kw_only=True):
    """The file whose text is being rendered."""

    document: Document
    path: str
    """Path of the partial, relative to the project; empty for the page itself."""
    name: str
    """Name of the partial; empty for the page itself."""
    via: tuple[Via, ...]
    markdown: MarkdownText
    """The file as plain Markdown so far."""


class PageState:
    """The state of one page while it is rendered."""

    __slots__ = (
        "_abbreviations",
        "_definitions",
        "_frames",
        "_terms_seen",
        "_without_terms",
        "counts",
        "diagnostics",
        "headings",
        "in_code",
        "partials",
        "references",
        "tags_open",
        "variables_known",
    )

    def __init__(self, document: Document, counts: Mapping[str, int], around: Sequence[str] = ()) -> None:
        """``counts`` are the uses of tags before the text, ``around`` the tags around it, outermost first."""
        self._frames = [TagFrame(document=document, path="", name="", via=(), markdown=MarkdownText(document))]
        self._definitions: dict[str, dict[str, Span]] = {}
        """By file, the place of each label's target."""
        self.headings: list[Heading] = []
        self.references: list[Reference] = []
        self.diagnostics: list[Diagnostic] = []
        self.partials: dict[str, None] = {}
        self.counts = dict(counts)
        """Uses so far, by tag name."""
        self.variables_known = True
        """False for a partial that is rendered by itself."""
        self.in_code = False
        """Whether the text of a code block is being rendered."""
        self.tags_open: list[str] = list(around)
        """Names of the tags around the current place, outermost first."""
        self._abbreviations: dict[str, GlossaryTerms] = {}
        """By file."""
        self._terms_seen: set[str] = set()
        """Terms of the glossary that the page has already explained."""
        self._without_terms = 0

    @contextmanager
    def without_terms(self) -> Iterator[None]:
        """While active, terms stay plain text: a heading or a link must not contain another focusable element."""
        self._without_terms += 1
        try:
            yield
        finally:
            self._without_terms -= 1

    def marked(self, text: str, glossary: GlossaryTerms) -> Renderable:
        """A text with its abbreviations marked, and each term of the glossary at its first use on the page."""
        frame = self.frame
        if self._without_terms or not (glossary.definitions or frame.document.abbreviations):
            return text
        abbreviations = self._abbreviations.get(frame.path)
        if abbreviations is None:
            abbreviations = self._abbreviations[frame.path] = GlossaryTerms(frame.document.abbreviations, "abbr")
        return marked(text, abbreviations, glossary, self._terms_seen)

    @property
    def frame(self) -> TagFrame:
        """The file that is currently rendered."""
        return self._frames[-1]

    @property
    def depth(self) -> int:
        """The number of partials being rendered."""
        return len(self._frames) - 1

    def includes(self, name: str) -> bool:
        """Whether the partial of that name is being rendered."""
        return any(frame.name == name for frame in self._frames)

    @contextmanager
    def entered(self, document: Document, path: str, name: str, span: Span | None) -> Iterator[None]:
        """Render the text of a partial that the tag at ``span`` includes; its Markdown replaces the tag's."""
        here = self.place(span)
        via = (*self.frame.via, Via(self.frame.path, here.line, here.column))
        self.partials[name] = None
        inner = TagFrame(document=document, path=path, name=name, via=via, markdown=MarkdownText(document))
        self._frames.append(inner)
        try:
            yield
        finally:
            self._frames.pop()
        self.frame.markdown.replace(span, inner.markdown.whole().strip("\n"))

    def place(self, span: Span | None) -> Place:
        """The place on disk of a span of the current file."""
        frame = self.frame
        if span is None:
            return Place(line=1, column=1, end_line=1, end_column=1, path=frame.path, via=frame.via)
        start = frame.document.lines.position(span.start)
        end = frame.document.lines.position(span.end)
        return Place(
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            path=frame.path,
            via=frame.via,
        )

    def target_place(self, written: Span | None, target: Span) -> Place:
        """The place of a target. For a link ``written`` with a label, that is in the label's definition."""
        frame = self.frame
        text = frame.document.text
        if target == written and text[target.end - 1 : target.end] == "]":
            known = self._definitions.get(frame.path)
            if known is None:
                known = self._definitions[frame.path] = defined_targets(text)
            target = known.get(label_in(text[target.start : target.end]), target)
        return self.place(target)

    def next_number(self, tag: str) -> int:
        """1 for the first tag of this name, 2 for the next."""
        number = self.counts[tag] = self.counts.get(tag, 0) + 1
        return number

    def refer(self, reference: Reference) -> TagAddress:
        """Record a reference, and return the placeholder of its URL."""
        self.references.append(reference)
        return placeholders.address(len(self.references) - 1)
