"""Splits a text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.caches import bounded_cache

_END = re.compile(
    r"(?<=[.!?。！？؟])[\"'”’)\]」』»]*(?:\s+(?=[\"'“‘(\[*_`「«¿¡]*[^\W_a-zß-öø-ÿа-яёα-ω])|(?<=[。！？])(?=\S))"
)
_MARK = re.compile(r"[.!?。！？؟]")
_ABBREVIATION = re.compile(r"(?:\b(?:step \d{1,2}\.|e\.g|i\.e|etc|vs|ex|z\.B|d\.h|no|nr|fig|bzw)\.)\Z", re.IGNORECASE)
_LONGEST_ABBREVIATION = 8

LONGEST_KNOWN = 1_000
"""The most characters of a text whose sentences are cached."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of a text's sentences, without spaces at their ends; linear in the text's length."""
    return _known(text) if len(text) <= LONGEST_KNOWN else tuple(_ranges(text))


@bounded_cache(4096)
def _known(text: str) -> tuple[tuple[int, int], ...]:
    """Cached, because each paragraph is read several times, and is also in other versions."""
    return tuple(_ranges(text))


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    bare = text.rstrip()
    if _MARK.search(text, 0, max(0, len(bare) - 1)) is None:
        if bare:
            yield len(text) - len(text.lstrip()), len(bare)
        return
    starts = [0]
    for match in _END.finditer(text):
        before = text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if not _ABBREVIATION.search(before):
            starts.append(match.end())
    starts.append(len(text))
    for start, end in pairwise(starts):
        part = text[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            yield start + lead, start + len(part.rstrip())
