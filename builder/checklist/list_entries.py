"""The entries of a list, and whether the list is one of instructions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from builder.checklist.blocks import NO_MARKS, GuideBlock
from builder.checklist.command_code import first_line, is_command
from builder.checklist.gathering_section import OpenSection
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.section_levels import is_gerund
from builder.checklist.sentence_intent import SentenceIntent, read_sentence, read_words
from builder.checklist.source_text import TextRun

ListKind = Literal["all", "some", "none", "index"]
"""Which entries of a list become items: ``every``, those that ``ask``, or ``none``; an index of links has none, too."""

_BOX = re.compile(r"^\s*\[[ xX]\]\s+")
_MARKER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*+])\s+(?=\S)")
PLACES = frozenset({"in", "on", "under", "from", "at", "within", "for", "next", "below", "above", "inside"})
JOINING = frozenset({"with", "for", "of", "in", "and", "or", "to", "on", "at", "by", "is", "from", "without"})
LONGEST_PLACE = 150
_CHANGE = re.compile(r"(?:#\d{1,6}|/(?:pull|issues|commit)/\w+)\)?[.,;]?\s*$")
LONGEST_REFERENCE = 120
"""The number of characters at an entry's end that may refer to a pull request."""
LONGEST_CASE = 10
"""Words of a case."""
_CONDITION = re.compile(r"(?:if|when|for|in case|depending)\b", re.IGNORECASE)
_CONTROL_VERB = re.compile(
    r"[ \"”)](?:put|enter|add|type|select|click|choose|set|press|paste|copy|search|open|pick|tick|untick|check) "
)
_STATEMENT = re.compile(r"\b(?:is|are|was|were|has|have|been|will|can|cannot|must|should|do|does|no longer|now)\b")
_COLON = re.compile(r"\s*(?:\([^)]{0,60}\)\s*){0,2}[:：]")
_DESCRIBES = re.compile(r"\s*(?:[-–—:]|--+)\s")
_FIRST = re.compile(r"[A-Za-z]+")


class ListEntry(msgspec.Struct, kw_only=True):
    """One entry of a list."""

    blocks: Sequence[GuideBlock]
    marks: Mapping[str, Any] = NO_MARKS
    """The author's annotations on the entry."""
    start: int = 0
    """The offset of its words, after the box of a task."""
    task: bool = False
    instructed: bool = False
    """Whether most entries of its list are instructions."""
    asks: bool = False
    """Whether its first sentence asks for something."""
    acts: bool = False
    """Whether its form shows an action: a command alone, or a gerund among instructions."""
    command: bool = False
    """Whether its words are a command."""
    first: GuideBlock | None = None
    """Its first block, if that is a paragraph or a heading."""
    words: TextRun | None = None
    """The words of that."""

    def __post_init__(self) -> None:
        if self.blocks and self.blocks[0].type in ("paragraph", "heading"):
            self.first, self.words = self.blocks[0], self.blocks[0].passage


def entries_of(block: GuideBlock) -> list[ListEntry]:
    """The entries of a list, each with its blocks."""
    found = []
    for each in block.inner:
        entry = ListEntry(blocks=each.inner, marks=each.marks)
        if entry.words is not None:
            box = _BOX.match(entry.words.text)
            if box is not None:
                entry.start, entry.task = box.end(), True
            elif (marker := _MARKER.match(entry.words.text)) is not None:
                entry.start = marker.end()
        found.append(entry)
    return found


def list_kind(
    entries: Sequence[ListEntry], block: GuideBlock, section: OpenSection, words: Lexicon, lead: str
) -> ListKind:
    """Decide which entries of a list are items, and record for each entry whether it asks for something."""
    ordered = block.node.attributes.get("ordered") is True
    readings = [_look(entry, words, ordered=ordered) for entry in entries]
    asking = sum(entry.asks for entry in entries)
    if ordered:
        for entry in entries:
            entry.acts = entry.acts or _is_gerund(entry, words)
    if _CONDITION.match(lead) is not None:
        for entry in entries:
            entry.acts = entry.acts or _acts_behind_case(entry, words)
    if asking:
        for entry in entries:
            entry.acts = entry.acts or (begins_with_verb(entry, words) and not is_keyed(entry) and not _is_name(entry))
    acting = sum(entry.asks or entry.acts for entry in entries)
    if section.reading == "off":
        return "none"
    if section.steps or section.preparing or section.expecting or all(entry.task for entry in entries):
        return "all"
    if entries and all(entry.command for entry in entries):
        return "all"
    said = lead[lead.rfind(". ") + 1 :].strip()
    if words.outcomes.search(said) is not None or words.example_leads.match(lead.strip()) is not None:
        return "none"
    if not ordered and not lead_asks(lead, words) and sum(map(is_field, entries)) * 2 > len(entries):
        return "none"
    if sum(map(_is_change, entries)) * 2 > len(entries):
        return "none"
    if not ordered and _is_index(entries):
        return "index"
    if entries and sum(_leads_to_index(entry) for entry in entries) * 2 > len(entries):
        return "index"
    if acting * 2 > len(entries) or (
        ordered and acting * 2 >= len(entries) and (_is_long(entries) or lead_asks(lead, words))
    ):
        return "all"
    if section.reading == "soft":
        return "none"
    firm = any(one is not None and one.sense != "info" and not one.permissive for one in readings)
    bound = [entry for entry in entries if obliges(entry, words)]
    if not (bound or (asking and firm)):
        return "none"
    for entry in bound:
        entry.asks = True
    return "some"


def _is_change(entry: ListEntry) -> bool:
    """Whether an entry tells of a change: it ends with the number or the address of a pull request."""
    return entry.words is not None and _CHANGE.search(entry.words.text[-LONGEST_REFERENCE:]) is not None


def _is_name(entry: ListEntry) -> bool:
    """Whether an entry begins with capitalised words, as names do: “Color Bulb”, “Single Relay with monitoring”."""
    parts = entry.words.text[entry.start :].split(maxsplit=3) if entry.words is not None else []
    if len(parts) < 2 or not parts[1][:1].isupper():
        return len(parts) < 2
    return len(parts) < 3 or parts[2][:1].isupper() or parts[2].startswith("(") or parts[2] in JOINING


def _acts_behind_case(entry: ListEntry, words: Lexicon) -> bool:
    """Whether an entry names a case and what to do then: “a human, ask them to …”, behind “If the user is:”."""
    if entry.words is None:
        return False
    case, comma, rest = entry.words.text[entry.start : LONGEST_PLACE].partition(", ")
    return bool(comma) and len(case.split()) <= LONGEST_CASE and read_sentence(rest, words).sense == "step"


def _is_long(entries: Sequence[ListEntry]) -> bool:
    """Whether a numbered list has three entries, or code in one of them."""
    return len(entries) > 2 or any(block.type == "code" for entry in entries for block in entry.blocks)


def _leads_to_index(entry: ListEntry) -> bool:
    """Whether an entry is only the heading of a list of links."""
    nested = [block for block in entry.blocks if block.type == "list"]
    linked = ("link" in {node.type for node in item.walk()} for block in nested for item in block.node.children)
    return bool(nested) and all(linked)


def _look(entry: ListEntry, words: Lexicon, *, ordered: bool) -> SentenceIntent | None:
    passage = entry.words
    if passage is None:
        return None
    ranges = [(max(a, entry.start), b) for a, b in passage.sentences() if b > entry.start]
    if not ranges:
        return None
    text = passage.marked(*ranges[0])
    reading = read_sentence(text, words)
    if len(ranges) > 1 and reading.sense == "info" and _is_bold_label(passage, *ranges[0]):
        # “**Wrong address.** Check it.”
        text = passage.marked(ranges[1][0], ranges[-1][1])
        reading = read_words(text, words)
    entry.asks = reading.sense in ("step", "verify") and (not reading.permissive or "`" in text or "*" in text)
    if entry.asks and is_keyed(entry) and words.obliged.search(text) is not None:
        # “**Token**: If it has expired, you need to copy it again.”
        entry.asks = False
    if not entry.asks and not ordered and len(ranges) > 1 and not is_keyed(entry) and _states(passage, *ranges[0]):
        # “The option was removed. Replace it.”
        later = (read_sentence(passage.marked(*each), words) for each in ranges[1:])
        entry.asks = any(one.sense == "step" and not one.permissive for one in later)
    if not entry.asks and ordered:
        whole = read_words(passage.marked(entry.start, len(passage.text)), words)
        entry.asks = whole.sense != "info" and not whole.permissive
        entry.acts = (
            _introduces(entry)
            or _acts_in_label(entry, words)
            or any(b.code is not None and is_command(first_line(b.code.text), words) for b in entry.blocks)
        )
    if passage.codes and _ends_in_command(passage, entry.start, words):
        entry.acts = entry.command = True
    return reading


def _acts_in_label(entry: ListEntry, words: Lexicon) -> bool:
    """Whether the label of an entry is an instruction: “**Update the table**: …”."""
    if not is_keyed(entry) or entry.words is None:
        return False
    parts = entry.words.ui[0][1].rstrip(":").split()
    return len(parts) > 1 and parts[1][:1].islower() and parts[0].lower() in words.verbs


def forbids(entry: ListEntry, words: Lexicon) -> bool:
    """Whether the label of an entry forbids something: “**Do not rely on it**: …”."""
    return is_keyed(entry) and entry.words is not None and words.never.match(entry.words.ui[0][1]) is not None


def _is_code(passage: TextRun, start: int) -> bool:
    """Whether the words are code and nothing else: “`await socket.send(data)`”."""
    return bool(passage.codes) and len(passage.ui) == 1 and passage.ui[0][1] == passage.text[start:].strip(" .:;")


def _introduces(entry: ListEntry) -> bool:
    """Whether an entry only introduces the list in it: “In the dialog:”."""
    if entry.words is None or len(entry.blocks) < 2 or entry.blocks[1].type != "list":
        return False
    return entry.words.text.rstrip().endswith(":")


def _states(passage: TextRun, start: int, end: int) -> bool:
    """Whether a sentence is a statement or a label, rather than the description of a field: “A name.”"""
    labelled = bool(passage.ui) and passage.ui[0][0] <= start + 1
    return labelled or _STATEMENT.search(passage.text[start:end]) is not None


def _is_bold_label(passage: TextRun, start: int, end: int) -> bool:
    """Whether a sentence is nothing but bold words."""
    return any(at == start and len(label) >= end - start - 1 and at not in passage.codes for at, label in passage.ui)


def _ends_in_command(passage: TextRun, start: int, words: Lexicon) -> bool:
    """Whether the words are a command in code, alone or behind a label: “**Docs**: `make docs`”."""
    at, label = passage.ui[-1]
    before = passage.text[start:at].rstrip()
    alone = not before or before.endswith((":", "：", " -", " –", " —"))
    return alone and passage.text[at:].strip() == label and is_command(label, words)


def lead_asks(lead: str, words: Lexicon) -> bool:
    """Whether the words before a list ask for something."""
    reading = read_sentence(lead[lead.rfind(". ") + 1 :].strip(), words) if lead.strip() else None
    return reading is not None and reading.sense in ("step", "verify") and not reading.permissive


def is_field(entry: ListEntry) -> bool:
    """Whether an entry describes a field of a reference: “`name` (string): Must be unique.”"""
    return is_keyed(entry) and entry.words is not None and "`" in entry.words.marked(0, 2)


def is_keyed(entry: ListEntry) -> bool:
    """Whether an entry begins with a label in bold or code and a colon, and so describes a field."""
    passage = entry.words
    if passage is None or not passage.ui or passage.text[entry.start : passage.ui[0][0]].strip():
        return False
    at, label = passage.ui[0]
    return label.endswith(":") or _COLON.match(passage.text[at:].strip().removeprefix(label)) is not None


def obliges(entry: ListEntry, words: Lexicon) -> bool:
    """Whether an entry begins with an obligation, and describes no field: “Must start with a letter.”"""
    passage = entry.words
    if passage is None or is_keyed(entry):
        return False
    ranges = [(max(a, entry.start), b) for a, b in passage.sentences() if b > entry.start]
    text = passage.marked(*ranges[0]) if ranges else ""
    return words.obligation.search(text) is not None and read_sentence(text, words).sense == "requirement"


def begins_with_verb(entry: ListEntry, words: Lexicon) -> bool:
    """Whether an entry among instructions begins with a verb that is often a noun: “start data restore”.

    Or with a place and no comma: ‘In the field put `0x0`’.
    """
    if entry.words is None or _is_code(entry.words, entry.start):
        return False
    text = entry.words.text[entry.start :].lstrip("*_` ")
    first = _FIRST.match(text)
    if first is not None and first.group().lower() in PLACES and _CONTROL_VERB.search(text[:LONGEST_PLACE]) is not None:
        return True
    if first is None or first.group().lower() not in words.verbs or not text[first.end() :].startswith(" "):
        return False
    rest = text[first.end() :].split(maxsplit=1)
    return (
        bool(rest)
        and rest[0].lower() not in words.not_after_verb
        and not text[first.end() :].lstrip().startswith((":", "-", "–"))
    )


def _is_gerund(entry: ListEntry, words: Lexicon) -> bool:
    first = _FIRST.match(entry.words.text[entry.start :].lstrip("*_` ")) if entry.words is not None else None
    return first is not None and is_gerund(first.group().lower(), words)


def _is_link(block: GuideBlock) -> bool:
    """Whether a paragraph is a link and nothing else, perhaps with an icon before it."""
    words = block.passage
    return block.type == "paragraph" and len(words.links) == 1 and len(words.text) <= len(words.links[0][1].text) + 2


def _is_index(entries: Sequence[ListEntry]) -> bool:
    """Whether most entries consist of a link only."""
    links = 0
    for entry in entries:
        passage = entry.words
        if any(map(_is_link, entry.blocks[1:])):
            # A card with a link of its own.
            links += 1
        elif passage is not None and passage.links:
            bare = passage.text.strip().rstrip(".:")
            at, link = passage.links[0]
            described = _DESCRIBES.match(passage.text[at + len(link.text) :]) is not None
            links += at <= 1 and (described or len(link.text) >= len(bare) * 0.8)
    return bool(entries) and links * 2 > len(entries)
