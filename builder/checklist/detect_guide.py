"""Decides which sections are procedures, and whether a page is a guide (rule R1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Literal

import msgspec

from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.gathering_section import OpenSection
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import LeftOut
from builder.checklist.section_levels import asks_in_title
from builder.checklist.section_weight import ROWS
from builder.checklist.sentence_intent import step_number

RULED_OUT = "the front matter says checklist: false"

NO_PROCEDURE = "the section is not a procedure"

STEP_MEANINGS = frozenset({"step", "step-container"})

FEWEST_STEPS = 2
"""The number of step headings that make a page a guide."""

FEWEST_ASKING = 3
"""The least number of sentences and list items that ask for something."""
ACTIONS = frozenset({"step", "verify", "choice", "collect"})
"""Kinds of items that are actions: rules alone make no guide, unless the page says that it is one."""
FEWEST_OF_SHORT = 2
"""The same for a short page whose title is an instruction."""
RULES = frozenset({"step", "requirement", "verify"})
FEWEST_NORMS = 6
SHARE, SHARE_OF_TITLED, SHARE_OF_STRONG, SHARE_OF_OTHERS = 0.35, 0.13, 0.25, 0.6
"""The least share of instructions: of any page, of one titled as a guide, of one with ordered steps, of one titled
otherwise.
"""
SHARE_OF_ACTIONS = 0.2
"""The least share for a page with ordered steps whose title is an action: “Passing objects”."""
SHARE_OF_HEADINGS = 0.22
"""The least share for a page whose headings are instructions, where only sentences ask."""
SHARE_OF_NAMED = 0.3
"""The least share for a page that is titled as a guide, where only sentences ask."""
SHARE_OF_ANNOUNCED = 0.25
"""The least share for a page that calls itself a guide, where only sentences ask."""
LONGEST_INTRODUCTION = 3_000
"""The number of characters in which a page may call itself a guide."""
NEVER = 2.0
SHARE_OF_UNPROVEN = 0.5
"""The least share for a page without ordered steps, commands or lists of instructions."""
STRONG = frozenset({"numbered", "ordered", "tasks", "edits"})

_LABELLED = re.compile(
    r"\b(?:step|schritt) *\d|^[ \t]*[-*+] \[[ xX]\]|following[^\n]*:"
    r"|\{% *(?:#|kind=|collect|optional=|skip=|partial|requirement|verify|if|else)",
    re.IGNORECASE | re.MULTILINE,
)
"""Text that always requires a closer look: numbered steps, task lists, requested values, annotations."""
_OPTIONS = re.compile(r"\W*(?:options|flags|synopsis|usage|arguments)\b", re.IGNORECASE)
"""Headings of a command's manual page."""
_CALL = re.compile(r"\W*(?:syntax|synopsis|signature)\W*$", re.IGNORECASE)
_PARTS = re.compile(
    r"\W*(?:returns?(?: values?| types?)?|(?:parameters?|arguments?)(?: \w+)?|options|replys?|responses?)\W*$",
    re.IGNORECASE,
)
"""Headings of the description of a function or a command, which has both."""
_IN_ORDER = re.compile(r"(?:^|[.!?] )(?:First|Next|Then|Finally|Lastly|Now|After that)\b", re.MULTILINE)
"""Sentences that are one of a series."""
MOST_ORDER = 2
_BEGINNING = re.compile(
    r"(?m)(?:^[ \t>#]*(?:[-*+]|\d+[.)])?[ *_`\[]*|[.:,;] |\b(?:to|can|please|then|must|you) )([^\W\d_][\w-]+)"
)

REASONS = {
    "reference": "a reference",
    "changes": "a change log",
    "index": "an index of links",
    "norms": "guidelines, not a procedure",
    "other": "procedures are too small a part of it",
}

PageKind = Literal["guide", "reference", "changes", "index", "other"]


class HeadingAnchor(msgspec.Struct, frozen=True):
    """One heading of the page, as published."""

    text: str
    anchor: str


class GuideFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Facts about a page that the rules may use besides the tree."""

    front_matter: Mapping[str, Any]
    text: str
    """The page's source."""
    headings: Sequence[HeadingAnchor]
    """In document order, with those in notes and tabs."""
    meanings: Mapping[str, str]
    """The meaning of each tag for the checklist, by name."""
    tags: frozenset[str]
    """Names of the tags used."""

    @property
    def uses_steps(self) -> bool:
        """Whether steps are marked by tags."""
        return any(self.meanings.get(tag) in STEP_MEANINGS for tag in self.tags)


class Verdict(msgspec.Struct, frozen=True):
    """Whether a page is a guide, and why."""

    guide: bool
    kind: PageKind
    reason: str


def why_nothing_asks(facts: GuideFacts, words: Lexicon) -> str:
    """The reason why a page has no procedure, from its text alone; empty if the page must be read.

    Most pages without instructions have hardly a line or sentence that begins with a verb.
    """
    declared = facts.front_matter.get("checklist")
    if declared is not None:
        return RULED_OUT if declared is False else ""
    if not words.hand_verbs or facts.uses_steps:
        return ""
    verbs = 0
    for found in _BEGINNING.finditer(facts.text):
        verbs += found[1].lower() in words.starting_verbs
        if verbs >= FEWEST_ASKING:
            return ""
    return "" if _LABELLED.search(facts.text) else f"not a procedure: {verbs} sentences begin with a verb"


def judged(out: DraftBuilder, facts: GuideFacts) -> Verdict:
    """The verdict on a page after reading it."""
    words = out.words
    if facts.front_matter.get("checklist") is True:
        return Verdict(True, "guide", "the front matter says checklist: true")
    if facts.front_matter.get("checklist") is False:
        return Verdict(False, "other", RULED_OUT)
    if facts.uses_steps:
        return Verdict(True, "guide", "it has tags for steps")
    numbered = sum(step_number(heading.text, words) is not None for heading in facts.headings)
    if numbered >= FEWEST_STEPS:
        return Verdict(True, "guide", f"{numbered} of its headings are numbered steps")
    if any(asked.recipient is not None for asked in out.asked):
        return Verdict(True, "guide", "it asks for values to pass on")
    return _by_share(out, facts)


def _by_share(out: DraftBuilder, facts: GuideFacts) -> Verdict:
    """The verdict from the sections: procedures must be a substantial share of the page."""
    evidence = _evidence(out, in_order=_is_in_order(out, facts))
    if _has_instructing_headings([heading.text for heading in facts.headings], out.words):
        evidence.add("headings")
    asking = sum(section.asking for section in out.sections if not is_advice(section, out.words))
    reported = (
        sum(section.reported for section in out.sections if section.reading in ("step", "plain")) + out.rows // ROWS
    )
    share = asking / max(1, asking + reported)
    announced = out.words.announcements.search(facts.text[:LONGEST_INTRODUCTION]) is not None
    short = _is_imperative(out) and share >= SHARE and asking >= FEWEST_OF_SHORT
    if not evidence and (short or _says_enough(out, asking, share, announced=announced)):
        evidence.add("sentences")
    kind, needed = _expected(out, facts, evidence)
    if kind == "other" and evidence == {"sentences"}:
        needed = max(needed, SHARE_OF_ANNOUNCED)
    if kind == "other" and "headings" in evidence and evidence <= {"headings", "sentences"}:
        needed = max(needed, SHARE_OF_HEADINGS)
    if kind == "other" and announced and needed < NEVER:
        needed = min(needed, SHARE_OF_ANNOUNCED)
    if _is_guideline(out, evidence):
        return Verdict(False, "other", REASONS["norms"])
    what = f"{asking} of {asking + reported} sentences and list items ask for something"
    only_rules = not (announced or _is_titled(out) or any(item.kind in ACTIONS for item in out.items))
    if (asking < FEWEST_ASKING and not short) or not evidence or only_rules:
        return Verdict(False, "other", f"not a procedure: {what}")
    if share < needed:
        return Verdict(False, kind, f"{REASONS[kind]}: {what}")
    shown = ", ".join(sorted(evidence))
    return Verdict(True, "guide", f"procedures are a substantial share of it ({shown}): {what}")


def _says_enough(out: DraftBuilder, asking: int, share: float, *, announced: bool) -> bool:
    """Whether sentences alone make a procedure: fewer do on a page that is titled or announced as a guide."""
    titled = _is_titled(out)
    if out.words.trouble_titles.search(out.title) is not None and asking > FEWEST_ASKING:
        return share >= SHARE_OF_STRONG
    if announced or ((titled or asks_in_title(out.title, out.words)) and any(each.commands for each in out.sections)):
        return asking >= FEWEST_ASKING and share >= SHARE_OF_ANNOUNCED
    if titled:
        return asking >= FEWEST_ASKING and share >= SHARE_OF_NAMED
    return asking > FEWEST_ASKING and share >= SHARE_OF_UNPROVEN


def _procedures_fill(out: DraftBuilder) -> bool:
    """Whether at least half of the sections are procedures; the share of instructions doesn't matter."""
    read = [section for section in out.sections if section.reading in ("step", "plain") and not section.fresh]
    return len(read) > 1 and sum(is_procedure(section) for section in read) * 2 >= len(read)


def _is_titled(out: DraftBuilder) -> bool:
    """Whether the title is typical of a guide: “How to …”, “Installing …”."""
    return out.words.guide_titles.match(out.title) is not None


def _is_imperative(out: DraftBuilder) -> bool:
    """Whether the title is an instruction: “Redirect an attachment”."""
    first = out.title.split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in out.words.hand_verbs


def _is_reference(title: str, words: Lexicon) -> bool:
    """Whether a heading is typical of a reference: “Options”, “get_name()”."""
    name = (title.split(maxsplit=1) or [""])[0].strip("`")
    inner = name.strip("_.")
    named = "_" in inner or "(" in name[1:] or (name[1:] != name[1:].lower() and name[:1].islower())
    return words.reference_titles.match(title) is not None or named


def _is_guideline(out: DraftBuilder, evidence: set[str]) -> bool:
    """Whether most items are rules of style, in no order: “Prefer …”, “Avoid …”."""
    if evidence & {"ordered", "numbered", "tasks", "commands"}:
        return False
    first = [item.text.split(maxsplit=1)[0].lower() for item in out.items if item.text and item.kind in RULES]
    return len(first) >= FEWEST_NORMS and sum(word in out.words.norms for word in first) * 2 > len(first)


def _is_manual_page(title: str, facts: GuideFacts) -> bool:
    """Whether a page is titled by the command that it describes: its usage has placeholders, or its headings flags."""
    name = title.strip("` ")
    if not name or " " not in name or name != name.lower():
        return False
    usage = re.search(rf"^[ \t]*(?:\$ )?{re.escape(name)} .*[<\[]", facts.text, re.MULTILINE)
    flags = sum(heading.text.startswith("-") for heading in facts.headings)
    described = any(_OPTIONS.match(heading.text) is not None for heading in facts.headings)
    return flags > 1 or (usage is not None and described)


def _describes_call(titles: Sequence[str]) -> bool:
    """Whether the headings are those of a function's or command's description."""
    return any(map(_CALL.match, titles)) and any(map(_PARTS.match, titles))


def is_advice(section: OpenSection, words: Lexicon) -> bool:
    """Whether a section gives advice: “Best practices”."""
    return words.advice_titles.match(section.title) is not None


def _has_instructing_headings(titles: Sequence[str], words: Lexicon) -> bool:
    """Whether most headings are instructions: “Limit the number of retries”."""
    asking = sum(_instructs(title, words) for title in titles)
    return asking >= FEWEST_ASKING and asking * 2 >= sum(words.off_titles.match(title) is None for title in titles)


def _instructs(title: str, words: Lexicon) -> bool:
    """Whether a heading is an instruction, not a name: “Limit the retries”, not “Search” or “Deleting users”."""
    parts = title.split()
    return len(parts) > 1 and parts[0].lower() in words.starting_verbs and not _is_reference(title, words)


def _is_in_order(out: DraftBuilder, facts: GuideFacts) -> bool:
    """Whether a page says what to do in order, or has such a title; samples alone are a reference's, too."""
    if _is_titled(out) or asks_in_title(out.title, out.words):
        return True
    return sum(1 for _ in islice(_IN_ORDER.finditer(facts.text), MOST_ORDER)) == MOST_ORDER


def _evidence(out: DraftBuilder, *, in_order: bool) -> set[str]:
    """The evidence that the page has procedures."""
    found = {evidence for section in out.sections if not is_advice(section, out.words) for evidence in section.evidence}
    if sum(section.commands for section in out.sections) > 1:
        found.add("commands")
    edits = sum(section.edits for section in out.sections)
    if edits > 1 and in_order:
        found.add("edits" if edits > FEWEST_ASKING else "edit")
    return found


def _expected(out: DraftBuilder, facts: GuideFacts, evidence: set[str]) -> tuple[PageKind, float]:
    """The kind of a page that is not a guide, and the share of instructions that would make it one."""
    words = out.words
    titles = [heading.text for heading in facts.headings]
    changes = sum(words.change_titles.match(title) is not None for title in titles)
    references = sum(_is_reference(title, words) for title in titles)
    questions = sum(title.rstrip().endswith("?") for title in titles)
    kind: PageKind = "other"
    needed = SHARE
    acts = asks_in_title(out.title, words)
    if _is_titled(out) or (evidence & STRONG and _procedures_fill(out)) or (acts and _is_imperative(out)):
        needed = SHARE_OF_TITLED
    elif acts and evidence & STRONG:
        needed = SHARE_OF_ACTIONS
    elif acts or evidence & STRONG or "headings" in evidence or words.trouble_titles.search(out.title) is not None:
        needed = SHARE_OF_STRONG
    if (changes > 1 and changes * 2 >= len(titles)) or words.change_pages.match(out.title) is not None:
        kind, needed = "changes", SHARE_OF_OTHERS if evidence & STRONG else NEVER
    elif _is_manual_page(out.title, facts) or _describes_call(titles):
        kind, needed = "reference", NEVER
    elif words.advice_titles.match(out.title) is not None:
        needed = SHARE_OF_OTHERS if evidence & STRONG else NEVER
    elif (words.other_titles.search(out.title) is not None and needed != SHARE_OF_TITLED) or (
        max(references, questions) > 0 and max(references, questions) * 2 >= len(titles)
    ):
        kind, needed = "reference", SHARE_OF_OTHERS
    return kind, needed


def keep_procedures(out: DraftBuilder) -> None:
    """The checklist without the items of sections that are not procedures."""
    kept = {section.id for section in out.sections if is_procedure(section)}
    gone = {item.id for item in out.items if item.section not in kept}
    out.dropped += [LeftOut(item.origin, item.text, NO_PROCEDURE) for item in out.items if item.id in gone]
    out.items[:] = [item for item in out.items if item.id not in gone]
    out.asked[:] = [asked for asked in out.asked if asked.item not in gone]
    for section in out.sections:
        if section.id not in kept:
            section.items.clear()


def is_procedure(section: OpenSection) -> bool:
    """Whether the items of a section are published on a page that is not a guide."""
    return bool(section.evidence) and section.asking * 2 > section.reported
