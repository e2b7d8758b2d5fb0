"""Introductions of lists that are items themselves, with the list's entries as their values."""

from __future__ import annotations

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.list_entries import ListKind
from builder.checklist.sentence_intent import Sense, read_sentence

BINDING = frozenset({"verify", "requirement", "prerequisite"})
"""Intents of an introduction that also hold for each entry: “Before you start, make sure that:”."""


def leading_kind(out: DraftBuilder, lead: GuideBlock, kind: ListKind) -> Sense | None:
    """The intent of an introduction that becomes an item; ``None`` if it does not.

    In a step it always does, elsewhere if it asks for one of the listed things, or for all of them.
    """
    found = lead.passage.sentences()
    reading = read_sentence(lead.passage.marked(*found[-1]), out.words) if found else None
    if out.section.steps:
        return reading.sense if reading is not None else "info"
    if out.section.reading != "plain" or kind in ("all", "index") or reading is None or reading.permissive:
        return None
    return reading.sense if reading.sense == "step" or reading.sense in BINDING else None


def inherit(out: DraftBuilder, sense: Sense, lead: str, start: int) -> None:
    """Give facts listed after “make sure that:” the kind of that introduction.

    After “create a connection with these details:” they are fields to fill in, and so steps.
    """
    if sense not in BINDING and (sense != "step" or out.words.fields_below.search(lead) is None):
        return
    for at in range(start, len(out.items)):
        if out.items[at].kind == "info":
            out.items[at] = replace(out.items[at], kind=sense)
