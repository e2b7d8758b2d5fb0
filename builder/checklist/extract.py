"""From an expanded tree to a checklist, by the rules ``steps/1``.

1. :func:`why_not_a_guide` decides whether the page is a guide (R1);
2. headings of the page's own flow open sections (R2);
3. in a section of steps, lists and imperative sentences are items (R3), each of a kind (R4);
4. notes give requirements, prerequisites, choices and remarks (R5);
5. pictures and code belong to the item before them (R6);
6. :mod:`~builder.checklist.values` finds what is to be collected, where it is and where it is used (R7, R8);
7. :mod:`~builder.checklist.identity` names everything; what looks wrong becomes a diagnostic (R9).

An author's own marks overrule each of these (R10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from builder.checklist.blocks import Block, FileOf, Reader, marks_of
from builder.checklist.identity import Namer, words_digest
from builder.checklist.items import (
    ChecklistDraft,
    Code,
    Item,
    Kind,
    LinkTarget,
    Option,
    Origin,
    Passed,
    Picture,
    Section,
)
from builder.checklist.passages import Frame, Passage, one_line
from builder.checklist.phrases import read_sentence, step_number
from builder.checklist.review import review
from builder.checklist.values import Asked, asked_value, flow, is_request, recipient_of
from builder.checklist.words import Words
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class HeadingAnchor:
    """One heading of the page, as published."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """What the rules may look at besides the tree."""

    front_matter: Mapping[str, Any]
    text: str
    lines: LineIndex
    headings: Sequence[HeadingAnchor]
    """In document order."""
    meanings: Mapping[str, str]
    """By tag name."""
    tones: Callable[[Node], str]
    """How grave a note tag is."""
    file_of: FileOf
    tags: frozenset[str]
    """Names of the tags used."""


def why_not_a_guide(facts: GuideFacts, words: Words) -> str:
    """Why the page has no checklist (R1); empty if it is a guide."""
    declared = facts.front_matter.get("checklist")
    if declared is True:
        return ""
    if declared is False:
        return "the front matter says checklist: false"
    if any(facts.meanings.get(tag) in ("step", "step-container") for tag in facts.tags):
        return ""
    steps = sum(step_number(heading.text, words) is not None for heading in facts.headings)
    if steps >= 2:
        return ""
    return "no steps: neither 'checklist: true', nor steps tags, nor two headings such as 'Step 1: …'"


def extract(expanded: Node, facts: GuideFacts, words: Words) -> ChecklistDraft:
    """The checklist of a guide."""
    run = _Run(facts, words)
    frame = Frame(facts.text, facts.lines, "", ())
    run.flow(run.reader.blocks(expanded, frame))
    return run.draft()


@dataclass(slots=True)
class _OpenSection:
    title: str
    anchor: str
    number: int | None
    level: int
    steps: bool
    """Whether its blocks are read for steps."""
    id: str = ""
    items: list[str] = field(default_factory=list)


class _Run:
    """One page."""

    def __init__(self, facts: GuideFacts, words: Words) -> None:
        self.words = words
        self.reader = Reader(facts.meanings, facts.tones, facts.file_of)
        self.anchors = list(facts.headings)
        self.namer = Namer()
        self.sections: list[_OpenSection] = []
        self.items: list[Item] = []
        self.asked: list[Asked] = []
        self.passed: list[Passed] = []
        self.attached_to: int | None = None
        """Index of the item to which pictures and code belong."""
        has_steps = any(step_number(heading.text, words) is not None for heading in facts.headings)
        uses_tags = any(facts.meanings.get(tag) in ("step", "step-container") for tag in facts.tags)
        self.every_section = facts.front_matter.get("checklist") is True and not has_steps and not uses_tags
        self.open(str(facts.front_matter.get("title") or ""), "", None, 0, steps=self.every_section)

    def draft(self) -> ChecklistDraft:
        items, values = flow(self.items, self.asked, self.words)
        sections = tuple(
            Section(s.id, s.title, s.number, s.anchor, tuple(s.items))
            for s in self.sections
            if s.items or s.number is not None
        )
        diagnostics = review(sections, items, values)
        return ChecklistDraft(sections, items, values, tuple(self.passed), diagnostics, self.words.language)

    # Sections (R2)

    def open(self, title: str, anchor: str, number: int | None, level: int, *, steps: bool) -> None:
        section = _OpenSection(title, anchor, number, level, steps)
        section.id = self.namer.section(title, anchor, self.words)
        self.sections.append(section)
        self.attached_to = None

    @property
    def section(self) -> _OpenSection:
        return self.sections[-1]

    def heading(self, block: Block) -> None:
        text = one_line(block.passage.text)
        anchor = self.anchors.pop(0).anchor if self.anchors else ""
        level = block.node.attributes.get("level")
        level = level if isinstance(level, int) else 2
        number = step_number(text, self.words)
        around = next((s for s in reversed(self.sections) if s.level < level), None)
        steps = number is not None or self.every_section or (around is not None and around.number is not None)
        self.open(text, anchor, number, level, steps=steps)

    # Blocks

    def flow(self, blocks: Iterator[Block]) -> None:
        pending: Block | None = None
        for block in blocks:
            if pending is not None:
                if block.type == "list":
                    self.introduced_list(pending, block)
                    pending = None
                    continue
                self.paragraph(pending)
                pending = None
            if block.type == "paragraph" and block.passage.text.rstrip().endswith((":", "：")):
                pending = block
            else:
                self.block(block)
        if pending is not None:
            self.paragraph(pending)

    def block(self, block: Block) -> None:
        if block.type == "heading":
            self.heading(block)
        elif block.type == "image":
            self.attach(block.images, None)
        elif block.type == "code" and block.code is not None:
            self.attach((), block.code)
        elif block.type == "note":
            self.note(block)
        elif block.type == "step":
            self.step(block)
        elif block.type in ("requirement", "verify"):
            self.marked(block)
        elif block.type == "paragraph":
            self.paragraph(block)
        elif block.type == "list":
            self.list(block)

    def attach(self, images: tuple[Picture, ...], code: Code | None) -> None:
        """A picture or code belongs to the nearest item before it (R6)."""
        if self.attached_to is None:
            return
        item = self.items[self.attached_to]
        self.items[self.attached_to] = replace(
            item, images=(*item.images, *images), code=(*item.code, code) if code is not None else item.code
        )

    def step(self, block: Block) -> None:
        """A step tag is a section of its own."""
        number = block.number if block.number is not None else 1 + sum(s.number is not None for s in self.sections)
        title = block.title or f"{number}"
        self.open(title, str(block.marks.get("id") or f"step-{number}"), number, 99, steps=True)
        before = len(self.items)
        inner = list(self.reader.blocks(block.node, block.frame))
        if inner and inner[0].type == "heading" and not block.title:
            self.section.title = one_line(inner[0].passage.text)
        self.flow(iter(inner))
        if len(self.items) == before:
            self.whole_step(inner)

    def whole_step(self, blocks: list[Block]) -> None:
        """A step whose words hold no instruction by themselves is one item all the same."""
        words = next((b for b in blocks if b.type == "paragraph" and b.passage.text.strip()), None)
        if words is None:
            return
        self.add(words.passage, 0, len(words.passage.text), "step", "R2", words.marks)
        for block in blocks:
            if block.type in ("image", "code"):
                self.block(block)

    def marked(self, block: Block) -> None:
        """The tags ``requirement`` and ``verify`` (R10)."""
        kind: Kind = "requirement" if block.type == "requirement" else "verify"
        for inner in self.reader.blocks(block.node, block.frame):
            if inner.type == "paragraph":
                self.add(inner.passage, 0, len(inner.passage.text), kind, "R10", {**block.marks, **inner.marks})
            elif inner.type == "list":
                for item in self.entries(inner):
                    self.add(item.passage, 0, len(item.passage.text), kind, "R10", {**block.marks, **item.marks})
            else:
                self.block(inner)

    # Paragraphs and lists (R3, R4)

    def paragraph(self, block: Block) -> None:
        words = block.passage
        images = (*(picture for _, picture in words.images), *block.images)
        if not words.text.strip():
            self.attach(images, None)
            return
        if block.marks.get("skip") is True:
            self.pass_over(words, 0, "the author's mark skip=true")
        elif block.marks:
            self.add(words, 0, len(words.text), self.sense(words.text), "R10", block.marks)
        elif self.section.steps:
            self.sentences(words)
        self.attach(images, None)

    def sentences(self, words: Passage) -> None:
        """Each imperative sentence is an item; what explains it stays with it."""
        start = end = 0
        kind: Kind | None = None
        for first, last in words.sentences():
            reading = read_sentence(words.text[first:last], self.words)
            if reading.sense == "info":
                if kind is None:
                    self.pass_over(words, first, "no instruction")
                else:
                    end = last
                continue
            if kind is not None:
                self.add(words, start, end, kind, "R3")
            start, end, kind = first, last, reading.sense
        if kind is not None:
            self.add(words, start, end, kind, "R3")

    def pass_over(self, words: Passage, start: int, reason: str) -> None:
        origin = words.origin(start, start + 1)
        self.passed.append(Passed(origin.line, one_line(words.text[start : start + 60]), reason))

    def sense(self, text: str) -> Literal["step", "verify", "info"]:
        return read_sentence(text, self.words).sense

    def entries(self, block: Block) -> Iterator[Block]:
        """The first words of each item of a list."""
        for node in block.node.children:
            for inner in self.reader.blocks(node, block.frame):
                if inner.type == "paragraph":
                    yield replace(inner, marks={**inner.marks, **marks_of(node)})
                    break

    def list(self, block: Block, parent: Item | None = None, *, always: bool = False) -> None:
        """Every item of a list in a step section is an item, nested ones their children."""
        for node in block.node.children:
            inner = list(self.reader.blocks(node, block.frame))
            if not (self.section.steps or always or marks_of(node)):
                continue
            self.list_item(node, inner, parent)

    def list_item(self, node: Node, inner: Sequence[Block], parent: Item | None) -> None:
        made: Item | None = None
        for index, block in enumerate(inner):
            if block.type == "paragraph" and made is None and block.passage.text.strip():
                marks = {**block.marks, **marks_of(node)}
                following = inner[index + 1].type if index + 1 < len(inner) else ""
                if following == "list" and is_request(block.passage.text, self.words):
                    continue
                made = self.first_words(block, marks, parent)
                if made is None:
                    return
                self.attach((*(p for _, p in block.passage.images), *block.images), None)
            elif block.type == "list":
                self.nested_list(block, inner[index - 1] if index else None, made or parent)
            elif block.type == "paragraph" and made is not None:
                self.continued(block, made)
            else:
                self.block(block)

    def first_words(self, block: Block, marks: Mapping[str, Any], parent: Item | None) -> Item | None:
        words = block.passage
        if marks.get("skip") is True:
            self.pass_over(words, 0, "the author's mark skip=true")
            return None
        reading = read_sentence(words.text, self.words)
        rule = "R10" if marks else "R4"
        return self.add(words, 0, len(words.text), reading.sense, rule, marks, parent, optional=reading.optional)

    def continued(self, block: Block, item: Item) -> None:
        """Another paragraph of the same list item: its instructions are children, the rest explains."""
        words = block.passage
        if any(read_sentence(words.text[a:b], self.words).sense != "info" for a, b in words.sentences()):
            self.sentences(words)
        elif words.text.strip():
            self.pass_over(words, 0, f"explains the item '{item.id}'")
        self.attach((*(p for _, p in words.images), *block.images), None)

    def nested_list(self, block: Block, before: Block | None, parent: Item | None) -> None:
        if before is not None and before.type == "paragraph" and is_request(before.passage.text, self.words):
            self.request(before.passage, block)
            return
        at = self.attached_to
        self.list(block, parent, always=True)
        self.attached_to = at

    def introduced_list(self, lead: Block, block: Block) -> None:
        """A paragraph that ends in a colon, and its list."""
        if is_request(lead.passage.text, self.words):
            self.request(lead.passage, block)
            return
        if not self.section.steps:
            self.list(block)
            return
        parent = self.first_words(lead, lead.marks, None)
        at = self.attached_to
        self.list(block, parent)
        self.attached_to = at

    # What to collect (R7)

    def request(self, lead: Passage, block: Block) -> None:
        recipient = recipient_of(lead.text, self.words)
        for entry in self.entries(block):
            words = entry.passage
            if entry.marks.get("skip") is True or not words.text.strip():
                continue
            item = self.add(words, 0, len(words.text), "collect", "R7", entry.marks)
            value = asked_value(item, words, recipient, entry.marks, self.words)
            self.asked.append(value)

    # Notes (R5)

    def note(self, block: Block) -> None:
        tone = block.tone
        at = self.attached_to
        lead = block.title
        inner = list(self.reader.blocks(block.node, block.frame))
        for index, part in enumerate(inner):
            if part.type in ("heading", "paragraph") and _leads(part, inner, index):
                lead = one_line(part.passage.text)
                if part.type == "heading" and self.anchors:
                    self.anchors.pop(0)
            elif part.type == "paragraph":
                self.note_paragraph(part, tone, lead)
            elif part.type == "list":
                self.note_list(part, tone, lead)
            elif part.type == "note":
                self.note(part)
            elif part.type in ("requirement", "verify", "step"):
                self.block(part)
            elif part.type in ("image", "code"):
                self.attached_to = at
                self.block(part)
        self.attached_to = at

    def note_paragraph(self, block: Block, tone: str, lead: str) -> None:
        text = block.passage.text
        if not text.strip() or block.marks.get("skip") is True:
            return
        kind = self.remark(text, tone, block.passage, lead)
        self.add(block.passage, 0, len(text), kind, "R5", block.marks)

    def note_list(self, block: Block, tone: str, lead: str) -> None:
        entries = [entry for entry in self.entries(block) if entry.passage.text.strip()]
        labels = [_label(entry.passage) for entry in entries]
        if len(entries) > 1 and all(labels):
            self.choice(entries, [label for label in labels if label], lead)
            return
        for entry in entries:
            text = entry.passage.text
            advised = self.words.recommendation.search(lead) is not None
            kind: Kind = "info" if advised else self.remark(text, tone, entry.passage, lead, listed=True)
            self.add(entry.passage, 0, len(text), kind, "R5", entry.marks, optional=advised)

    def remark(self, text: str, tone: str, words: Passage, lead: str, *, listed: bool = False) -> Kind:
        """What a sentence of a note is."""
        if self.words.prerequisite.search(text[:400]) is not None:
            return "prerequisite"
        if self.words.must.search(text) is not None or tone == "requirement":
            return "requirement"
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        shouted = words.bold_start or (len(first) > 2 and first.isupper())
        if listed and (self.words.requirement_leads.search(lead) is not None or shouted):
            return "requirement" if self.sense(text) != "info" or lead else _remark_of(tone)
        return _remark_of(tone)

    def choice(self, entries: list[Block], labels: list[str], lead: str) -> None:
        options = tuple(
            Option(
                label,
                one_line(entry.passage.text).partition(":")[2].strip() or one_line(entry.passage.text),
                entry.passage.origin(0, len(entry.passage.text)),
            )
            for entry, label in zip(entries, labels, strict=True)
        )
        first = entries[0].passage
        text = lead or " / ".join(labels)
        item = self.add(first, 0, len(first.text), "choice", "R5", entries[0].marks, said=text)
        last = options[-1].origin
        origin = replace(item.origin, end_line=last.end_line, end_column=last.end_column)
        markdown = "\n".join("- " + entry.passage.source(0, len(entry.passage.text)) for entry in entries)
        self.items[-1] = replace(
            item, options=options, origin=origin, markdown=markdown, links=_all_links(entries), ui=tuple(labels)
        )

    # Items

    def add(
        self,
        words: Passage,
        start: int,
        end: int,
        kind: Kind,
        rule: str,
        marks: Mapping[str, Any] | None = None,
        parent: Item | None = None,
        *,
        optional: bool = False,
        said: str = "",
    ) -> Item:
        """Make one item of a range of words."""
        marks = marks or {}
        text = said or one_line(words.text[start:end])
        if marks.get("kind") in KINDS:
            kind, rule = marks["kind"], "R10"
        section = self.section
        identifier = self.namer.item(section.id, text, marks.get("id"))
        item = Item(
            identifier,
            section.id,
            parent.id if parent is not None else None,
            kind,
            marks["optional"] if isinstance(marks.get("optional"), bool) else optional,
            _severity(kind, text, self.words),
            text,
            words.source(start, end),
            tuple(dict.fromkeys(label for at, label in words.ui if start <= at < end)),
            (),
            (),
            tuple(link for at, link in words.links if start <= at < end),
            (),
            (),
            (),
            words.origin(start, end),
            words_digest(text),
            rule,
        )
        section.items.append(identifier)
        self.items.append(item)
        self.attached_to = len(self.items) - 1
        return item


def _severity(kind: Kind, text: str, words: Words) -> Literal["must", "should"] | None:
    if kind != "requirement":
        return None
    return "should" if words.recommendation.search(text) is not None and not words.must.search(text) else "must"


def _remark_of(tone: str) -> Kind:
    return "warning" if tone == "warning" else "requirement" if tone == "requirement" else "info"


def _leads(part: Block, inner: Sequence[Block], index: int) -> bool:
    """Whether a heading or paragraph of a note only introduces what follows."""
    if part.type == "heading":
        return True
    following = inner[index + 1].type if index + 1 < len(inner) else ""
    return following == "list" and part.passage.text.rstrip().endswith((":", "："))


def _label(words: Passage) -> str:
    """The bold words that an entry begins with, if a colon ends them."""
    if not words.bold_start or not words.ui:
        return ""
    at, label = words.ui[0]
    behind = words.text[at : at + len(label) + 2].strip()
    if label.endswith((":", "：")):
        return label[:-1].strip()
    return label if behind.endswith((":", "：")) else ""


def _all_links(entries: Sequence[Block]) -> tuple[LinkTarget, ...]:
    return tuple(link for entry in entries for _, link in entry.passage.links)
