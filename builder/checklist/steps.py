"""Reads paragraphs and lists (rules R3, R4) and the values that they ask for (R7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist.admonitions import noted
from builder.checklist.blocks import GuideBlock
from builder.checklist.components import MARKUP
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.item_kinds import kind_of
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.list_entries import (
    ListEntry,
    ListKind,
    begins_with_verb,
    entries_of,
    forbids,
    is_keyed,
    list_kind,
)
from builder.checklist.list_leads import asks_itself, inherit, leading_kind
from builder.checklist.model import Item, Kind
from builder.checklist.sentence_intent import SentenceIntent, read_sentence
from builder.checklist.source_text import TextRun
from builder.checklist.step_signs import (
    is_labelled,
    is_markup,
    lists_things,
    lists_values,
    names_file,
    weighs,
)
from builder.checklist.values import asked_value, is_request, recipient_of
from builder.checklist.waiting_words import Lead

SKIPPED = "the author's mark skip=true"
NO_INSTRUCTION = "no instruction"
OFF = "the section '{title}' contains nothing to do"
NOT_LISTED = "a list without instructions"
INTRODUCES = "introduces the list below it"
NEEDS = frozenset({"prerequisite", "requirement"})  # Kinds that an introduction may hold.
STEP_LABEL = re.compile(r"step\s+\d+\b", re.IGNORECASE)
"""A paragraph that is one step: “Step 1. Open …”."""


def _introduces_command(text: str, words: Lexicon) -> bool:
    """Whether a sentence may be an action by the code after it: “It can be generated using:”, not “It prints:”."""
    return text.endswith(":") and words.output_leads.search(text) is None


class _Part(msgspec.Struct):
    """The item to which the sentences of a paragraph are added."""

    start: int
    end: int
    kind: Kind
    reading: SentenceIntent


class StepRules:
    """Reads paragraphs and lists; other blocks go to ``others``."""

    def __init__(
        self, gathering: DraftBuilder, others: Callable[[GuideBlock], None], inside: Callable[[GuideBlock], None]
    ) -> None:
        """``inside`` is called for each heading that opens no section."""
        self._out = gathering
        self._others = others
        self._inside = inside

    # Paragraphs

    def paragraph(self, block: GuideBlock, *, introducing: bool = False) -> None:
        """Make an item of each sentence that asks for something; explanations are added to it.

        The last sentence of a paragraph that introduces a list of instructions is left to the list.
        """
        words, out = block.passage, self._out
        out.lead = None
        out.after_list = False
        if is_markup(words.text):
            out.pass_over(words, 0, len(words.text), MARKUP)
            return
        if words.text.strip():
            if block.marks.get("skip") is True:
                out.pass_over(words, 0, len(words.text), SKIPPED)
            elif block.marks:
                self._marked(block)
            elif out.section.reading == "off":
                out.pass_over(words, 0, len(words.text), OFF.format(title=out.section.title))
            else:
                self._sentences(words, introducing=introducing)
        out.attach(block.item_images)

    def _marked(self, block: GuideBlock) -> None:
        words, out = block.passage, self._out
        reading = out.read(words.text)
        kind: Kind = "collect" if "collect" in block.marks else reading.sense
        item = out.add(words.part(), kind, "R10", block.marks, optional=reading.optional)
        self._mark_value(item, words, block.marks)

    def _sentences(self, words: TextRun, parent: Item | None = None, *, introducing: bool = False) -> None:
        out = self._out
        part: _Part | None = None
        before = len(out.items)
        found = words.sentences()
        for number, (first, last) in enumerate(found):
            text = words.marked(first, last)
            reading = read_sentence(text, out.words)
            kind = kind_of(reading, text, self._out)
            if introducing and number == len(found) - 1:
                self._close(words, part, parent)
                out.pass_over(words, first, last, INTRODUCES)
                return
            counts = kind != "info" and (out.section.reading != "soft" or kind in NEEDS)
            if counts or weighs(text):
                out.count(counts)
            if not counts:
                if part is not None and not (number == len(found) - 1 and _introduces_command(text, out.words)):
                    part.end = last
                elif number == len(found) - 1:
                    out.lead = Lead(words, first, last, reading)
                else:
                    out.pass_over(words, first, last, NO_INSTRUCTION)
                continue
            self._close(words, part, parent)
            part = _Part(first, last, kind, reading)
        self._close(words, part, parent)
        asking = sum(item.kind in ("step", "verify") for item in out.items[before:])
        if asking > 1:
            out.section.evidence.add("sentences")
        if asking and STEP_LABEL.match(words.text) is not None:
            out.section.evidence.add("numbered")
        if found and not names_file(words.text):
            out.say(words.marked(*found[-1]), asked=part is not None and part.kind == "step")

    def _close(self, words: TextRun, part: _Part | None, parent: Item | None) -> None:
        if part is not None:
            self._out.add(
                words.part(part.start, part.end), part.kind, "R3", None, parent, optional=part.reading.optional
            )

    def lead(self, lead: GuideBlock, block: GuideBlock) -> None:
        """Read a paragraph that ends in a colon together with its list: the item and its values."""
        out = self._out
        entries = entries_of(block)
        named = recipient_of(lead.passage.text, out.words) is not None or not lists_things(entries)
        if (named and is_request(lead.passage.text, out.words)) or lists_values(lead.passage.text, entries):
            self.request(lead.passage, block)
            return
        kind = list_kind(entries, block, out.section, out.words, lead.passage.text)
        leading = leading_kind(self._out, lead, kind)
        if leading is not None:
            start = self._before_lead(lead)
            parent = self._first_words(ListEntry(blocks=(lead,), start=start), lead, lead.marks, None)
            if not out.section.steps:
                out.count(True)
                out.weigh(entries, "some", ordered=False)
            at = out.attached_to
            before = len(out.items)
            self._each(entries, parent, "all")
            inherit(out, leading, lead.passage.text, before, parent)
            out.attached_to = at if at is not None else out.attached_to
        else:
            introduces = kind == "index" or (kind == "all" and not asks_itself(lead.passage, out.words))
            self.paragraph(lead, introducing=introduces and not out.section.steps)
            self._list(block, entries, kind)

    def _before_lead(self, lead: GuideBlock) -> int:
        """Read the sentences before an introduction; the offset where the introduction begins."""
        words, found = lead.passage, lead.passage.sentences()
        if self._out.section.steps or lead.marks or len(found) < 2:
            return 0
        self._sentences(words, introducing=True)
        self._out.passed.pop()
        return found[-1][0]

    # Lists

    def bullets(self, block: GuideBlock, parent: Item | None = None, *, always: bool = False) -> None:
        """Read a list. In a step section every list item is an item, nested ones are its children.

        Elsewhere, a list counts if most of its entries are instructions; from other lists, only entries that ask for
        something.
        """
        entries = entries_of(block)
        if parent is None and self._asks_for_values(entries):
            for entry in entries:
                self._asked_entry(entry.blocks[0], {**entry.blocks[0].marks, **entry.marks}, None)
                for more in entry.blocks[1:]:
                    self._others(more)
            return
        kind = list_kind(entries, block, self._out.section, self._out.words, "")
        if always or (kind == "none" and self._out.after_list and self._out.section.reading == "plain"):
            kind = "all"
        self._list(block, entries, kind, parent)

    def _list(
        self, block: GuideBlock, entries: Sequence[ListEntry], kind: ListKind, parent: Item | None = None
    ) -> None:
        out = self._out
        out.lead = None
        if parent is None:
            out.weigh(entries, kind, ordered=block.node.attributes.get("ordered") is True)
        self._each(entries, parent, kind)
        out.say("", asked=False)
        out.after_list = kind == "all"

    def _each(self, entries: Sequence[ListEntry], parent: Item | None, kind: ListKind) -> None:
        instructs = kind == "all" and sum(entry.asks or entry.acts for entry in entries) * 2 > len(entries)
        for entry in entries:
            entry.instructed = instructs
            if instructs and not entry.acts:
                entry.acts = begins_with_verb(entry, self._out.words) and not is_keyed(entry)
            if kind == "some" and is_keyed(entry):
                entry.asks = False
            if kind == "all" or entry.task or entry.marks or (kind == "some" and entry.asks):
                self._list_item(entry, parent)
            elif kind == "none" and self._asks_later(entry.blocks):
                self.pass_over_all(entry.blocks[:1], NOT_LISTED)
                for block in entry.blocks[1:]:
                    self._others(block)
            else:
                self.pass_over_all(entry.blocks, NOT_LISTED)

    def _asks_later(self, blocks: Sequence[GuideBlock]) -> bool:
        """Whether an entry that is not an instruction contains a paragraph that introduces code."""
        return self._out.section.reading == "plain" and any(
            block.type == "paragraph" and block.passage.text.rstrip().endswith(":") and after.type == "code"
            for block, after in pairwise(blocks)
        )

    def _asks_for_values(self, entries: Sequence[ListEntry]) -> bool:
        """Read a list of ``key: text`` entries below a heading such as “Note down the information”."""
        section, words = self._out.section, self._out.words
        return (
            words.collect_titles.search(section.title) is not None
            and bool(entries)
            and all(entry.words is not None and is_labelled(entry.words) for entry in entries)
        )

    def _list_item(self, entry: ListEntry, parent: Item | None) -> None:
        out, inner = self._out, (*entry.blocks[:1], *noted(entry.blocks[1:], self._out.words))
        made: Item | None = None
        for index, block in enumerate(inner):
            if block.type == "heading" and made is None and block is entry.first:
                self._inside(block)
                made = self._first_words(entry, block, {**block.marks, **entry.marks}, parent)
            elif block.type == "list":
                before = inner[index - 1] if index else None
                self._nested(block, before, made or parent, own=before is entry.first)
            elif block.type != "paragraph":
                self._others(block)
            elif self._asks_below(inner, index):
                continue
            elif made is not None:
                self._continued(block, made)
            elif block.passage.text.strip():
                marks = {**block.marks, **entry.marks}
                if marks.get("skip") is True:
                    self.pass_over_all(inner[index:])
                    return
                made = self._first_words(entry, block, marks, parent)
                out.attach(block.item_images)
            else:
                out.attach(block.item_images)

    def _asks_below(self, blocks: Sequence[GuideBlock], index: int) -> bool:
        """Whether a paragraph asks for the values of the list right after it."""
        following = blocks[index + 1].type if index + 1 < len(blocks) else ""
        return following == "list" and is_request(blocks[index].passage.text, self._out.words)

    def _first_words(
        self, entry: ListEntry, block: GuideBlock, marks: Mapping[str, Any], parent: Item | None
    ) -> Item | None:
        out, words = self._out, block.passage
        if marks.get("skip") is True:
            out.pass_over(words, 0, len(words.text), SKIPPED)
            return None
        start = entry.start if block is entry.first else 0
        text = words.marked(start, len(words.text))
        reading = read_sentence(text, out.words) if is_keyed(entry) else out.read(text)
        kind: Kind = "collect" if "collect" in marks else kind_of(reading, text, self._out)
        if forbids(entry, out.words):
            kind = "requirement"
        elif entry.acts and kind not in ("step", "collect", "verify"):
            kind = "step"
        elif kind in ("requirement", "prerequisite") and is_keyed(entry):
            kind = "info"
        if out.section.preparing and not entry.instructed and "collect" not in marks:
            kind = "prerequisite"
        elif out.section.expecting and kind == "info":
            kind = "verify"
        item = out.add(words.part(start), kind, "R10" if marks else "R4", marks, parent, optional=reading.optional)
        out.say(text, asked=kind == "step")
        self._mark_value(item, words, marks)
        return item

    def _mark_value(self, item: Item, words: TextRun, marks: Mapping[str, Any]) -> None:
        if "collect" in marks:
            self._out.asked.append(asked_value(item, words, None, marks, self._out.words))

    def _continued(self, block: GuideBlock, item: Item) -> None:
        """Read another paragraph of the same list item: instructions become children, the rest explains."""
        out, words = self._out, block.passage
        out.lead = None
        readings = [read_sentence(words.marked(a, b), out.words) for a, b in words.sentences()]
        if any(one.sense != "info" and not one.permissive for one in readings):
            self._sentences(words, item)
        elif words.text.strip():
            out.pass_over(words, 0, len(words.text), "explains the item before it")
            out.say(words.text, asked=False)
        out.attach(block.item_images)

    def _reports(self, lead: str) -> bool:
        """Whether the words before a list only describe the listed things: “It installs these tools:”."""
        reading = read_sentence(lead[lead.rfind(". ") + 1 :].strip(), self._out.words)
        return reading.sense == "info" and not reading.permissive and lead.rstrip().endswith(":")

    def _nested(self, block: GuideBlock, before: GuideBlock | None, parent: Item | None, *, own: bool = False) -> None:
        """Read a list in a list item; ``own`` if the words before it are the item's own."""
        out = self._out
        if before is not None and before.type == "paragraph" and is_request(before.passage.text, out.words):
            self.request(before.passage, block)
            return
        at = out.attached_to
        reported = before is not None and before.type == "paragraph" and not own and self._reports(before.passage.text)
        self.bullets(block, parent, always=not reported)
        out.attached_to = at if at is not None else out.attached_to

    def entries(self, block: GuideBlock) -> Iterator[tuple[GuideBlock, list[GuideBlock]]]:
        """The first words of each item of a list, and its other blocks; an item without words is left to others."""
        for entry in block.inner:
            inner = list(entry.inner)
            worded = (n for n, one in enumerate(inner) if one.type == "paragraph" and one.passage.text.strip())
            first = next(worded, None)
            if first is None:
                for other in inner:
                    self._others(other)
                continue
            words = inner.pop(first)
            yield replace(words, marks={**words.marks, **entry.marks}), inner

    def rest(self, blocks: Sequence[GuideBlock], item: Item) -> None:
        """Read the rest of a list item after its first words: explanations or children."""
        for index, block in enumerate(blocks):
            if block.type == "list":
                self._nested(block, blocks[index - 1] if index else None, item)
            elif block.type != "paragraph":
                self._others(block)
            elif not self._asks_below(blocks, index):
                self._continued(block, item)

    def passages(self, blocks: Sequence[GuideBlock]) -> Iterator[TextRun]:
        """All words of blocks, including those of nested lists."""
        for block in blocks:
            if block.type == "list":
                for entry in block.inner:
                    yield from self.passages(entry.inner)
            elif block.passage.text.strip():
                yield block.passage

    def pass_over_all(self, blocks: Sequence[GuideBlock], reason: str = SKIPPED) -> None:
        """Record the words of blocks that give no item, including those of nested lists."""
        for words in self.passages(blocks):
            self._out.pass_over(words, 0, len(words.text), reason)

    # What to collect (R7)

    def request(self, lead: TextRun, block: GuideBlock) -> None:
        """“Share the following with …:” and its list: each entry is a value to collect."""
        self._out.pass_over(lead, 0, len(lead.text), "asks for the values below it")
        self.values(lead.text, block)

    def values(self, asking: str, block: GuideBlock) -> None:
        """The list after the words that ask for values."""
        recipient = recipient_of(asking, self._out.words)
        for entry in block.inner:
            for index, part in enumerate(entry.inner):
                if index == 0 and part.type == "paragraph":
                    self._asked_entry(part, {**part.marks, **entry.marks}, recipient)
                else:
                    self._others(part)

    def _asked_entry(self, entry: GuideBlock, marks: Mapping[str, Any], recipient: str | None) -> None:
        out, words = self._out, entry.passage
        if marks.get("skip") is True:
            out.pass_over(words, 0, len(words.text), SKIPPED)
        elif words.text.strip():
            item = out.add(words.part(), "collect", "R7", marks)
            out.asked.append(asked_value(item, words, recipient, marks, out.words))
        out.attach(entry.item_images)
