"""“Did you mean”: the names nearest to one that isn't there."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

LONGEST = 80
"""Longer words are not compared: the comparison's cost grows with their square."""

MOST_CANDIDATES = 5000
"""Beyond these, names are not compared."""


FEW = 50
"""Up to so many candidates are all compared; of more, those that share most pairs of letters."""

MOST_SHARING = 500
"""A pair of letters that more candidates have tells nothing apart, unless the word has no other."""

MOST_COMPARED = 50


def nearest(word: str, candidates: Iterable[str], count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
    """Up to ``count`` candidates that ``word`` may stand for, the nearest first; case counts little.

    ``cutoff`` is how like it they must be, from 0 to 1. Who asks for many words makes :class:`Names` once.
    """
    if len(word) > LONGEST:
        return ()
    if isinstance(candidates, Names):
        return candidates.nearest(word, count, cutoff)
    return _names(tuple(islice(candidates, MOST_CANDIDATES))).nearest(word, count, cutoff)


@lru_cache(maxsize=16)
def _names(candidates: tuple[str, ...]) -> Names:
    """One is asked for again and again: all partials of a project, say, for each that is missing."""
    return Names(candidates)


class Names:
    """Names that a word may stand for. A question takes about as long for thousands of them as for a few."""

    def __init__(self, candidates: Iterable[str]) -> None:
        self._by_folded: dict[str, str] = {}
        for name in islice(candidates, MOST_CANDIDATES):
            if len(name) <= LONGEST:
                self._by_folded.setdefault(name.lower(), name)
        self._sharing: dict[str, list[str]] = {}
        """By pair of letters; made when it is first needed."""
        self._known: dict[tuple[str, int, float], tuple[str, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_folded.values())

    def nearest(self, word: str, count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
        """As the function of that name."""
        if len(word) > LONGEST:
            return ()
        question = (word, count, cutoff)
        known = self._known.get(question)
        if known is None:
            folded = word.lower()
            compared = self._by_folded if len(self._by_folded) <= FEW else self._alike(folded)
            # Few runs ask, and it takes a while to load.
            close: list[str] = importlib.import_module("difflib").get_close_matches(folded, compared, count, cutoff)
            known = self._known[question] = tuple(self._by_folded[name] for name in close)
        return known

    def _alike(self, word: str) -> list[str]:
        """The names that share most pairs of letters with a word."""
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


def _pairs(word: str) -> set[str]:
    """Each two letters that follow each other, the ends of the word among them."""
    whole = f"^{word}$"
    return {whole[at : at + 2] for at in range(len(whole) - 1)}


def is_slip(word: str, name: str) -> bool:
    """Whether one letter left out, put in, exchanged for another or for its neighbour makes ``name`` of ``word``.

    Letter case, ``-`` and ``_`` don't count. In words of up to five letters no letter is exchanged: ``data`` is not a
    misspelt ``date``.
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
