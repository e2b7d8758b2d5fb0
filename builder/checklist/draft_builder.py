"""A checklist while it is built: sections, items, and the sentences that gave no item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock
from builder.checklist.command_code import code_role, is_api_request, looks_typed, only_assigns, shell
from builder.checklist.gathering_section import OpenSection
from builder.checklist.ids import Namer, slug, words_digest
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.list_entries import ListEntry, ListKind
from builder.checklist.model import Code, Item, ItemImage, Kind, LeftOut, Section, Tab
from builder.checklist.section_levels import Level, asks_in_title
from builder.checklist.section_weight import weigh
from builder.checklist.sentence_intent import SentenceIntent, read_sentence, read_words, severity_of, step_number
from builder.checklist.source_text import TextRun, WordRange
from builder.checklist.values import Asked
from builder.checklist.waiting_words import Lead, PassedOver, asks

KINDS: tuple[Kind, ...] = get_args(Kind)
CODE_ONLY = "R6"
FEWEST_LINES = 2
"""Code of more lines than these is more than one command."""
_CHANGED_FILE = re.compile(
    r"\b(?:add|create|edit|open|replace|paste|copy|put|save|insert|append|update|change|modify|write|set|define|uncomment)\b"
    r".*(?:\bfile\b|\bfolder\b|\bdirectory\b|`[\w./ -]*\.\w{1,6}\b)",
    re.IGNORECASE,
)
"""An action on a file, whose content follows."""


class DraftBuilder:
    """Sections and items in the making."""

    def __init__(self, words: Lexicon, title: str, reading: Level) -> None:
        self.words = words
        self.namer = Namer()
        self.title = title
        """The page's title; its first heading if the front matter has none."""
        self.items: list[Item] = []
        self.asked: list[Asked] = []
        self.passed: list[PassedOver] = []
        self.dropped: list[LeftOut] = []
        """Items of sections that are not procedures."""
        self.attached_to: int | None = None
        """Index of the item to which following images and code belong."""
        self.numbered = False
        """Whether a step has begun: text before the first step is an introduction."""
        self.after_list = False
        """Whether a list of instructions comes right before, apart from images and code."""
        self.rows = 0
        """The number of table rows."""
        self._lead: Lead | None = None
        self._tab: Tab | None = None
        self._first_tab = ""
        """The label of the first tab of the group."""
        self._around_tabs: int | None = None
        """The item to which code belongs that comes in a tab without an item."""
        self._tabs_of = 0
        self._groups = 0
        self._said = ""
        self._asked = False
        first = OpenSection(
            id=self.namer.section(title, "", words),
            title=title,
            anchor="",
            number=None,
            level=0,
            reading=reading,
            optional=False,
            line=0,
            path="",
        )
        self.sections = [first]

    @property
    def section(self) -> OpenSection:
        """The section being read."""
        return self.sections[-1]

    def open(
        self, title: str, anchor: str, number: int | None, level: int, reading: Level, place: tuple[int, str] = (0, "")
    ) -> None:
        """Begin a section; its place is the line and file of its heading."""
        line, path = place
        self.numbered = self.numbered or number is not None
        first = self.sections[0]
        if self.words.off_titles.match(title) is None and (level == 1 or not (self.passed or self.items)):
            # A later heading is not the title of the page.
            self.title = self.title or title
        if len(self.sections) == 1 and slug(title) == slug(first.title):
            # The page's title again: the text before and after it is one section.
            first.anchor, first.number, first.level = anchor, number, level
            first.reading = "step" if reading == "step" else first.reading
            first.line, first.path = line, path
            return
        around = self.around(level)
        optional = (around is not None and around.optional) or self.words.optional_titles.search(title) is not None
        name = self.namer.section(title, anchor, self.words)
        preparing = number is None and self.words.prerequisite_titles.search(title) is not None
        self.sections.append(
            OpenSection(
                id=name,
                title=title,
                anchor=anchor,
                number=number,
                level=level,
                reading=reading,
                optional=optional,
                line=line,
                path=path,
                preparing=preparing,
                expecting=number is None and self.words.expected_titles.match(title) is not None,
            )
        )
        if number is not None:
            self.section.evidence.add("numbered")
        self.attached_to = None
        self.after_list = False

    def resume(self, level: int) -> None:
        """Continue the section around those of a level, which have ended: text after them is not part of the last."""
        self.lead = None
        around = self.around(level) or self.sections[0]
        if around.items:
            # A second section of the same title keeps the items in the order of the page.
            around = around.continued(self.namer.section(around.title, "", self.words))
        else:
            self.sections.remove(around)
        self.sections.append(around)
        self.attached_to, self.after_list = None, False

    def around(self, level: int) -> OpenSection | None:
        """The nearest open section above a level: the parent of a heading of that level."""
        return next((section for section in reversed(self.sections) if section.level < level), None)

    def closed(self) -> tuple[Section, ...]:
        """All sections that have items or are steps."""
        return tuple(section.closed() for section in self.sections if section.items or section.number is not None)

    def read(self, text: str) -> SentenceIntent:
        """The intent of several sentences together."""
        return read_words(text, self.words)

    # Text before code

    @property
    def lead(self) -> Lead | None:
        """The last sentence, if it gave no item."""
        return self._lead

    @lead.setter
    def lead(self, lead: Lead | None) -> None:
        if self._lead is not None:
            self.pass_over(self._lead.passage, self._lead.start, self._lead.end, "no instruction")
        self._lead = lead

    def say(self, text: str, *, asked: bool) -> None:
        """Remember the last sentence before code."""
        self._said, self._asked = text, asked
        self.section.fresh = False

    def enter_tab(self, block: GuideBlock) -> None:
        """Begin a tab; one without a title ends its group. Words before a group are for its first code."""
        if block.number is None or self._tabs_of == block.number:
            self.lead = None
        if block.number is None:
            self._tab, self._tabs_of = None, 0
            return
        label = block.title or f"{self._groups}"
        if self._tabs_of != block.number:
            self._tabs_of, self._groups = block.number, self._groups + 1
            self._first_tab, self._around_tabs = label, self.attached_to
        if self._around_tabs is not None:
            self.attached_to = self._around_tabs
        self._tab = Tab(self._groups, block.tone, label)

    def waiting(self) -> tuple[Lead | None, str, bool]:
        """The items that wait for code; none waits afterwards."""
        found = self._lead, self._said, self._asked
        self._lead, self._said, self._asked = None, "", False
        return found

    def wait_again(self, found: tuple[Lead | None, str, bool]) -> None:
        """Let words wait for code again, after a note."""
        self.lead = None
        self._lead, self._said, self._asked = found

    def count(self, asks: bool) -> None:
        """Count one sentence of the open section."""
        if asks:
            self.section.asking += 1
            if self.section.asking > 1 and self.words.procedure_titles.match(self.section.title) is not None:
                self.section.evidence.add("titled")
        else:
            self.section.reported += 1

    def weigh(self, entries: Sequence[ListEntry], kind: ListKind, *, ordered: bool) -> None:
        """Count a list of the open section."""
        weigh(self.section, entries, kind, self.words, ordered=ordered)

    def code(self, code: Code) -> None:
        """Add code: a command with the words before it, a file's content, or output (R6)."""
        section, lead, said, asked = self.section, self._lead, self._said, self._asked
        answers = self.words.output_leads.search(said) is not None
        if answers and asked and read_sentence(said, self.words).sense == "info":
            # “Copy it. It looks like this:”
            asked = False
        permitted = self.words.passive_can.search(said) is not None
        colon = said.rstrip().endswith((":", "："))
        leads = asked or (lead is not None and (lead.reading.sense != "info" or permitted or (colon and not answers)))
        role = code_role(code.language, code.text, asked=leads, answers=answers, words=self.words)
        if role == "command" and not (asked or asks(lead)) and is_api_request(code.text):
            # A reference shows requests too.
            role = "file"
        elif role == "command" and _CHANGED_FILE.search(said) is not None and only_assigns(code.text):
            role = "file"
        either = self.words.either.match(said) is not None and self.attached_to is not None
        if role == "file" and not code.language and not said and self._follows_command():
            role = "output"
        self._said, self._asked = "", False
        if either:
            self.lead = lead = None
        if section.reading == "off":
            self.lead = None
            return
        allowed = lead is not None and lead.reading.permissive and lead.reading.sense == "step"
        if role == "command" or (role == "file" and (permitted or allowed)):
            self._command(lead, shown=role == "command" and not looks_typed(code.text, self.words))
            # A block of several commands is a procedure by itself.
            section.commands += len(code.text.splitlines()) > FEWEST_LINES
            section.fresh = False
        elif role == "file" and not section.items and section.heads_step(self.words):
            self.lead = None
            section.fresh = True
            self._command(None)
        elif role == "file" and asked:
            section.edits += 1
            section.asking += _CHANGED_FILE.search(said) is not None
        self.lead = None
        self.attach((), self._in_tab(replace(code, role=role, alternative=either and role != "output")))

    def _follows_command(self) -> bool:
        """Whether the last code of the item is a command."""
        codes = self.items[self.attached_to].code if self.attached_to is not None else ()
        return bool(codes) and codes[-1].role == "command"

    def _in_tab(self, code: Code) -> Code:
        """Code of a tab that belongs to an item around the tabs: it is used instead of that of the tabs before it."""
        tab, at = self._tab, self.attached_to
        if at is None or code.role == "output":
            return code
        shells = [shell(each.language) for each in self.items[at].code if each.role != "output"]
        if shells and shell(code.language) not in {"", *shells} and all(shells):
            return replace(code, alternative=True)
        if tab is None or self.items[at].tab == tab:
            return code
        other = code.alternative or self._first_tab != tab.label
        return replace(code, title=code.title or tab.label, alternative=other)

    def _command(self, lead: Lead | None, *, shown: bool = False) -> None:
        """Make an item of the words before a command, or of the heading unless the code is only ``shown`` as one."""
        section = self.section
        if lead is not None and self.words.bare_leads.match(lead.passage.text[lead.start : lead.end]) is not None:
            self.lead = lead = None
            section.fresh = section.fresh or not section.items
        if lead is not None and (section.reading != "soft" or asks(lead)):
            self._lead = None
            section.reported = max(0, section.reported - 1)
            optional = lead.reading.optional
            kind: Kind = "verify" if lead.reading.sense == "verify" else "step"
            self.add(lead.passage.part(lead.start, lead.end), kind, CODE_ONLY, optional=optional)
        elif lead is None and section.heading is not None and section.awaits_item(self.words):
            if shown and not asks_in_title(section.title, self.words):
                return
            self.add(section.heading.part(), "step", CODE_ONLY)
        elif self.attached_to is None:
            return
        elif self.items[self.attached_to].kind == "prerequisite" and self.items[self.attached_to].rule == "R3":
            # “The service requires a restart”, with the command after it.
            self.items[self.attached_to] = replace(self.items[self.attached_to], kind="step")
        section.asking += 1
        section.commands += 1
        if section.commands > 1:
            section.evidence.add("commands")

    def attach(self, images: tuple[ItemImage, ...], code: Code | None = None) -> None:
        """Add an image or code to the nearest item before it in its section (R6)."""
        if self.attached_to is None or not (images or code):
            return
        at = self.attached_to
        if code is not None and code.role == "output":
            at = self._command_before(at)
        item = self.items[at]
        self.items[at] = replace(
            item, images=(*item.images, *images), code=(*item.code, code) if code is not None else item.code
        )

    def _command_before(self, at: int) -> int:
        """The item whose command prints what the item at ``at`` only announces: “The output looks like this:”."""
        item = self.items[at]
        if item.kind != "verify" or item.code or at == 0 or self.items[at - 1].section != item.section:
            return at
        return at - 1 if any(code.role == "command" for code in self.items[at - 1].code) else at

    def pass_over(self, words: TextRun, start: int, end: int, reason: str) -> None:
        """Record text that gives no item, with the reason."""
        if words.text[start:end].strip():
            self.passed.append(PassedOver(passage=words, start=start, end=end, reason=reason))

    def left_out(self) -> tuple[LeftOut, ...]:
        """The stretches that gave no item, each with its place."""
        return (*[each.left_out() for each in self.passed], *self.dropped)

    def add(
        self,
        part: WordRange,
        kind: Kind,
        rule: str,
        marks: Mapping[str, Any] | None = None,
        parent: Item | None = None,
        *,
        optional: bool = False,
    ) -> Item:
        """Make one item of a range of words."""
        marks, text = marks or {}, part.text
        if marks.get("kind") in KINDS:
            kind, rule = marks["kind"], "R10"
        section = self.section
        given = marks.get("optional")
        # In an optional section everything is optional, unless its author marks it otherwise.
        optional = given if isinstance(given, bool) else optional or section.optional
        name = self.namer.item(section.id, text, marks.get("id"))
        origin, markdown = part.written()
        item = Item(
            id=name,
            section=section.id,
            parent=parent.id if parent is not None else None,
            kind=kind,
            optional=optional,
            severity=severity_of(text, marks.get("severity"), self.words) if kind == "requirement" else None,
            text=text,
            markdown=markdown,
            ui=part.labels,
            code=(),
            images=(),
            links=part.links,
            options=(),
            collects=(),
            uses=(),
            origin=origin,
            digest=words_digest(text),
            rule=rule,
            named=name == marks.get("id"),
            tab=self._tab,
        )
        section.items.append(item.id)
        section.fresh = False
        self.items.append(item)
        self.attached_to = len(self.items) - 1
        return item

    def number_of(self, title: str) -> int | None:
        """The number of a step heading; ``None`` for other headings."""
        return step_number(title, self.words)
