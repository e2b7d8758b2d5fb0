"""“Did you mean”: the names nearest to one that isn't there."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from itertools import islice

LONGEST = 80
"""Longer words are not compared: the comparison's cost grows with their square."""

MOST_CANDIDATES = 5000
"""Beyond these, names are not compared."""


def nearest(word: str, candidates: Iterable[str], count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
    """Up to ``count`` candidates that ``word`` may stand for, the nearest first; case counts little.

    ``cutoff`` is how like it they must be, from 0 to 1.
    """
    if len(word) > LONGEST:
        return ()
    folded: dict[str, str] = {}
    for name in islice(candidates, MOST_CANDIDATES):
        if len(name) <= LONGEST:
            folded.setdefault(name.lower(), name)
    # Few runs ask, and it takes a while to load.
    close: list[str] = importlib.import_module("difflib").get_close_matches(word.lower(), folded, count, cutoff)
    return tuple(folded[name] for name in close)


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
