"""Notes (rule R5): requirements, prerequisites, choices, checks, and other items."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from builder.checklist.admonitions import alert_tone
from builder.checklist.blocks import GuideBlock
from builder.checklist.components import MARKUP
from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Kind, Option
from builder.checklist.sentence_intent import read_sentence
from builder.checklist.source_text import TextRun, one_line
from builder.checklist.step_signs import is_markup
from builder.checklist.steps import SKIPPED, StepRules

LONGEST_NOTE = 400
"""Code points of a note's sentence that are searched for a prerequisite."""
FEWEST_WORDS = 2
SHORT = "a word"
MARKER = "opens a note"
COLONS = (":", "：")


class NoteRules:
    """Reads notes; blocks inside them that are not part of the note's text go to ``others``."""

    def __init__(self, gathering: DraftBuilder, prose: StepRules, others: Callable[[GuideBlock], None]) -> None:
        self._out = gathering
        self._prose = prose
        self._others = others

    def note(self, block: GuideBlock) -> None:
        """Read one note; images after it belong to the item before it."""
        out = self._out
        at = out.attached_to
        lead, tone = block.title, block.tone
        inner = list(block.inner)
        if block.node.type == "blockquote":
            inner, tone = _alert(inner, tone, out.words)
        self._pass_over_marker(block, inner)
        for index, part in enumerate(inner):
            if part.type == "heading" or _introduces(part, inner, index):
                lead = one_line(part.passage.text)
                out.pass_over(part.passage, part.start, len(part.passage.text), "introduces the text after it")
                if part.type == "heading":
                    self._others(part)
            elif part.type == "paragraph":
                self._paragraph(part, tone, lead)
            elif part.type == "list":
                self._list(part, tone, lead)
            elif part.type in ("image", "code"):
                out.attached_to = at
                self._others(part)
            else:
                self._others(part)
        out.attached_to = at

    def _pass_over_marker(self, block: GuideBlock, inner: Sequence[GuideBlock]) -> None:
        """Keep the words that open a note of another dialect, with the title that may be in them."""
        words = block.passage
        if words.text:
            end = next((one.start for one in inner if one.node is block.node), len(words.text))
            self._out.pass_over(words, 0, end, MARKER)
        elif inner and inner[0].start:
            self._out.pass_over(inner[0].passage, 0, inner[0].start, MARKER)

    def _paragraph(self, block: GuideBlock, tone: str, lead: str) -> None:
        words = block.passage
        if block.marks.get("skip") is True:
            self._out.pass_over(words, 0, len(words.text), SKIPPED)
        elif is_markup(words.text):
            self._out.pass_over(words, 0, len(words.text), MARKUP)
        elif words.text.isascii() and len(words.text[block.start :].split()) < FEWEST_WORDS and not block.marks:
            self._out.pass_over(words, 0, len(words.text), SHORT)
        elif words.text.strip():
            kind = self._kind(words, tone, lead, listed=False)
            self._out.add(words.part(block.start), kind, "R5", block.marks)
        self._out.attach(block.item_images)

    def _list(self, block: GuideBlock, tone: str, lead: str) -> None:
        out = self._out
        if self._asks(lead):
            self._prose.values(lead, block)
            return
        entries = list(self._prose.entries(block))
        labels = [_label(entry.passage) for entry, _ in entries]
        if len(entries) > 1 and all(labels):
            self._choice(entries, labels, lead)
            return
        advised = out.words.recommendation.search(lead) is not None
        for entry, more in entries:
            words = entry.passage
            if entry.marks.get("skip") is True:
                self._prose.pass_over_all([entry, *more])
                continue
            kind: Kind = "info" if advised else self._kind(words, tone, lead, listed=True)
            item = out.add(words.part(), kind, "R5", entry.marks, optional=advised)
            out.attach(entry.item_images)
            self._prose.rest(more, item)

    def _asks(self, lead: str) -> bool:
        return lead.endswith(COLONS) and self._out.words.collect.search(lead) is not None

    def _kind(self, words: TextRun, tone: str, lead: str, *, listed: bool) -> Kind:
        text, language = words.text, self._out.words
        if language.prerequisite.search(text[:LONGEST_NOTE]) is not None:
            return "prerequisite"
        if tone == "requirement" or language.must.search(text) or language.obligation.search(text[:LONGEST_NOTE]):
            return "requirement"
        begin, end = next(iter(words.sentences()), (0, 0))
        sense = read_sentence(words.marked(begin, end), language).sense
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        shouted = _bold_verb(words, language) or (len(first) > 2 and first.isupper())
        if listed and (language.requirement_leads.search(lead) is not None or (shouted and sense == "step")):
            return "requirement"
        if sense == "verify":
            return "verify"
        return "warning" if tone == "warning" else "info"

    def _choice(self, entries: Sequence[tuple[GuideBlock, list[GuideBlock]]], labels: list[str], lead: str) -> None:
        said = [[entry.passage, *self._prose.passages(more)] for entry, more in entries]
        options = tuple(_option(label, words) for label, words in zip(labels, said, strict=True))
        out, first = self._out, entries[0][0]
        title = lead.rstrip(":：") or " / ".join(labels)
        item = out.add(first.passage.part(text=title), "choice", "R5", first.marks)
        last = options[-1].origin
        out.items[-1] = replace(
            item,
            options=options,
            origin=replace(item.origin, end_line=last.end_line, end_column=last.end_column),
            markdown="\n".join("- " + " ".join(one.written(0, len(one.text))[1] for one in words) for words in said),
            links=tuple(link for words in said for one in words for _, link in one.links),
            ui=tuple(labels),
        )
        for entry, more in entries:
            out.attach(entry.item_images)
            for block in more:
                out.attach(block.item_images, block.code)


def _alert(inner: list[GuideBlock], tone: str, words: Lexicon) -> tuple[list[GuideBlock], str]:
    """The blocks of a quotation without its marker: ``[!WARNING]``, “**Warning:**”."""
    first = inner[0] if inner else None
    if first is None or first.type != "paragraph":
        return inner, tone
    named = words.note_starts.match(first.passage.text)
    if named is not None:
        return inner, "warning" if named[1].lower() in words.warning_names else tone
    tone, start = alert_tone(first.passage.text, tone)
    if not start:
        return inner, tone
    rest = [replace(first, start=start)] if first.passage.text[start:].strip() else []
    return [*rest, *inner[1:]], tone


def _introduces(part: GuideBlock, inner: Sequence[GuideBlock], index: int) -> bool:
    """Whether a paragraph only introduces the list after it."""
    following = inner[index + 1].type if index + 1 < len(inner) else ""
    return part.type == "paragraph" and following == "list" and part.passage.text.rstrip().endswith(COLONS)


def _bold_verb(words: TextRun, language: Lexicon) -> bool:
    """Whether it begins with a bold instruction, rather than a bold label."""
    if not words.bold_start or not words.ui:
        return False
    _, label = min(words.ui, key=lambda found: found[0])
    return read_sentence(label, language).sense == "step"


def _label(words: TextRun) -> str:
    """The bold words at the beginning of an entry, if a colon ends them."""
    if not words.bold_start or not words.ui:
        return ""
    at, label = words.ui[0]
    behind = words.text[at : at + len(label) + 2].strip()
    if label.endswith(COLONS):
        return label[:-1].strip()
    return label if behind.endswith(COLONS) else ""


def _option(label: str, words: Sequence[TextRun]) -> Option:
    """One option, from the passages of its entry; the text does not repeat the label."""
    first = one_line(words[0].text)
    text = " ".join([first.partition(":")[2].strip() or first, *(one_line(one.text) for one in words[1:])])
    origin, last = words[0].origin(0, len(words[0].text)), words[-1].origin(0, len(words[-1].text))
    return Option(label, text, replace(origin, end_line=last.end_line, end_column=last.end_column))
