"""Paragraphs and lists (rules R3, R4) and what they ask to be collected (R7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock, Reader, marks_of
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.model import Item, Kind
from builder.checklist.sentence_intent import SentenceIntent, read_sentence
from builder.checklist.source_text import TextRun
from builder.checklist.values import asked_value, is_request, recipient_of

SKIPPED = "the author's mark skip=true"
NO_INSTRUCTION = "no instruction"


class StepRules:
    """Reads paragraphs and lists; what is neither goes to ``others``."""

    def __init__(self, gathering: DraftBuilder, reader: Reader, others: Callable[[GuideBlock], None]) -> None:
        self._out = gathering
        self._reader = reader
        self._others = others

    # Paragraphs

    def paragraph(self, block: GuideBlock) -> None:
        """Each imperative sentence is an item; what explains it stays with it."""
        words, out = block.passage, self._out
        if words.text.strip():
            if block.marks.get("skip") is True:
                out.pass_over(words, 0, len(words.text), SKIPPED)
            elif block.marks:
                reading = out.read(words.text)
                kind: Kind = "collect" if "collect" in block.marks else reading.sense
                item = out.add(words, 0, len(words.text), kind, "R10", block.marks, optional=reading.optional)
                self._mark_value(item, words, block.marks)
            elif out.section.steps:
                self._sentences(words)
        out.attach(block.item_images)

    def _sentences(self, words: TextRun, parent: Item | None = None) -> None:
        out = self._out
        start = end = 0
        kind: Kind | None = None
        optional = False
        for first, last in words.sentences():
            reading = read_sentence(words.text[first:last], out.words)
            asked = self._asked(reading, words.text[first:last])
            if asked == "info":
                if kind is None:
                    out.pass_over(words, first, last, NO_INSTRUCTION)
                else:
                    end = last
                continue
            if kind is not None:
                out.add(words, start, end, kind, "R3", None, parent, optional=optional)
            start, end, kind, optional = first, last, asked, reading.optional
        if kind is not None:
            out.add(words, start, end, kind, "R3", None, parent, optional=optional)

    def _asked(self, reading: SentenceIntent, text: str) -> Kind:
        """The kind of item that words make: “you need an account” asks nothing, but must be there."""
        if reading.sense == "info" and self._out.words.need.match(text.strip()) is not None:
            return "prerequisite"
        return reading.sense

    def lead(self, lead: GuideBlock, block: GuideBlock) -> None:
        """A paragraph that ends in a colon, and its list: the item and its values."""
        out = self._out
        if is_request(lead.passage.text, out.words):
            self.request(lead.passage, block)
        elif not self._leads(lead, block):
            self.paragraph(lead)
            self.bullets(block)
        else:
            parent = self._first_words(lead, lead.marks, None)
            at = out.attached_to
            self.bullets(block, parent, always=True)
            out.attached_to = at if at is not None else out.attached_to

    def _leads(self, lead: GuideBlock, block: GuideBlock) -> bool:
        """Whether an item is made of a lead: in a step always, elsewhere if it asks for one of what is listed."""
        out = self._out
        if out.section.steps or not out.numbered:
            return out.section.steps
        *_, (start, end) = lead.passage.sentences()
        sense = read_sentence(lead.passage.text[start:end], out.words).sense
        return sense == "step" and not self._instructs(self._split(block))

    # Lists

    def _split(self, block: GuideBlock) -> list[tuple[Any, list[GuideBlock]]]:
        """The items of a list, each with its blocks."""
        return [(node, list(self._reader.blocks(node, block.frame))) for node in block.node.children]

    def bullets(self, block: GuideBlock, parent: Item | None = None, *, always: bool = False) -> None:
        """Every item of a list in a step section is an item, nested ones are its children.

        Elsewhere in a guide a list counts if most of its items, or of a list above it, are instructions.
        """
        entries = self._split(block)
        if parent is None and self._asks_for_values(entries):
            for node, inner in entries:
                self._asked_entry(inner[0], {**inner[0].marks, **marks_of(node)}, None)
                for more in inner[1:]:
                    self._others(more)
            return
        section = self._out.section
        section.lists = section.lists or self._instructs(entries)
        whole = always or section.steps or section.lists or section.preparing
        for node, inner in entries:
            if whole or marks_of(node):
                self._list_item(node, inner, parent)

    def _instructs(self, entries: Sequence[tuple[Any, list[GuideBlock]]]) -> bool:
        """Whether most entries begin with an instruction."""
        asking = 0
        for _, inner in entries:
            if inner and inner[0].type == "paragraph":
                words = inner[0].passage
                start, end = next(iter(words.sentences()), (0, 0))
                asking += read_sentence(words.text[start:end], self._out.words).sense == "step"
        return asking * 2 > len(entries)

    def _asks_for_values(self, entries: Sequence[tuple[Any, list[GuideBlock]]]) -> bool:
        """Below a heading such as “Note down the information”, a list of ``key: text`` entries."""
        section, words = self._out.section, self._out.words
        return (
            words.collect_titles.search(section.title) is not None
            and bool(entries)
            and all(inner and inner[0].type == "paragraph" and _keyed(inner[0].passage) for _, inner in entries)
        )

    def _list_item(self, node: Any, inner: Sequence[GuideBlock], parent: Item | None) -> None:
        out = self._out
        made: Item | None = None
        for index, block in enumerate(inner):
            if block.type == "list":
                self._nested(block, inner[index - 1] if index else None, made or parent)
            elif block.type != "paragraph":
                self._others(block)
            elif self._asks_below(inner, index):
                continue
            elif made is not None:
                self._continued(block, made)
            elif block.passage.text.strip():
                marks = {**block.marks, **marks_of(node)}
                if marks.get("skip") is True:
                    self.pass_over_all(inner[index:])
                    return
                made = self._first_words(block, marks, parent)
                out.attach(block.item_images)
            else:
                out.attach(block.item_images)

    def _asks_below(self, blocks: Sequence[GuideBlock], index: int) -> bool:
        """Whether a paragraph asks for the values of the list right behind it."""
        following = blocks[index + 1].type if index + 1 < len(blocks) else ""
        return following == "list" and is_request(blocks[index].passage.text, self._out.words)

    def _first_words(self, block: GuideBlock, marks: Mapping[str, Any], parent: Item | None) -> Item | None:
        out, words = self._out, block.passage
        if marks.get("skip") is True:
            out.pass_over(words, 0, len(words.text), SKIPPED)
            return None
        reading = out.read(words.text)
        kind: Kind = "collect" if "collect" in marks else self._asked(reading, words.text)
        if out.section.preparing and not out.section.lists and "collect" not in marks:
            kind = "prerequisite"
        rule = "R10" if marks else "R4"
        item = out.add(words, 0, len(words.text), kind, rule, marks, parent, optional=reading.optional)
        self._mark_value(item, words, marks)
        return item

    def _mark_value(self, item: Item, words: TextRun, marks: Mapping[str, Any]) -> None:
        if "collect" in marks:
            self._out.asked.append(asked_value(item, words, None, marks, self._out.words))

    def _continued(self, block: GuideBlock, item: Item) -> None:
        """Another paragraph of the same list item: its instructions are children, the rest explains."""
        out, words = self._out, block.passage
        if any(read_sentence(words.text[a:b], out.words).sense != "info" for a, b in words.sentences()):
            self._sentences(words, item)
        else:
            out.pass_over(words, 0, len(words.text), f"explains the item '{item.id}'")
        out.attach(block.item_images)

    def _nested(self, block: GuideBlock, before: GuideBlock | None, parent: Item | None) -> None:
        out = self._out
        if before is not None and before.type == "paragraph" and is_request(before.passage.text, out.words):
            self.request(before.passage, block)
            return
        at = out.attached_to
        self.bullets(block, parent, always=True)
        out.attached_to = at if at is not None else out.attached_to

    def entries(self, block: GuideBlock) -> Iterator[tuple[GuideBlock, list[GuideBlock]]]:
        """The first words of each item of a list, and its other blocks; an item without words is left to others."""
        for node in block.node.children:
            inner = list(self._reader.blocks(node, block.frame))
            worded = (n for n, one in enumerate(inner) if one.type == "paragraph" and one.passage.text.strip())
            first = next(worded, None)
            if first is None:
                for other in inner:
                    self._others(other)
                continue
            words = inner.pop(first)
            yield replace(words, marks={**words.marks, **marks_of(node)}), inner

    def rest(self, blocks: Sequence[GuideBlock], item: Item) -> None:
        """What a list item holds besides its first words: it explains, or has children."""
        for index, block in enumerate(blocks):
            if block.type == "list":
                self._nested(block, blocks[index - 1] if index else None, item)
            elif block.type != "paragraph":
                self._others(block)
            elif not self._asks_below(blocks, index):
                self._continued(block, item)

    def passages(self, blocks: Sequence[GuideBlock]) -> Iterator[TextRun]:
        """All words of blocks, those of nested lists too."""
        for block in blocks:
            if block.type == "list":
                for entry in block.node.children:
                    yield from self.passages(list(self._reader.blocks(entry, block.frame)))
            elif block.passage.text.strip():
                yield block.passage

    def pass_over_all(self, blocks: Sequence[GuideBlock]) -> None:
        """Keep the words of skipped blocks, those of nested lists too."""
        for words in self.passages(blocks):
            self._out.pass_over(words, 0, len(words.text), SKIPPED)

    # What to collect (R7)

    def request(self, lead: TextRun, block: GuideBlock) -> None:
        """“Share the following with …:” and its list: each entry is a value to collect."""
        self._out.pass_over(lead, 0, len(lead.text), "asks for the values below it")
        self.values(lead.text, block)

    def values(self, asking: str, block: GuideBlock) -> None:
        """The list behind the words that ask."""
        recipient = recipient_of(asking, self._out.words)
        for node in block.node.children:
            for index, part in enumerate(self._reader.blocks(node, block.frame)):
                if index == 0 and part.type == "paragraph":
                    self._asked_entry(part, {**part.marks, **marks_of(node)}, recipient)
                else:
                    self._others(part)

    def _asked_entry(self, entry: GuideBlock, marks: Mapping[str, Any], recipient: str | None) -> None:
        out, words = self._out, entry.passage
        if marks.get("skip") is True:
            out.pass_over(words, 0, len(words.text), SKIPPED)
        elif words.text.strip():
            item = out.add(words, 0, len(words.text), "collect", "R7", marks)
            out.asked.append(asked_value(item, words, recipient, marks, out.words))
        out.attach(entry.item_images)


def _keyed(words: TextRun) -> bool:
    """Whether it begins with a marked label and a colon."""
    if not words.ui:
        return False
    at, label = words.ui[0]
    if words.text[:at].strip():
        return False
    return label.endswith(":") or words.text[at:].strip().removeprefix(label).lstrip().startswith(":")
