"""Fragments that may be used again: by text, where nothing that they depend on is different."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

import msgspec

from builder.article.dependencies import VARIABLE, RecordedVariables
from builder.article.fragments.fragment import Fragment
from builder.content.document import Document, parse_document
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome, Read
from builder.vocabulary import Vocabulary

MOST_TEXT = 16_000_000
"""Characters of the texts that are kept; the oldest make room."""

_NUMBER = re.compile(r"(?<![.\w])number\b")
_FIRST = re.compile(r"(?<![.\w])first\b")


MOST_PARSED = 200_000
"""Characters of the texts whose trees are kept: some pages' worth, for trees are many times as large."""


class Documents:
    """Texts as trees, for as long as their page, or the next version of it, is at hand."""

    def __init__(self, options: MarkdownOptions = LANGUAGE_ALONE) -> None:
        self._options = options
        self._known: dict[str, Outcome[Document]] = {}
        self._size = 0

    def of(self, text: str) -> Outcome[Document]:
        """The document of a text without a path, and what is wrong in its front matter."""
        known = self._known.pop(text, None)
        if known is None:
            known = parse_document(Source("", text, ""), "", self._options)
            self._size += len(text)
        self._known[text] = known
        while self._size > MOST_PARSED and len(self._known) > 1:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._size -= len(oldest)
        return known


class _Known(msgspec.Struct, frozen=True):
    fragment: Fragment
    before: Mapping[str, int]
    """Of the tags in it whose templates look at their number: how many came before."""
    asked: tuple[Read, ...]
    """Its reads of variables."""


class Fragments:
    """Fragments composed under the same settings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._counted = _counted(vocabulary)
        self._known: dict[tuple[str, tuple[str, ...]], list[_Known]] = {}
        self._size = 0

    def find(
        self, text: str, around: tuple[str, ...], counts: Mapping[str, int], variables_seen: RecordedVariables
    ) -> Fragment | None:
        """The fragment of an equal text in equal tags; its reads are recorded as this page's own."""
        for known in self._known.get((text, around), ()):
            if known.before and known.before != self._before(known.before, counts):
                continue
            if not known.asked or variables_seen.repeats(known.asked):
                return known.fragment
        return None

    def keep(self, text: str, around: tuple[str, ...], counts: Mapping[str, int], fragment: Fragment) -> None:
        """Remember a fragment that began behind ``counts`` tags."""
        before = self._before(fragment.counts.keys() & self._counted.keys(), counts) if fragment.counts else {}
        asked = tuple(read for read in fragment.reads if read.kind == VARIABLE) if fragment.reads else ()
        known = self._known.setdefault((text, around), [])
        if not known:
            self._size += len(text)
        known.append(_Known(fragment, before, asked))
        while self._size > MOST_TEXT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._size -= len(oldest[0])

    def _before(self, names: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
        return {name: min(counts.get(name, 0), self._counted[name]) for name in names}


def _counted(vocabulary: Vocabulary) -> dict[str, int]:
    """The tags whose templates look at their number, and up to which they tell numbers apart."""
    found: dict[str, int] = {}
    for name, tag in vocabulary.tags.items():
        source = tag.template + tag.markdown
        if _NUMBER.search(source):
            found[name] = sys.maxsize
        elif _FIRST.search(source):
            found[name] = 1
    return found
