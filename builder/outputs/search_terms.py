"""The words of a version's passages, ordered so that browsers fetch only the files that a query needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import sub
from typing import NamedTuple

from builder.outputs.search_words import StemTable, runs

COMMON_FROM = 200
"""Number of passages from which a version has words that are too common to search."""

HEADING_WEIGHT = 8
TITLE_WEIGHT = 16

WEIGHT_BITS = 6
_MOST = (1 << WEIGHT_BITS) - 1

Postings = list[int]
"""A number for each passage with the word: the passage's number, with the word's weight in the lowest bits.

In a shard each number is stored as the difference to the one before.
"""


def weights(heading: str, text: str, title: str = "") -> Mapping[str, int]:
    """The weight of each run of letters in a passage; ``title`` is the page's title, for its first passage."""
    counts = Counter(runs(text))
    for said, weight in ((heading, HEADING_WEIGHT), (title, TITLE_WEIGHT)):
        for run in set(runs(said)):
            counts[run] += weight
    return counts


class PageWords(NamedTuple):
    """The words of one page. They depend on its text alone, so builds keep them."""

    passages: int
    """The number of its passages."""
    places: dict[str, list[int]]
    """The postings of each word, as if the page were the only one."""
    forms: list[str]
    """Each word of the text after its stem: ``lamp lamps``."""


def page_words(passages: Sequence[Mapping[str, int]], stems: StemTable) -> PageWords:
    """The words of a page, from the weights of each passage's runs."""
    places: defaultdict[str, Postings] = defaultdict(list)
    for number, counts in enumerate(passages):
        summed: dict[str, int] = {}
        for run, weight in counts.items():
            for stem, _ in stems[run]:
                summed[stem] = summed.get(stem, 0) + weight
        for stem, weight in summed.items():
            places[stem].append(number << WEIGHT_BITS | min(weight, _MOST))
    words = (word for run in set(chain.from_iterable(passages)) for word in stems[run])
    return PageWords(len(passages), places, sorted({f"{stem} {form}" for stem, form in words if form}))


class TermIndex:
    """Joins the words of pages, whose passages are numbered as they are added."""

    def __init__(self) -> None:
        self.forms: set[str] = set()
        """Each word after its stem."""
        self._passages = 0
        self._postings: defaultdict[str, Postings] = defaultdict(list)

    def add(self, page: PageWords) -> None:
        """Add the next page."""
        postings, before = self._postings, self._passages << WEIGHT_BITS
        for stem, places in page.places.items():
            postings[stem] += [before + place for place in places]
        self.forms.update(page.forms)
        self._passages += page.passages

    def finished(self) -> Terms:
        """The words of all pages."""
        return Terms(self._postings, self._passages)


class Terms:
    """The words of all passages, with their postings."""

    def __init__(self, postings: Mapping[str, Postings], passages: int) -> None:
        self._postings = postings
        self._passages = passages

    def common(self) -> list[str]:
        """Words in more than half of the passages, sorted: they don't distinguish pages."""
        if self._passages < COMMON_FROM:
            return []
        return sorted(word for word, known in self._postings.items() if len(known) > self._passages // 2)

    def shards(self, count: int) -> list[dict[str, Postings]]:
        """The words in order without the common ones, split into parts of about the same size."""
        common = set(self.common())
        words = [word for word in sorted(self._postings) if word not in common]
        total = sum(len(self._postings[word]) + 3 for word in words) or 1
        shards: list[dict[str, Postings]] = [{} for _ in range(count)]
        seen = 0
        for word in words:
            known = self._postings[word]
            shards[seen * count // total][word] = [known[0], *map(sub, known[1:], known)]
            seen += len(known) + 3
        return shards


def borders(shards: Sequence[Mapping[str, Postings]]) -> list[str]:
    """The first word of each shard; an empty shard has the word of the one before, so browsers never fetch it."""
    found: list[str] = []
    for shard in shards:
        found.append(next(iter(shard), found[-1] if found else ""))
    return found
