"""The records of composing blocks: a fragment, and the position of a block in its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs

from builder.article.dependencies import RecordedVariables
from builder.article.records import Heading, Reference
from builder.article.render.rendered_tags import ChildTagForms
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read


class Fragment(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The result of composing one segment, or several joined.

    All positions are relative: lines count from the first line of the segment, and placeholders count references and
    headings from the first of the segment. :func:`~builder.article.fragments.joining.shifted` moves them.
    """

    body: str = ""
    """HTML with placeholders."""
    markdown: str = ""
    """Plain Markdown with placeholders."""
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    partials: tuple[str, ...] = ()
    """Names of the partials it shows, each once."""
    counts: Mapping[str, int] = {}
    """How often it uses each tag, by name."""
    errors: tuple[Diagnostic, ...] = ()
    """Problems of the language: tags, attributes, variables, partials."""
    remarks: tuple[Diagnostic, ...] = ()
    """Problems that lint found."""
    reads: tuple[Read, ...] = ()
    """Everything it asked of its context."""
    is_personal: bool = False
    """Whether it shows the front matter of its page, and so fits no other page."""
    elements: tuple[ChildTagForms, ...] = ()
    """Its outermost tags, where the template of the tag around it asks for them."""


class BlockPosition(msgspec.Struct, frozen=True, kw_only=True):
    """The context that a block depends on besides its own text."""

    variables: RecordedVariables
    is_page: bool = True
    """False for a partial by itself, whose variables only the pages that show it know."""
    around: tuple[str, ...] = ()
    """Names of the tags around it, outermost first."""
    counts: Mapping[str, int] = {}
    """How often each tag was used before it on its page."""

    def after(self, fragment: Fragment) -> BlockPosition:
        """The position after a fragment that begins here."""
        return self if not fragment.counts else structs.replace(self, counts=added(self.counts, fragment.counts))

    def inside(self, tag: str) -> BlockPosition:
        """The position at the start of the content of a tag that begins here."""
        return structs.replace(self, around=(*self.around, tag), counts=added(self.counts, {tag: 1}))


class KnownFragment(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A fragment with everything that it depends on, so that it can be used wherever all of that is the same."""

    text: str
    """The text of the segment."""
    around: tuple[str, ...]
    """Names of the tags around it."""
    is_page: bool
    before: Mapping[str, int]
    """The counts of earlier tags that its templates depend on."""
    asked: tuple[Read, ...]
    """Its reads of variables."""
    fragment: Fragment

    @property
    def is_lasting(self) -> bool:
        """Whether it can be kept for the next build: no partial and no file of code shows in it."""
        return len(self.asked) == len(self.fragment.reads) and not self.fragment.elements


def in_order(reads: Iterable[Read]) -> tuple[Read, ...]:
    """Reads in an order that doesn't depend on how the text was cut."""
    return tuple(sorted(reads, key=lambda read: (read.kind, read.name)))


def added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """The sum of both counts, by name."""
    total = dict(counts)
    for name, count in more.items():
        total[name] = total.get(name, 0) + count
    return total
