"""What has been read of a page so far: sections, items, and the sentences that gave none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec
from msgspec.structs import replace

from builder.checklist.ids import Namer, slug, words_digest
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Code, Item, ItemImage, Kind, LeftOut, Section
from builder.checklist.sentence_intent import SentenceIntent, read_words, step_number
from builder.checklist.source_text import TextRun, one_line
from builder.checklist.values import Asked

KINDS: tuple[Kind, ...] = get_args(Kind)


class OpenSection(msgspec.Struct):
    """A section that is being read."""

    id: str
    title: str
    anchor: str
    number: int | None
    level: int
    """Of its heading; 0 for what stands before the first."""
    steps: bool
    """Whether all its blocks are read for steps, not its lists alone."""
    optional: bool
    line: int
    """Of its heading."""
    path: str
    preparing: bool = False
    """Whether its lists say what must be there before all else, if they are no instructions."""
    lists: bool = False
    """Whether its lists are instructions."""
    items: list[str] = msgspec.field(default_factory=list)


class DraftBuilder:
    """Sections and items in the making."""

    def __init__(self, words: Lexicon, title: str, *, steps: bool) -> None:
        self.words = words
        self.namer = Namer()
        self.items: list[Item] = []
        self.asked: list[Asked] = []
        self.passed: list[LeftOut] = []
        self.attached_to: int | None = None
        """Index of the item to which pictures and code belong."""
        self.numbered = False
        """Whether a step has been opened: what stands before the first only introduces."""
        first = OpenSection(self.namer.section(title, "", words), title, "", None, 0, steps, False, 0, "")
        self.sections = [first]

    @property
    def section(self) -> OpenSection:
        """The one that is open."""
        return self.sections[-1]

    def open(
        self, title: str, anchor: str, number: int | None, level: int, *, steps: bool, line: int = 0, path: str = ""
    ) -> None:
        """Begin a section."""
        self.numbered = self.numbered or number is not None
        first = self.sections[0]
        if len(self.sections) == 1 and slug(title) == slug(first.title):
            # The page's title, said again: what stands before and behind it is one section.
            first.anchor, first.number, first.level, first.steps = anchor, number, level, steps or first.steps
            first.line, first.path = line, path
            return
        around = self.around(level)
        optional = (around is not None and around.optional) or self.words.optional_titles.search(title) is not None
        name = self.namer.section(title, anchor, self.words)
        preparing = number is None and self.words.prerequisite_titles.search(title) is not None
        self.sections.append(OpenSection(name, title, anchor, number, level, steps, optional, line, path, preparing))
        self.attached_to = None

    def around(self, level: int) -> OpenSection | None:
        """The nearest section above a level: the one that a heading of that level stands in."""
        return next((section for section in reversed(self.sections) if section.level < level), None)

    def closed(self) -> tuple[Section, ...]:
        """All sections that have items or are steps."""
        return tuple(
            Section(s.id, s.title, s.number, s.anchor, tuple(s.items), s.line, s.path)
            for s in self.sections
            if s.items or s.number is not None
        )

    def read(self, text: str) -> SentenceIntent:
        """What words of several sentences ask."""
        return read_words(text, self.words)

    def attach(self, images: tuple[ItemImage, ...], code: Code | None = None) -> None:
        """A picture or code belongs to the nearest item before it in its section (R6)."""
        if self.attached_to is None or not (images or code):
            return
        item = self.items[self.attached_to]
        self.items[self.attached_to] = replace(
            item, images=(*item.images, *images), code=(*item.code, code) if code is not None else item.code
        )

    def pass_over(self, words: TextRun, start: int, end: int, reason: str) -> None:
        """Keep a stretch that gives no item, with the reason."""
        text = one_line(words.text[start:end])
        if text:
            self.passed.append(LeftOut(words.origin(start, end), text, reason))

    def add(
        self,
        words: TextRun,
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
        """Make one item of a range of words; ``said`` replaces its text."""
        marks = marks or {}
        text = said or one_line(words.text[start:end])
        if marks.get("kind") in KINDS:
            kind, rule = marks["kind"], "R10"
        section = self.section
        given = marks.get("optional")
        # In an optional section everything is, but what its author marks otherwise.
        optional = given if isinstance(given, bool) else optional or section.optional
        name = self.namer.item(section.id, text, marks.get("id"))
        item = Item(
            id=name,
            section=section.id,
            parent=parent.id if parent is not None else None,
            kind=kind,
            optional=optional,
            severity=_severity(kind, text, marks, self.words),
            text=text,
            markdown=words.source(start, end),
            ui=tuple(dict.fromkeys([label for at, label in words.ui if start <= at < end])),
            code=(),
            images=(),
            links=tuple([link for at, link in words.links if start <= at < end]),
            options=(),
            collects=(),
            uses=(),
            origin=words.origin(start, end),
            digest=words_digest(text),
            rule=rule,
            named=name == marks.get("id"),
        )
        section.items.append(item.id)
        self.items.append(item)
        self.attached_to = len(self.items) - 1
        return item

    def number_of(self, title: str) -> int | None:
        """The number of a step heading; ``None`` for any other."""
        return step_number(title, self.words)


def _severity(kind: Kind, text: str, marks: Mapping[str, Any], words: Lexicon) -> Literal["must", "should"] | None:
    if kind != "requirement":
        return None
    if marks.get("severity") in ("must", "should"):
        return "should" if marks["severity"] == "should" else "must"
    return "should" if words.recommendation.search(text) is not None and not words.must.search(text) else "must"
