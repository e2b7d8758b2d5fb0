"""Compares two texts word by word, for readers: what was taken out and put in, with a few words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

CONTEXT = 8
"""Words that are shown on each side of a change."""
LONGEST = 60
"""Words of a change that are shown."""
MOST_COMPARED = 300
"""Words of both texts, without their common beginning and end, that are compared one by one."""
LEFT_OUT = "…"

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]\s*|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+\s*")
"""A word, or a letter of a script without spaces, with the spaces after it."""


class WordRun(msgspec.Struct, frozen=True):
    """Words in a row that are in both texts or in one of them."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_changes(before: str, after: str) -> tuple[WordRun, ...]:
    """The changes from one text to the other, shortened; empty if they have the same words."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if [word.strip() for word in old] == [word.strip() for word in new]:
        return ()
    runs = list(_runs(old, new))
    shown = (_shown(run, is_first=at == 0, is_last=at == len(runs) - 1) for at, run in enumerate(runs))
    return tuple(run for run in shown if run.text)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[WordRun]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    yield WordRun("same", "".join(new[:start]))
    if len(left) + len(right) > MOST_COMPARED:
        yield from _replaced(left, right)
    else:
        matcher = SequenceMatcher(None, [word.strip() for word in left], [word.strip() for word in right], False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                yield WordRun("same", "".join(right[c:d]))
            else:
                yield from _replaced(left[a:b], right[c:d])
    yield WordRun("same", "".join(new[len(new) - end :]))


def _replaced(left: Sequence[str], right: Sequence[str]) -> Iterator[WordRun]:
    yield WordRun("removed", "".join(left))
    yield WordRun("added", "".join(right))


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """The number of words with which both begin."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one.strip() != other.strip():
            break
        count += 1
    return count


def _shown(run: WordRun, *, is_first: bool, is_last: bool) -> WordRun:
    words = _WORD.findall(run.text)
    if run.kind != "same":
        return run if len(words) <= LONGEST else WordRun(run.kind, "".join(words[:LONGEST]) + LEFT_OUT)
    before, after = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    if len(words) <= before + after:
        return run
    return WordRun("same", "".join((*words[:before], f"{LEFT_OUT} ", *words[len(words) - after :])))


def shortened(text: str) -> str:
    """The beginning of a text."""
    words = _WORD.findall(text)
    return text if len(words) <= LONGEST else "".join(words[:LONGEST]) + LEFT_OUT
