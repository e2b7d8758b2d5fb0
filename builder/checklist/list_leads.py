"""Introductions of lists that are items themselves, with the list's entries as their values."""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.list_entries import ListKind
from builder.checklist.model import Item
from builder.checklist.sentence_intent import Sense, read_sentence
from builder.checklist.source_text import TextRun

_TO_DO = re.compile(r"\b(?:which|that) you(?: will|[’']ll)? (?:need|have) to \w+[^.:]*:$")
"""The end of an introduction of things to deal with: “the tools that you need to install:”."""
_REFERS = re.compile(
    r"^(?:if|do|then do)\b|\b(?:steps?|instructions?|commands?|actions?|tasks?|things?)\b",
    re.IGNORECASE,
)
_COLLECTS = re.compile(r"\b(?:that|have|these|following)\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:must|should|needs? to|ha(?:s|ve) to)(?: (?:not|also|be|have|only|contain|include|meet))*\W*$"
)
"""The end of an introduction that goes on in each entry: “The name must:”."""
BINDING = frozenset({"verify", "requirement", "prerequisite"})
"""Intents of an introduction that also hold for each entry: “Before you start, make sure that:”."""


def leading_kind(out: DraftBuilder, lead: GuideBlock, kind: ListKind) -> Sense | None:
    """The intent of an introduction that becomes an item; ``None`` if it does not.

    In a step it always does, elsewhere if it asks for one of the listed things, or for all of them.
    """
    found = lead.passage.sentences()
    reading = read_sentence(lead.passage.marked(*found[-1]), out.words) if found else None
    if _TO_DO.search(lead.passage.text.rstrip()) is not None and kind != "all":
        return "step"
    if needs(lead.passage.text, out) and (kind != "all" or out.section.steps):
        return "prerequisite"
    if out.section.steps:
        return reading.sense if reading is not None else "info"
    if reading is not None and _BOUND.search(lead.passage.text.rstrip()) is not None and reading.sense == "requirement":
        return "requirement"
    if out.section.reading != "plain" or kind in ("all", "index") or reading is None or reading.permissive:
        return None
    return reading.sense if reading.sense == "step" or reading.sense in BINDING else None


def asks_itself(lead: TextRun, words: Lexicon) -> bool:
    """Whether an introduction is an action besides its list: “Complete the fields in these sections:”."""
    start, end = lead.sentences()[-1]
    text = lead.marked(start, end)
    reading = read_sentence(text, words)
    firm = reading.sense in ("step", "verify") and not reading.permissive
    if reading.sense == "verify" and _COLLECTS.search(text) is not None:
        return False
    return firm and _REFERS.search(text) is None


def needs(lead: str, out: DraftBuilder) -> bool:
    """Whether an introduction states that the listed things are needed: “You need:”."""
    return out.words.need.match(lead.strip(" `*")) is not None


def inherit(out: DraftBuilder, sense: Sense, lead: str, start: int, parent: Item | None) -> None:
    """Give facts listed after “make sure that:” the kind of that introduction.

    After “create a connection with these details:” they are fields to fill in, and so steps.
    """
    if sense == "step" and parent is not None and parent.kind == "info":
        out.items[start - 1] = replace(out.items[start - 1], kind="step")
    goes_on = sense == "requirement" and _BOUND.search(lead.rstrip()) is not None
    if sense not in BINDING and (sense != "step" or out.words.fields_below.search(lead) is None):
        return
    for at in range(start, len(out.items)):
        if out.items[at].kind == "info" or (goes_on and out.items[at].kind == "step"):
            out.items[at] = replace(out.items[at], kind=sense)
