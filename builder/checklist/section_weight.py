"""Counts how much of a section asks for something: its lists."""

from __future__ import annotations

from collections.abc import Sequence

from builder.checklist.gathering_section import OpenSection
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.list_entries import ListEntry, ListKind, is_keyed

MOST_NEEDS = 2
"""The number of prerequisites in a list that count as sentences that ask for something."""
ROWS = 3
"""The number of table rows, or of entries that describe fields, that count as much as a sentence."""


def weigh(section: OpenSection, entries: Sequence[ListEntry], kind: ListKind, words: Lexicon, *, ordered: bool) -> None:
    """Count a list of a section: a list of instructions makes it a procedure."""
    acting = sum(entry.asks or entry.acts for entry in entries)
    section.commands += sum(entry.command for entry in entries)
    if kind == "all":
        _weigh_instructions(section, entries, acting, words, ordered=ordered)
    elif kind == "some":
        section.asking += acting
        section.reported += len(entries) - acting
    elif entries and all(map(is_keyed, entries)):
        section.reported += (len(entries) + ROWS - 1) // ROWS
    else:
        section.reported += len(entries)
    if sum(entry.task for entry in entries) > 1 and acting > 1:
        section.evidence.add("tasks")


def _weigh_instructions(
    section: OpenSection, entries: Sequence[ListEntry], acting: int, words: Lexicon, *, ordered: bool
) -> None:
    section.asking += acting if not section.steps else len(entries)
    if section.preparing:
        section.asking += min(len(entries) - acting, MOST_NEEDS)
    section.reported += 0 if section.steps or section.preparing else len(entries) - acting
    described = not ordered and not section.steps and all(map(is_keyed, entries))
    if acting > 1 and (ordered or acting > 2 or section.steps) and not described:
        section.evidence.add("list")
    if acting > 1 and ordered:
        section.evidence.add("ordered")
    if acting > 1 and words.procedure_titles.match(section.title) is not None:
        section.evidence.add("titled")
