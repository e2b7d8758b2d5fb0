"""Decides how a section is read: as a step, as plain text, for its procedures only, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from builder.caches import bounded_cache
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.sentence_intent import read_sentence

Level = Literal["step", "plain", "soft", "off"]
"""``step``: every list item counts. ``plain``: text that asks. ``soft``: lists that ask, and commands. ``off``:
nothing.
"""

MOST_STEPS = 40
"""The highest number of a numbered heading; higher ones are years or versions."""

_NUMBERED = re.compile(r"^(\d{1,2})(?:[.)]|\s*[-–—:])\s+(?=\S)")
_STEP_NUMBER = re.compile(r"^(?:step\s+)?\d+(?:\.\d+)*\s*[-–—.:)]*\s*", re.IGNORECASE)
_HARD = re.compile(
    r"next|where to|see also|related|reading|links|resources|references?$|learn|contents|toc|on this page|in this|faqs?"
    r"|questions|what you|objectives?|outcomes?|goals?|conclusion|credits?|authors?|contributors?|licen|change|release"
    r"|what'?s new|history|community|help|feedback|glossary|features?|benefits?|costs?|pricing|expectations?",
    re.IGNORECASE,
)


@bounded_cache(2048)
def level_of(title: str, words: Lexicon) -> Level:
    """The level of a section by its title alone."""
    bare = title.strip()
    if words.off_titles.match(bare) is None:
        return "plain"
    return "off" if _HARD.search(bare) is not None else "soft"


def below(around: Level | None, own: Level, *, asks: bool) -> Level:
    """The level of a section inside another: ``off`` stays ``off``, and parts of a step are steps.

    A part whose title asks for something is read below an “Introduction” too.
    """
    if around == "off":
        return "off"
    if own in ("off", "soft"):
        return own
    if around == "soft" and asks:
        return own
    return around if around in ("step", "soft") else own


def numbered_headings(titles: Sequence[str], words: Lexicon) -> frozenset[str]:
    """Numbered titles such as “1. Create a project”, if they count from one and most of them ask for something."""
    found: list[str] = []
    expected = 1
    runs = 0
    for title in titles:
        number = _NUMBERED.match(title.strip())
        if number is None or int(number[1]) > MOST_STEPS:
            continue
        if int(number[1]) in (0, 1):
            runs += 1
        elif int(number[1]) != expected:
            return frozenset()
        expected = int(number[1]) + 1
        found.append(title)
    asking = sum(asks_in_title(title, words) for title in found)
    return frozenset(found) if len(found) > 1 and runs and asking * 2 >= len(found) else frozenset()


def heading_number(title: str) -> int | None:
    """The number at the beginning of a title."""
    found = _NUMBERED.match(title.strip())
    return int(found[1]) if found is not None else None


@bounded_cache(2048)
def asks_in_title(title: str, words: Lexicon) -> bool:
    """Whether a title asks for something: “Create a project”, “Creating a project”."""
    bare = _NUMBERED.sub("", title.strip())
    if read_sentence(bare, words).sense in ("step", "verify"):
        return True
    first = bare.split(maxsplit=1)[0].lower() if bare else ""
    return is_gerund(first, words) or (first in words.verbs and len(bare.split()) > 1)


def step_title_asks(title: str, words: Lexicon) -> bool:
    """Whether the title of a step asks for something: “Step 3: Restart”."""
    bare = _STEP_NUMBER.sub("", title.strip())
    return bool(bare) and asks_in_title(bare, words)


def is_gerund(word: str, words: Lexicon) -> bool:
    """Whether a word is the -ing form of a verb in the list."""
    if not word.endswith("ing") or len(word) < 5:
        return False
    stem = word[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return any(form in words.verbs for form in (stem, stem + "e", doubled))
