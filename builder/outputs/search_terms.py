"""The words of a version's passages, ordered so that browsers fetch only the files that a query needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import sub

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


class TermIndex:
    """Collects the words of passages, which are numbered as they are added."""

    def __init__(self, language: str) -> None:
        self.passages = 0
        self.vocabulary = StemTable(language)
        self._postings: defaultdict[str, Postings] = defaultdict(list)

    def add(self, counts: Mapping[str, int]) -> None:
        """Add the next passage."""
        postings, vocabulary, packed = self._postings, self.vocabulary, self.passages << WEIGHT_BITS
        words: dict[str, int] = {}
        for run, weight in counts.items():
            for stem in vocabulary[run]:
                words[stem] = words.get(stem, 0) + weight
        for stem, weight in words.items():
            postings[stem].append(packed | weight if weight < _MOST else packed | _MOST)
        self.passages += 1

    def common(self) -> list[str]:
        """Words in more than half of the passages, sorted: they don't distinguish pages."""
        if self.passages < COMMON_FROM:
            return []
        return sorted(word for word, known in self._postings.items() if len(known) > self.passages // 2)

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
