"""“Did you mean”: the names most similar to an unknown one."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from builder.caches import bounded_cache

LONGEST = 80
"""Longer words are not compared, because the cost grows with the square of their length."""

MOST_CANDIDATES = 5000
"""Longer names are not compared."""


FEW = 50
"""Up to this many candidates are all compared; of more, those that share most letter pairs."""

MOST_SHARING = 500
"""A letter pair that more candidates contain is ignored, unless the word has no other."""

MOST_COMPARED = 50


def nearest(word: str, candidates: Iterable[str], count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
    """Up to ``count`` candidates that ``word`` may stand for, the nearest first; case matters little.

    ``cutoff`` is the least similarity, from 0 to 1. For many words, make :class:`Names` once.
    """
    if len(word) > LONGEST:
        return ()
    if isinstance(candidates, Names):
        return candidates.nearest(word, count, cutoff)
    return _names(tuple(islice(candidates, MOST_CANDIDATES))).nearest(word, count, cutoff)


@bounded_cache(16)
def _names(candidates: tuple[str, ...]) -> Names:
    """Sets of names are cached: all partials of a project, for example, are searched for each missing one."""
    return Names(candidates)


class Names:
    """Names to suggest from. A search takes about as long among thousands of them as among a few."""

    def __init__(self, candidates: Iterable[str]) -> None:
        self._by_folded: dict[str, str] = {}
        for name in islice(candidates, MOST_CANDIDATES):
            if len(name) <= LONGEST:
                self._by_folded.setdefault(name.lower(), name)
        self._sharing: dict[str, list[str]] = {}
        """Names by letter pair; built on first use."""
        self._known: dict[tuple[str, int, float], tuple[str, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_folded.values())

    def nearest(self, word: str, count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
        """Like the function of that name."""
        if len(word) > LONGEST:
            return ()
        question = (word, count, cutoff)
        known = self._known.get(question)
        if known is None:
            folded = word.lower()
            compared = self._by_folded if len(self._by_folded) <= FEW else self._alike(folded)
            # Loaded here, because few runs need it and loading is slow.
            close: list[str] = importlib.import_module("difflib").get_close_matches(folded, compared, count, cutoff)
            known = self._known[question] = tuple(self._by_folded[name] for name in close)
        return known

    def _alike(self, word: str) -> list[str]:
        """The names that share most letter pairs with a word."""
        if not self._sharing:
            for name in self._by_folded:
                for pair in _pairs(name):
                    self._sharing.setdefault(pair, []).append(name)
        lists = sorted((self._sharing.get(pair, []) for pair in _pairs(word)), key=len)
        shared: Counter[str] = Counter()
        for names in lists:
            if len(names) <= MOST_SHARING or not shared:
                shared.update(names[:MOST_CANDIDATES])
        return [name for name, _ in shared.most_common(MOST_COMPARED)]


class HasNames(ABC):
    """A mapping that collects its names once, however many others are looked up in it."""

    @abstractmethod
    def names(self) -> Names:
        """All names, to suggest from."""


def _pairs(word: str) -> set[str]:
    """The letter pairs of a word, including its ends."""
    whole = f"^{word}$"
    return {whole[at : at + 2] for at in range(len(whole) - 1)}


def is_slip(word: str, name: str) -> bool:
    """Whether ``name`` is ``word`` with one letter left out, added, replaced or swapped with its neighbour.

    Letter case, ``-`` and ``_`` don't count. In words of up to five letters no letter may be replaced: ``data`` is not
    a misspelt ``date``.
    """
    a, b = (text.lower().replace("_", "").replace("-", "") for text in (word, name))
    if a == b:
        return word != name
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = len(rest_a) > 1 and rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return swapped or (len(b) > SHORT and rest_a[1:] == rest_b[1:])
    return rest_a[1:] == rest_b or rest_a == rest_b[1:]


SHORT = 5
