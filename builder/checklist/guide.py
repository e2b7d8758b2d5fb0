"""Which sections are procedures, and whether a page is a guide (rule R1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from builder.checklist.blocks import FileOf
from builder.checklist.gathering import Gathering
from builder.checklist.gathering_section import OpenSection
from builder.checklist.items import Item
from builder.checklist.phrases import step_number
from builder.checklist.words import Words
from builder.markdoc import Node

STEP_MEANINGS = frozenset({"step", "step-container"})

FEWEST_STEPS = 2
"""Step headings that make a page a guide."""

FEWEST_ASKING = 3
"""Sentences and list items that must ask for something."""
ROWS = 3
"""Rows of a table that weigh as much as a sentence."""
SHARE, SHARE_OF_TITLED, SHARE_OF_STRONG, SHARE_OF_OTHERS = 0.35, 0.15, 0.25, 0.6
"""The least share of what asks: of any page, of one titled as a guide, of one with ordered steps, of one titled otherwise."""
STRONG = frozenset({"numbered", "ordered", "tasks"})

REASONS = {
    "reference": "a reference",
    "changes": "a change log",
    "index": "an index of links",
    "other": "procedures are too small a part of it",
}

PageKind = Literal["guide", "reference", "changes", "index", "other"]


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


class Verdict(msgspec.Struct, frozen=True):
    """Whether a page is a guide, and why."""

    guide: bool
    kind: PageKind
    reason: str


def is_ruled_out(facts: GuideFacts) -> bool:
    """Whether the front matter alone says that there is no checklist."""
    return facts.front_matter.get("checklist") is False


def judged(out: Gathering, facts: GuideFacts) -> Verdict:
    """The verdict on a page that has been read."""
    words = out.words
    if facts.front_matter.get("checklist") is True:
        return Verdict(True, "guide", "the front matter says checklist: true")
    if facts.front_matter.get("checklist") is False:
        return Verdict(False, "other", "the front matter says checklist: false")
    if facts.uses_steps:
        return Verdict(True, "guide", "it has tags for steps")
    numbered = sum(step_number(heading.text, words) is not None for heading in facts.headings)
    if numbered >= FEWEST_STEPS:
        return Verdict(True, "guide", f"{numbered} of its headings are numbered steps")
    if out.asked:
        return Verdict(True, "guide", "it asks for values to hand on")
    return _by_share(out, facts)


def _by_share(out: Gathering, facts: GuideFacts) -> Verdict:
    """By what its sections are made of: procedures must be a real share of the page."""
    evidence = _evidence(out)
    asking = sum(section.asking for section in out.sections)
    told = sum(section.told for section in out.sections if section.reading in ("step", "plain")) + out.rows // ROWS
    share = asking / max(1, asking + told)
    kind, needed = _expected(out, facts, evidence)
    what = f"{asking} of {asking + told} sentences and list items ask for something"
    if asking < FEWEST_ASKING or not evidence:
        return Verdict(False, "other", f"no procedure: {what}")
    if share < needed:
        return Verdict(False, kind, f"{REASONS[kind]}: {what}")
    shown = ", ".join(sorted(evidence))
    return Verdict(True, "guide", f"procedures are a real share of it ({shown}): {what}")


def _evidence(out: Gathering) -> set[str]:
    """What shows that the page has procedures."""
    found = {evidence for section in out.sections for evidence in section.evidence}
    if sum(section.commands for section in out.sections) > 1:
        found.add("commands")
    return found


def _expected(out: Gathering, facts: GuideFacts, evidence: set[str]) -> tuple[PageKind, float]:
    """What a page is if it is no guide, and the share of what asks that makes it one."""
    words = out.words
    titles = [heading.text for heading in facts.headings]
    changes = sum(words.change_titles.match(title) is not None for title in titles)
    references = sum(words.reference_titles.match(title) is not None for title in titles)
    kind: PageKind = "other"
    needed = SHARE
    if words.guide_titles.match(out.title) is not None:
        needed = SHARE_OF_TITLED
    elif evidence & STRONG:
        needed = SHARE_OF_STRONG
    if changes > 1 and changes * 2 >= len(titles):
        kind, needed = "changes", SHARE_OF_OTHERS
    elif words.other_titles.search(out.title) is not None and needed != SHARE_OF_TITLED:
        kind, needed = "reference", SHARE_OF_OTHERS
    elif references * 2 > len(titles):
        kind, needed = "reference", max(needed, SHARE)
    return kind, needed


def keep_procedures(out: Gathering) -> None:
    """Leave out the items of sections that are no procedures."""
    kept = {section.id for section in out.sections if is_procedure(section)}
    gone = {item.id for item in out.items if item.section not in kept}
    out.items[:] = [item for item in out.items if item.id not in gone]
    out.asked[:] = [asked for asked in out.asked if asked.item not in gone]
    for section in out.sections:
        if section.id not in kept:
            section.items.clear()


def is_procedure(section: OpenSection) -> bool:
    """Whether a section's items are published on a page that is no guide."""
    return bool(section.evidence) and section.asking * 2 > section.told
