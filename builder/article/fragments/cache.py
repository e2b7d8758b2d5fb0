"""Remembers parsed texts, and fragments that fit wherever everything they depend on is the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

from builder.article.dependencies import VARIABLE
from builder.article.fragments.fragment import BlockPosition, Fragment, KnownFragment
from builder.content.document import Document, parse_document
from builder.content.field_names import NO_FIELDS
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome
from builder.vocabulary import Vocabulary

MOST_TEXT = 16_000_000
"""The most characters of texts whose fragments are kept; the oldest are dropped first."""

MOST_PARSED = 200_000
"""The most characters of texts whose trees are kept: a few pages, because trees are many times as large."""

_NUMBER = re.compile(r"(?<![.\w])number\b")
_FIRST = re.compile(r"(?<![.\w])first\b")

_Context = tuple[tuple[str, ...], bool]
"""The tags around a block, and whether it is part of a page."""


class DocumentCache:
    """Parsed texts, kept while their page or its next version is composed."""

    def __init__(self, options: MarkdownOptions = LANGUAGE_ALONE, fields: Mapping[str, str] = NO_FIELDS) -> None:
        self._options = options
        self._fields = fields
        self._known: dict[str, Outcome[Document]] = {}
        self._size = 0

    def of(self, text: str) -> Outcome[Document]:
        """The document of a text without a path, with the problems of its front matter."""
        known = self._known.pop(text, None)
        if known is None:
            known = parse_document(Source("", text, ""), "", self._options, self._fields)
            self._size += len(text)
        self._known[text] = known
        while self._size > MOST_PARSED and len(self._known) > 1:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._size -= len(oldest)
        return known


class FragmentCache:
    """Fragments composed under the same settings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._counted = _counted(vocabulary)
        self._known: dict[str, dict[_Context, list[KnownFragment]]] = {}
        self._size = 0
        self.used: list[KnownFragment] = []
        """The fragments of the page that can be kept for the next build, in order."""

    def knows(self, text: str) -> bool:
        """Whether there is a fragment of this text, in whatever context."""
        return text in self._known

    def find(self, text: str, position: BlockPosition) -> Fragment | None:
        """The fragment of an equal text that fits this position; its reads are recorded as the page's own."""
        contexts = self._known.get(text)
        if contexts is None:
            return None
        for known in contexts.get((position.around, position.is_page), ()):
            if known.before and known.before != self._before(known.before, position.counts):
                continue
            if not known.asked or position.variables.repeats(known.asked):
                self._use(known, len(self.used))
                return known.fragment
        return None

    def keep(self, text: str, position: BlockPosition, fragment: Fragment, first: int) -> None:
        """Remember a fragment without errors that was composed for this position. Those in it are used from ``first``
        on.

        One with errors is composed again, because the cache is also asked which texts are known to be sound.
        """
        if fragment.is_personal or fragment.errors:
            return
        counted = fragment.counts.keys() & self._counted.keys() if fragment.counts else ()
        asked = tuple(read for read in fragment.reads if read.kind == VARIABLE) if fragment.reads else ()
        known = KnownFragment(
            text=text,
            around=position.around,
            is_page=position.is_page,
            before=self._before(counted, position.counts),
            asked=asked,
            fragment=fragment,
        )
        self._add(known)
        self._use(known, first)

    def begin(self, earlier: Iterable[KnownFragment]) -> None:
        """Begin the next page. ``earlier`` are fragments of it from an earlier build."""
        self.used = []
        for known in earlier:
            equals = self._known.get(known.text, {}).get((known.around, known.is_page), ())
            if not any(each.before == known.before and each.asked == known.asked for each in equals):
                self._add(known)

    def _use(self, known: KnownFragment, first: int) -> None:
        """Note a fragment of the page, in place of those that it was made from, which are used from ``first`` on."""
        if known.is_lasting:
            self.used[first:] = [known]

    def _add(self, known: KnownFragment) -> None:
        contexts = self._known.get(known.text)
        if contexts is None:
            contexts = self._known[known.text] = {}
            self._size += len(known.text)
        contexts.setdefault((known.around, known.is_page), []).append(known)
        while self._size > MOST_TEXT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._size -= len(oldest)

    def _before(self, names: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
        return {name: min(counts.get(name, 0), self._counted[name]) for name in names}


def _counted(vocabulary: Vocabulary) -> dict[str, int]:
    """The tags whose templates look at their number, with the largest number that makes a difference to them."""
    found: dict[str, int] = {}
    for name, tag in vocabulary.tags.items():
        source = tag.template + tag.markdown
        if _NUMBER.search(source):
            found[name] = sys.maxsize
        elif _FIRST.search(source):
            found[name] = 1
    return found
