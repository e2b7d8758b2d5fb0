"""The state of rendering one block: the open file and tags, and everything collected so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from builder.article.records import Heading, Reference
from builder.article.render import placeholders
from builder.article.render.link_definitions import defined_targets, label_in
from builder.article.render.plain_markdown import RenderedFile
from builder.article.render.terms import GlossaryTerms, marked
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.place import Place
from builder.diagnostics.span import Span
from builder.markdoc import Renderable
from builder.vocabulary import TagAddress


class PageState:
    """The state of one page while it is rendered."""

    __slots__ = (
        "_abbreviations",
        "_definitions",
        "_files",
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
        self._files = [RenderedFile(document)]
        self._definitions: dict[str, dict[str, Span]] = {}
        """The place of each label's target, by file."""
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
        """Keyed by file."""
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
        file = self.file
        if self._without_terms or not (glossary.definitions or file.document.abbreviations):
            return text
        abbreviations = self._abbreviations.get(file.path)
        if abbreviations is None:
            abbreviations = self._abbreviations[file.path] = GlossaryTerms(file.document.abbreviations, "abbr")
        return marked(text, abbreviations, glossary, self._terms_seen)

    @property
    def file(self) -> RenderedFile:
        """The file that is currently rendered."""
        return self._files[-1]

    @property
    def depth(self) -> int:
        """The number of partials being rendered."""
        return len(self._files) - 1

    def includes(self, name: str) -> bool:
        """Whether the partial of that name is being rendered."""
        return any(file.name == name for file in self._files)

    @contextmanager
    def entered(self, document: Document, path: str, name: str, span: Span | None) -> Iterator[None]:
        """Render the text of a partial that the tag at ``span`` includes; its Markdown replaces the tag's."""
        here = self.place(span)
        via = (*self.file.via, Via(self.file.path, here.line, here.column))
        self.partials[name] = None
        inner = RenderedFile(document, path, name, via)
        self._files.append(inner)
        try:
            yield
        finally:
            self._files.pop()
        self.file.replace(span, inner.whole().strip("\n"))

    def place(self, span: Span | None) -> Place:
        """The place on disk of a span of the current file."""
        file = self.file
        if span is None:
            return Place(line=1, column=1, end_line=1, end_column=1, path=file.path, via=file.via)
        start = file.document.lines.position(span.start)
        end = file.document.lines.position(span.end)
        return Place(
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            path=file.path,
            via=file.via,
        )

    def written(self, span: Span | None) -> str:
        """The text of a span of the current file."""
        return self.file.document.text[span.start : span.end] if span is not None else ""

    def target_place(self, written: Span | None, target: Span) -> Place:
        """The place of a target. For a link ``written`` with a label, that is in the label's definition."""
        file = self.file
        text = file.document.text
        if target == written and text[target.end - 1 : target.end] == "]":
            known = self._definitions.get(file.path)
            if known is None:
                known = self._definitions[file.path] = defined_targets(text)
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
