"""The words of a version's passages, ordered so that browsers fetch only the files that a query needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import sub

from builder.outputs.search_words import StemTable, runs

COMMON_FROM = 200
"""Number of passages from which a version has words that are too common to search."""

HEADING_WEIGHT = 8
TITLE_WEIGHT = 16

WEIGHT_BITS = 6
_MOST = (1 << WEIGHT_BITS) - 1
_PLACE_BITS = 32
_PLACE_MASK = (1 << _PLACE_BITS) - 1
"""The weight of one run in one passage has these bits, in which it can't overflow."""

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


class TermIndex:
    """Collects the words of passages, which are numbered as they are added."""

    def __init__(self, language: str) -> None:
        self.passages = 0
        self.vocabulary = StemTable(language)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        """By run of letters as written, the passages that have it, each with its weight there."""

    def add(self, counts: Mapping[str, int]) -> None:
        """Add the next passage."""
        places, passage = self._places, self.passages << _PLACE_BITS
        for run, weight in counts.items():
            places[run].append(passage + weight)
        self.passages += 1

    def finished(self) -> Terms:
        """The words of all passages: each with the passages of every run that it was found in."""
        by_stem: defaultdict[str, list[list[int]]] = defaultdict(list)
        for run, places in self._places.items():
            for stem in self.vocabulary[run]:
                by_stem[stem].append(places)
        return Terms({stem: _postings(places) for stem, places in by_stem.items()}, self.passages)


def _postings(places: Sequence[list[int]]) -> Postings:
    """The postings of a word, from the places of its runs."""
    if len(places) == 1:
        return list(map(_packed, places[0]))
    summed: dict[int, int] = {}
    for place in chain.from_iterable(places):
        passage = place >> _PLACE_BITS
        summed[passage] = summed.get(passage, 0) + (place & _PLACE_MASK)
    return [passage << WEIGHT_BITS | min(weight, _MOST) for passage, weight in sorted(summed.items())]


def _packed(place: int) -> int:
    return place >> _PLACE_BITS << WEIGHT_BITS | min(place & _PLACE_MASK, _MOST)


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
