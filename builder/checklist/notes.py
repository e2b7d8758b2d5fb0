"""Notes (rule R5): requirements, prerequisites, choices, checks, and remarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.checklist.blocks import Block, Reader
from builder.checklist.gathering import Gathering
from builder.checklist.items import Kind, LinkTarget, Option
from builder.checklist.passages import Passage, one_line
from builder.checklist.phrases import read_sentence
from builder.checklist.prose import SKIPPED, Prose

LONGEST_NOTE = 400
"""Code points of a note's sentence in which a prerequisite must show."""
COLONS = (":", "：")


class Notes:
    """Reads notes; blocks that stand in them for themselves go to ``others``."""

    def __init__(self, gathering: Gathering, reader: Reader, prose: Prose, others: Callable[[Block], None]) -> None:
        self._out = gathering
        self._reader = reader
        self._prose = prose
        self._others = others

    def note(self, block: Block) -> None:
        """One note; pictures behind it belong to the item before it."""
        out = self._out
        at = out.attached_to
        lead = block.title
        inner = list(self._reader.blocks(block.node, block.frame))
        for index, part in enumerate(inner):
            if part.type == "heading" or _introduces(part, inner, index):
                lead = one_line(part.passage.text)
                out.pass_over(part.passage, 0, len(part.passage.text), "introduces what follows")
                if part.type == "heading":
                    self._others(part)
            elif part.type == "paragraph":
                self._paragraph(part, block.tone, lead)
            elif part.type == "list":
                self._list(part, block.tone, lead)
            elif part.type in ("image", "code"):
                out.attached_to = at
                self._others(part)
            else:
                self._others(part)
        out.attached_to = at

    def _paragraph(self, block: Block, tone: str, lead: str) -> None:
        words = block.passage
        if block.marks.get("skip") is True:
            self._out.pass_over(words, 0, len(words.text), SKIPPED)
        elif words.text.strip():
            kind = self._kind(words, tone, lead, listed=False)
            self._out.add(words, 0, len(words.text), kind, "R5", block.marks)
        self._out.attach(block.pictures)

    def _list(self, block: Block, tone: str, lead: str) -> None:
        out = self._out
        if self._asks(lead):
            self._prose.request(Passage(block.frame, lead), block)
            return
        entries = [entry for entry in self._prose.entries(block) if entry.passage.text.strip()]
        labels = [_label(entry.passage) for entry in entries]
        if len(entries) > 1 and all(labels):
            self._choice(entries, labels, lead)
            return
        advised = out.words.recommendation.search(lead) is not None
        for entry in entries:
            words = entry.passage
            if entry.marks.get("skip") is True:
                out.pass_over(words, 0, len(words.text), SKIPPED)
                continue
            kind: Kind = "info" if advised else self._kind(words, tone, lead, listed=True)
            out.add(words, 0, len(words.text), kind, "R5", entry.marks, optional=advised)
            out.attach(entry.pictures)

    def _asks(self, lead: str) -> bool:
        return lead.endswith(COLONS) and self._out.words.collect.search(lead) is not None

    def _kind(self, words: Passage, tone: str, lead: str, *, listed: bool) -> Kind:
        text, language = words.text, self._out.words
        if language.prerequisite.search(text[:LONGEST_NOTE]) is not None:
            return "prerequisite"
        if tone == "requirement" or language.must.search(text) or language.obligation.search(text[:LONGEST_NOTE]):
            return "requirement"
        begin, end = next(words.sentences(), (0, 0))
        sense = read_sentence(text[begin:end], language).sense
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        shouted = words.bold_start or (len(first) > 2 and first.isupper())
        if listed and (language.requirement_leads.search(lead) is not None or (shouted and sense == "step")):
            return "requirement"
        if sense == "verify":
            return "verify"
        return "warning" if tone == "warning" else "info"

    def _choice(self, entries: list[Block], labels: list[str], lead: str) -> None:
        options = tuple(
            Option(
                label,
                one_line(entry.passage.text).partition(":")[2].strip() or one_line(entry.passage.text),
                entry.passage.origin(0, len(entry.passage.text)),
            )
            for entry, label in zip(entries, labels, strict=True)
        )
        out, first = self._out, entries[0].passage
        item = out.add(
            first, 0, len(first.text), "choice", "R5", entries[0].marks, said=lead.rstrip(":：") or " / ".join(labels)
        )
        last = options[-1].origin
        out.items[-1] = replace(
            item,
            options=options,
            origin=replace(item.origin, end_line=last.end_line, end_column=last.end_column),
            markdown="\n".join("- " + entry.passage.source(0, len(entry.passage.text)) for entry in entries),
            links=_all_links(entries),
            ui=tuple(labels),
        )


def _introduces(part: Block, inner: Sequence[Block], index: int) -> bool:
    """Whether a paragraph only introduces the list behind it."""
    following = inner[index + 1].type if index + 1 < len(inner) else ""
    return part.type == "paragraph" and following == "list" and part.passage.text.rstrip().endswith(COLONS)


def _label(words: Passage) -> str:
    """The bold words that an entry begins with, if a colon ends them."""
    if not words.bold_start or not words.ui:
        return ""
    at, label = words.ui[0]
    behind = words.text[at : at + len(label) + 2].strip()
    if label.endswith(COLONS):
        return label[:-1].strip()
    return label if behind.endswith(COLONS) else ""


def _all_links(entries: Sequence[Block]) -> tuple[LinkTarget, ...]:
    return tuple(link for entry in entries for _, link in entry.passage.links)
