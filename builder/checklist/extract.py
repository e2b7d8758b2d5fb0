"""Extracts the checklist from an expanded tree, by the rules ``steps/2``.

1. headings outside of notes and tabs open sections (R2), which are read as
   :mod:`~builder.checklist.section_levels` says;
2. :mod:`~builder.checklist.detect_guide` decides which are procedures, and whether the page is a guide (R1);
3. :mod:`~builder.checklist.steps`: lists and imperative sentences are items (R3), each of a kind (R4);
4. :mod:`~builder.checklist.notes` make requirements, prerequisites, choices and other items (R5);
5. images and code belong to the item before them (R6);
6. :mod:`~builder.checklist.values` finds what is to be collected, where it is and where it is used (R7, R8);
7. :mod:`~builder.checklist.ids` assigns ids; :mod:`~builder.checklist.consistency` reports problems (R9).

Authors' annotations override each of these rules (R10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from builder.checklist.admonitions import noted
from builder.checklist.blocks import GuideBlock, Reader, TextPart
from builder.checklist.choices import choices
from builder.checklist.components import MARKUP, with_components
from builder.checklist.consistency import not_taken, review
from builder.checklist.copied_values import with_copied
from builder.checklist.details import with_details
from builder.checklist.detect_guide import GuideFacts, Verdict, judged, keep_procedures
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.loose_blocks import is_title, joined, title_end, without_title
from builder.checklist.model import ChecklistDraft, Code, Item, Kind
from builder.checklist.notes import COLONS, NoteRules
from builder.checklist.section_levels import (
    Level,
    asks_in_title,
    below,
    heading_number,
    level_of,
    numbered_headings,
    step_title_asks,
)
from builder.checklist.sentence_intent import step_number
from builder.checklist.settle_ids import settle_ids
from builder.checklist.source_text import TextRun, one_line
from builder.checklist.step_signs import typed_lines
from builder.checklist.steps import OFF, StepRules
from builder.checklist.tab_marks import with_tabs
from builder.checklist.values import flow, may_request


class Extracted(msgspec.Struct, frozen=True):
    """The checklist found on a page, with its problems."""

    draft: ChecklistDraft | None
    """For a page that is not a guide: the items of its procedures only; ``None`` if there are none."""
    verdict: Verdict


BELOW_ALL = 99
"""The heading level of a step made by a tag: any heading closes it, and none opens inside it."""


def extract(parts: Iterable[TextPart], facts: GuideFacts, words: Lexicon, reader: Reader) -> Extracted:
    """The checklist of a page, from its parts in order; it does not depend on the page's path or version."""
    run = _Run(facts, words)
    run.flow(chain.from_iterable(map(reader.part, parts)))
    out = run.out
    out.lead = None
    run.end()
    verdict = judged(out, facts)
    if not verdict.guide:
        keep_procedures(out)
        if not out.items:
            return Extracted(None, verdict)
    return Extracted(_draft(out, words, guide=verdict.guide), verdict)


def _draft(out: DraftBuilder, words: Lexicon, *, guide: bool) -> ChecklistDraft:
    settle_ids(out)
    items, values = flow(with_details(out.items, words), out.asked)
    items = with_copied(items, {value.id: value.label for value in values}, words)
    sections = out.closed()
    ways = choices(items, out.sections, words)
    passed = out.left_out()
    problems = (*review(sections, items, values, words), *(not_taken(passed, words) if guide else ()))
    return ChecklistDraft(
        sections=sections,
        items=items,
        values=values,
        passed=passed,
        diagnostics=problems,
        language=words.language,
        choices=ways,
    )


def _bare(text: str) -> str:
    """A text without emphasis, on one line."""
    return one_line(text).strip(" *_.")


class _Run:
    """One page."""

    def __init__(self, facts: GuideFacts, words: Lexicon) -> None:
        title = str(facts.front_matter.get("title") or "")
        self._description = _bare(str(facts.front_matter.get("description") or ""))
        self._anchors = iter(facts.headings)
        self._numbered = numbered_headings([heading.text for heading in facts.headings], words)
        by_heading = any(step_number(heading.text, words) is not None for heading in facts.headings)
        self._every_section = facts.front_matter.get("checklist") is True and not by_heading and not facts.uses_steps
        self.out = DraftBuilder(words, title, "step" if self._every_section else "plain")
        self._prose = StepRules(self.out, self._block, self._inside_note)
        self._notes = NoteRules(self.out, self._prose, self._inside_note)
        self._in_step = False

    def flow(self, blocks: Iterator[GuideBlock]) -> None:
        """Read blocks in order; a paragraph that ends in a colon is read together with the list after it."""
        pending: GuideBlock | None = None
        for block in joined(with_components(noted(with_tabs(blocks), self.out.words))):
            if pending is not None:
                lead, pending = pending, None
                if block.type in ("list", "paragraph") and self._titles(lead):
                    pass
                elif block.type == "list":
                    self._listed(lead, block)
                    continue
                else:
                    self._prose.paragraph(lead)
            if block.type == "paragraph" and (self._introduces(block.passage.text) or is_title(block)):
                pending = block
            else:
                self._block(block)
        if pending is not None:
            self._prose.paragraph(pending)

    def end(self) -> None:
        """Read nothing more. The rules call back to this run, so without them its trees are freed at once."""
        self._title_alone(0)
        del self._prose, self._notes

    def _introduces(self, text: str) -> bool:
        return text.rstrip().endswith(COLONS) or may_request(text, self.out.words)

    def _listed(self, lead: GuideBlock, block: GuideBlock) -> None:
        """Read a list with the words that introduce it: “Requirements:” is the title of this list alone."""
        title = one_line(lead.passage.text).rstrip(":： ")
        words = self.out.words
        named = words.prerequisite_titles.search(title) is not None or words.expected_titles.match(title) is not None
        if not named or lead.marks or self.out.section.steps or self.out.section.reading == "off":
            self._prose.lead(lead, block)
            return
        self.out.pass_over(lead.passage, 0, len(lead.passage.text), "a title")
        self._begin_part(title)
        self._prose.bullets(block)
        self._begin_part("")

    def _titles(self, block: GuideBlock) -> bool:
        """Read a paragraph in bold as the title of the text after it, unless it asks for something itself."""
        text = one_line(block.passage.text).rstrip(":： ")
        if not is_title(block) or asks_in_title(text, self.out.words):
            return False
        self.out.lead = None
        self.out.pass_over(block.passage, 0, len(block.passage.text), "a title")
        self._begin_part(text)
        return True

    def _begin_part(self, title: str) -> None:
        words = self.out.words
        prepares = words.prerequisite_titles.search(title) is not None
        expects = words.expected_titles.match(title) is not None
        self.out.section.begin_part(preparing=prepares, expecting=expects, off=level_of(title, words) == "off")

    def _own_title(self, block: GuideBlock) -> GuideBlock:
        """Begin the part of a section that a paragraph titles in its first line: “**Prerequisites**”; its words."""
        end = title_end(block)
        title = block.passage.text[:end].strip(":： ")
        if not title:
            return block
        if self.out.words.prerequisite_titles.search(title) is not None:
            self._begin_part(title)
        elif block.passage.text[:end].endswith(COLONS) or not self._asks_below(block, end):
            return block
        self.out.pass_over(block.passage, 0, end, "a title")
        return without_title(block, end)

    def _asks_below(self, block: GuideBlock, end: int) -> bool:
        """Whether the first sentence after a title in a paragraph's first line asks for something."""
        text = block.passage.text
        return bool(text[end:].strip()) and self.out.read(block.passage.marked(end, len(text)).strip()).sense == "step"

    def _block(self, block: GuideBlock) -> None:
        if block.type == "heading":
            self._heading(block)
        elif block.type == "code" and block.code is not None:
            self.out.code(block.code)
        elif block.type == "image":
            self.out.attach(block.images)
        elif block.type == "option":
            self.out.enter_tab(block)
        elif block.type == "note":
            self._note(block)
        elif block.type == "step":
            self._step(block)
        elif block.type == "steps-end":
            if not self._in_step and self.out.section.level == BELOW_ALL:
                self.out.resume(BELOW_ALL)
        elif block.type in ("requirement", "verify"):
            self._marked(block)
        elif block.type == "paragraph":
            typed = typed_lines(block, self.out.words)
            if self._description and _bare(block.passage.text) == self._description:
                self.out.pass_over(block.passage, 0, len(block.passage.text), "the page's description")
            elif typed:
                self.out.code(Code(language="", text=typed))
                self.out.pass_over(block.passage, 0, len(block.passage.text), "code")
            else:
                self._prose.paragraph(self._own_title(block))
        elif block.type == "list":
            self._prose.bullets(block)
        elif block.type == "skipped":
            self._prose.pass_over_all(block.inner, MARKUP)
        else:
            self.out.rows += sum(child.type == "tr" for child in block.node.walk())
            self.out.pass_over(block.passage, 0, len(block.passage.text), block.title)

    def _note(self, block: GuideBlock) -> None:
        """Read a note; words before it may still belong to the code after it."""
        if self.out.section.reading == "off":
            self._prose.pass_over_all(block.inner, OFF.format(title=self.out.section.title))
            return
        said = self.out.waiting()
        self._notes.note(block)
        self.out.wait_again(said)

    def _inside_note(self, block: GuideBlock) -> None:
        """A heading in a note opens no section, but its anchor is taken (R2)."""
        if block.type == "heading":
            next(self._anchors, None)
        else:
            self._block(block)

    # Sections (R2)

    def _heading(self, block: GuideBlock) -> None:
        text = one_line(block.passage.text)
        following = next(self._anchors, None)
        anchor = following.anchor if following is not None else ""
        if self._in_step:
            self.out.pass_over(block.passage, 0, len(block.passage.text), "a heading inside a step")
            return
        self.out.lead = None
        level = block.node.attributes.get("level")
        level = level if isinstance(level, int) else 2
        number = self.out.number_of(text)
        if number is None and text in self._numbered:
            number = heading_number(text)
        around = self.out.around(level)
        reading: Level = "step"
        if number is None and not self._every_section:
            own = level_of(text, self.out.words)
            # The page's own title says nothing about its sections.
            inherits = around is not None and (around.level > 1 or around.reading == "step")
            outer = around.reading if inherits and around is not None else None
            reading = below(outer, own, asks=outer == "soft" and asks_in_title(text, self.out.words))
            if level == 1 and own != "plain":
                reading = "plain"
        self._title_alone(level)
        self.out.open(text, anchor, number, level, reading, (block.passage.first_line, block.frame.path))
        self.out.section.heading = block.passage

    def _title_alone(self, following: int) -> None:
        """Make an item of the title of a step without items: “Step 3: Restart”; not if parts of the step follow."""
        section = self.out.section
        if section.number is None or section.items or section.heading is None or section.level < following:
            return
        if section.fresh and step_title_asks(section.title, self.out.words):
            self.out.add(section.heading.part(), "step", "R2")

    def _step(self, block: GuideBlock) -> None:
        """A step tag is a separate section; its title is the tag's title or its first heading."""
        sections = self.out.sections
        number = block.number if block.number is not None else 1 + sum(s.level == BELOW_ALL for s in sections)
        inner = list(block.inner)
        title = block.title
        if not title and inner and inner[0].type == "heading":
            title = one_line(inner.pop(0).passage.text)
            next(self._anchors, None)
        around = self.out.around(BELOW_ALL)
        # A step without a number has no anchor, so it uses the anchor of the section around it.
        near = f"step-{number}" if block.number is not None else around.anchor if around is not None else ""
        anchor = str(block.marks.get("id") or near)
        line = block.frame.position(block.node.span.start).line if block.node.span is not None else 0
        self.out.open(title or f"{number}", anchor, number, BELOW_ALL, "step", (line, block.frame.path))
        self.out.section.evidence.add("tag")
        self.out.section.heading = block.passage if block.passage.text else None
        if block.marks.get("optional") is True:
            self.out.section.optional = True
        before, inside = len(self.out.items), self._in_step
        self._in_step = True
        self.flow(iter(inner))
        self.out.lead = None
        self._in_step = inside
        if len(self.out.items) == before:
            self._whole_step(inner)

    def _whole_step(self, blocks: list[GuideBlock]) -> None:
        """A step without an instruction in its words is one item."""
        heading = self.out.section.heading
        if heading is not None and asks_in_title(heading.text, self.out.words):
            self.out.add(heading.part(), "step", "R2")
            return
        words = next((b for b in blocks if b.type == "paragraph" and b.passage.text.strip()), None)
        if words is None or words.marks.get("skip") is True:
            return
        covered = words.passage.origin(0, len(words.passage.text))
        self.out.passed[:] = [p for p in self.out.passed if not covered.holds(p.left_out().origin)]
        self.out.add(words.passage.part(), "step", "R2", words.marks)
        for block in blocks:
            if block.type in ("image", "code"):
                self._block(block)

    def _marked(self, block: GuideBlock) -> None:
        """The tags ``requirement`` and ``verify`` (R10)."""
        kind: Kind = "requirement" if block.type == "requirement" else "verify"
        for inner in block.inner:
            if inner.type == "paragraph":
                if inner.passage.text.strip():
                    self._marked_words(inner.passage, kind, {**block.marks, **inner.marks})
            elif inner.type == "list":
                for entry, more in self._prose.entries(inner):
                    if entry.marks.get("skip") is True:
                        self._prose.pass_over_all([entry, *more])
                        continue
                    item = self._marked_words(entry.passage, kind, {**block.marks, **entry.marks})
                    self._prose.rest(more, item)
            else:
                self._block(inner)

    def _marked_words(self, words: TextRun, kind: Kind, marks: dict[str, object]) -> Item:
        return self.out.add(words.part(), kind, "R10", marks)
