"""Introductions of lists that are items themselves, with the list's entries as their values."""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.list_entries import ListKind
from builder.checklist.sentence_intent import Sense, read_sentence

_BOUND = re.compile(r"\b(?:must|should|needs? to|ha(?:s|ve) to)(?: (?:not|also|be|have|only|contain|include|meet))*\W*$")
"""The end of an introduction that goes on in each entry: “The name must:”."""
BINDING = frozenset({"verify", "requirement", "prerequisite"})
"""Intents of an introduction that also hold for each entry: “Before you start, make sure that:”."""


def leading_kind(out: DraftBuilder, lead: GuideBlock, kind: ListKind) -> Sense | None:
    """The intent of an introduction that becomes an item; ``None`` if it does not.

    In a step it always does, elsewhere if it asks for one of the listed things, or for all of them.
    """
    found = lead.passage.sentences()
    reading = read_sentence(lead.passage.marked(*found[-1]), out.words) if found else None
    if needs(lead.passage.text, out) and (kind != "all" or out.section.steps):
        return "prerequisite"
    if out.section.steps:
        return reading.sense if reading is not None else "info"
    if reading is not None and _BOUND.search(lead.passage.text.rstrip()) is not None and reading.sense == "requirement":
        return "requirement"
    if out.section.reading != "plain" or kind in ("all", "index") or reading is None or reading.permissive:
        return None
    return reading.sense if reading.sense == "step" or reading.sense in BINDING else None


def needs(lead: str, out: DraftBuilder) -> bool:
    """Whether an introduction states that the listed things are needed: “You need:”."""
    return out.words.need.match(lead.strip(" `*")) is not None


def inherit(out: DraftBuilder, sense: Sense, lead: str, start: int) -> None:
    """Give facts listed after “make sure that:” the kind of that introduction.

    After “create a connection with these details:” they are fields to fill in, and so steps.
    """
    goes_on = sense == "requirement" and _BOUND.search(lead.rstrip()) is not None
    if sense == "info" and out.words.expected_titles.match(lead.strip(" *:")) is not None:
        sense = "verify"
    if sense not in BINDING and (sense != "step" or out.words.fields_below.search(lead) is None):
        return
    for at in range(start, len(out.items)):
        if out.items[at].kind == "info" or (goes_on and out.items[at].kind == "step"):
            out.items[at] = replace(out.items[at], kind=sense)
