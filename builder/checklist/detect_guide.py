"""Whether a page is a guide (rule R1), and what the rules may look at besides its tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from builder.checklist.blocks import FileOf
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.sentence_intent import step_number
from builder.checklist.values import is_request
from builder.markdoc import Node

STEP_MEANINGS = frozenset({"step", "step-container"})
LIST_MARKERS = ("- ", "* ", "+ ", "1. ", "1) ")

_ASKING = re.compile(r"[:：][^\S\n]*\n\s*(?:[-*+] |1[.)] )")
"""What such lines have in common: most texts have none of them."""

FEWEST_STEPS = 2
"""Step headings that make a page a guide."""


class HeadingAnchor(msgspec.Struct, frozen=True):
    """One heading of the page, as published."""

    text: str
    anchor: str


class GuideFacts(msgspec.Struct, frozen=True):
    """What the rules may look at besides the tree."""

    front_matter: Mapping[str, Any]
    text: str
    """The page's source."""
    headings: Sequence[HeadingAnchor]
    """In document order, those in notes and tabs too."""
    meanings: Mapping[str, str]
    """What each tag says to the checklist, by name."""
    tones: Callable[[Node], str]
    """How grave a note tag is: ``info``, ``warning``, ``requirement``."""
    file_of: FileOf
    tags: frozenset[str]
    """Names of the tags used."""

    @property
    def uses_steps(self) -> bool:
        """Whether steps are marked by tags."""
        return any(self.meanings.get(tag) in STEP_MEANINGS for tag in self.tags)


def why_not_a_guide(facts: GuideFacts, words: Lexicon) -> str:
    """Why the page has no checklist; empty if it is a guide. Looks at headings and tags alone."""
    declared = facts.front_matter.get("checklist")
    if declared is True:
        return ""
    if declared is False:
        return "the front matter says checklist: false"
    if facts.uses_steps or _numbered(facts, words) >= FEWEST_STEPS:
        return ""
    if _asks_for_values(facts.text, words):
        return ""
    return "no steps: neither 'checklist: true', nor steps tags, nor two headings such as 'Step 1: …'"


def _numbered(facts: GuideFacts, words: Lexicon) -> int:
    return sum(step_number(heading.text, words) is not None for heading in facts.headings)


def _line_to(text: str, end: int) -> str:
    """What stands before ``end`` in its line."""
    return text[text.rfind("\n", 0, end) + 1 : end].splitlines()[-1]


def _asks_for_values(text: str, words: Lexicon) -> bool:
    """Whether a line outside code asks for the values of a list right behind it."""
    # Most lines that end so ask for nothing; which of the others stand in code only the lines above them tell.
    if not any(is_request(_line_to(text, found.start() + 1), words) for found in _ASKING.finditer(text)):
        return False
    fence = asked = False
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith(("```", "~~~")):
            fence, asked = not fence, False
        elif asked and bare.startswith(LIST_MARKERS):
            return True
        elif bare:
            asked = not fence and is_request(bare, words)
    return False
