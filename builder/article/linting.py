"""Lint as composing a page sees it: a table of checks that it is handed, without knowing any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from builder.article.records import Heading, Reference, Suppression
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.vocabulary import TagDefinition

Scope = Literal["block", "page", "document"]
"""The texts that a check looks at.

``block``: each block by itself, so that a block that several pages have is checked once.
``page``: a whole page, but no partial by itself: its headings and images are checked in the pages that show it.
``document``: a whole page, or a partial by itself.
"""

Blocks = Callable[[Callable[[str], object]], Iterator[tuple[Document, int]]]
"""Gives the blocks of a text whose own text passes a test, each with the 0-based line at which it begins."""


def _no_blocks(_: Callable[[str], object]) -> Iterator[tuple[Document, int]]:
    return iter(())


class LintedText(msgspec.Struct, frozen=True, kw_only=True):
    """A text to check: a block, or a whole page or partial. Only a whole text has more than its document."""

    document: Document
    """The block. For a whole text, the part with its front matter."""
    blocks: Blocks = _no_blocks
    headings: tuple[Heading, ...] = ()
    """With their ids."""
    references: tuple[Reference, ...] = ()
    body: str = ""
    """HTML, with placeholders for addresses."""
    anchors: tuple[str, ...] = ()
    """Every id in the HTML."""
    tags: Mapping[str, TagDefinition] = {}
    """The definitions of all tags, by name."""


class LintCheck(msgspec.Struct, frozen=True):
    """An entry of the table ``LINT``."""

    scope: Scope
    find: Callable[[LintedText], Iterable[Diagnostic]]
    """Its problems, with an empty path where the page itself is meant."""


class Lint:
    """Runs a table of checks over blocks and whole texts."""

    def __init__(
        self,
        checks: Sequence[LintCheck] = (),
        suppressions: Callable[[Document], tuple[Suppression, ...]] = lambda _: (),
        reported_once: frozenset[str] = frozenset(),
        first_only: frozenset[str] = frozenset(),
    ) -> None:
        """``suppressions`` reads an author's suppressions; of ``reported_once`` a page has each subject once.

        Of the codes in ``first_only`` a page has one problem, because it makes the next ones.
        """
        self.suppressions = suppressions
        self._reported_once = reported_once | first_only
        self._first_only = first_only
        self._block = tuple(check.find for check in checks if check.scope == "block")
        self._page = tuple(check.find for check in checks if check.scope != "block")
        self._partial = tuple(check.find for check in checks if check.scope == "document")

    def block(self, document: Document) -> tuple[Diagnostic, ...]:
        """The problems of one block, with lines counted from its first."""
        text = LintedText(document=document)
        return tuple([diagnostic for find in self._block for diagnostic in find(text)])

    def whole(self, text: LintedText, *, is_page: bool) -> tuple[Diagnostic, ...]:
        """The problems that only a whole page or partial shows."""
        return tuple([diagnostic for find in (self._page if is_page else self._partial) for diagnostic in find(text)])

    def in_order(self, remarks: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The problems of all blocks of a page by place, without the repeats of those that a page has once."""
        reported: set[tuple[str, str]] = set()
        for diagnostic in sorted(remarks, key=lambda each: (each.line, each.column, each.code)):
            if diagnostic.code in self._reported_once:
                key = (diagnostic.code, "" if diagnostic.code in self._first_only else diagnostic.subject)
                if key in reported:
                    continue
                reported.add(key)
            yield diagnostic
