"""The words of a version's passages, ordered so that browsers fetch only the files that a query needs.

Words are split and folded here in the same way as queries in ``theme/static/search-index.js``: both must agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import sub

import msgspec

from builder.caches import bounded_cache

COMMON_FROM = 200
"""Number of passages from which a version has words that are too common to search."""

HEADING_WEIGHT = 8
TITLE_WEIGHT = 16

_WORD = re.compile(r"[^\W_]{1,32}")
"""A longer word is a key or a digest, and is cut."""
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words: each letter is a word."""

WEIGHT_BITS = 6
_MOST = (1 << WEIGHT_BITS) - 1

Postings = list[int]
"""A number for each passage with the word: the passage's number, with the word's weight in the lowest bits.

In a shard each number is stored as the difference to the one before.
"""


def words_of(text: str) -> Counter[str]:
    """How often a text contains each word, folded: lower case, without accents."""
    if text.isascii():
        return Counter(_WORD.findall(text.lower()))
    counts: Counter[str] = Counter()
    for word, count in Counter(_script_word().findall(unicodedata.normalize("NFC", text).lower())).items():
        for folded in (word,) if word.isascii() else _folded(word):
            counts[folded] += count
    return counts


def _folded(word: str) -> Iterable[str]:
    parts = unicodedata.normalize("NFKD", word)
    word = "".join(letter for letter in parts if not unicodedata.category(letter).startswith("M"))
    return _script_word().findall(word) or (word,)


@bounded_cache(1)
def _script_word() -> re.Pattern[str]:
    """A letter of a script without blanks, or a word between such letters. Compiling it takes long."""
    return re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]{{1,32}}")


def weights(heading: str, text: str, title: str = "") -> Mapping[str, int]:
    """The weight of each word in a passage; ``title`` is the page's title, for its first passage."""
    counts = words_of(text)
    for said, weight in ((heading, HEADING_WEIGHT), (title, TITLE_WEIGHT)):
        for word in words_of(said):
            counts[word] += weight
    return counts


class TermIndex(msgspec.Struct):
    """Collects the words of passages, which are numbered as they are added."""

    passages: int = 0
    _postings: defaultdict[str, Postings] = msgspec.field(default_factory=lambda: defaultdict(list))

    def add(self, words: Mapping[str, int]) -> None:
        """Add the next passage."""
        postings, packed = self._postings, self.passages << WEIGHT_BITS
        for word, weight in words.items():
            postings[word].append(packed | weight if weight < _MOST else packed | _MOST)
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
