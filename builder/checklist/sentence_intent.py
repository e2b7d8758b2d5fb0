"""What a sentence asks of its reader: an action, a look at the result, or nothing (rules R4 and R5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from builder.checklist.lexicon_file import Lexicon
from builder.checklist.sentences import sentences

Sense = Literal["step", "verify", "info"]

LONGEST_LEAD = 200
"""Code points in which a leading phrase must end; what stands behind is not looked at."""
MOST_COMMAS = 3
"""Commas behind which an instruction may begin."""

LONGEST_LABEL = 4
"""Words of a label, its dash counted: “Refresh Token - …”."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_EDGE = re.compile(r"^[\s*_`\"'“”‘’(\[–—•:>,-]+")
_LABEL = re.compile(r"[^.:–—\n]{1,60}?(?::| [-–—]) ")
_NEXT_WORD = 40


class SentenceIntent(msgspec.Struct, frozen=True):
    """What words ask."""

    sense: Sense
    optional: bool
    """Whether the reader may leave it out."""


def read_words(text: str, words: Lexicon) -> SentenceIntent:
    """What several sentences ask together: the first instruction decides, else the first check."""
    check: SentenceIntent | None = None
    first: SentenceIntent | None = None
    for start, end in sentences(text):
        reading = read_sentence(text[start:end], words)
        if reading.sense == "step":
            return reading
        first = first or reading
        if reading.sense == "verify" and check is None:
            check = reading
    return check or first or SentenceIntent("info", False)


def read_sentence(text: str, words: Lexicon) -> SentenceIntent:
    """What one sentence asks."""
    return _read_sentence(text[: LONGEST_LEAD * 2], text[-LONGEST_LEAD:].strip(), words)


@lru_cache(maxsize=4096)
def _read_sentence(text: str, end: str, words: Lexicon) -> SentenceIntent:
    """By its beginning and its end: most sentences stand in other versions as well."""
    begun = _EDGE.sub("", text)
    optional = words.optional_marks.search(begun[:LONGEST_LEAD]) is not None
    bare = _without_opener(begun, words)
    if any(pattern.match(bare) for pattern in words.asides):
        return SentenceIntent("info", optional)
    for rest, infinitive in _starts(bare, words):
        if any(pattern.match(rest) for pattern in words.verify_phrases):
            return SentenceIntent("verify", optional)
        modal = words.modal.match(rest)
        firm = False
        if modal is not None:
            said = modal.group(1).lower().split()[0]
            if said in words.optional_modals:
                continue
            rest, infinitive, firm = rest[modal.end() :], True, said in words.firm_modals
        verb = _verb(rest, words, infinitive, firm)
        if verb is not None:
            checks = verb in words.verify and words.ticks.match(rest) is None
            return SentenceIntent("verify" if checks else "step", optional)
    if any(pattern.search(text) for pattern in words.verify_phrases):
        return SentenceIntent("verify", optional)
    acts = words.verb_ends.search(end) is not None
    return SentenceIntent("step" if acts else "info", optional)


def _starts(text: str, words: Lexicon) -> Iterator[tuple[str, bool]]:
    """Where the instruction may begin, and whether what stands before makes it an infinitive.

    At once, behind a leading phrase, or behind a label; a short label is never the instruction itself.
    """
    label = _LABEL.match(text)
    if label is None or len(label.group().split()) > LONGEST_LABEL or _instructs(label.group(), words):
        yield text, False
        for pattern in words.done_phrases:
            found = pattern.match(text)
            if found is not None:
                yield _without_opener(text[found.end() :], words), found.group().rstrip().endswith(" to")
                break
        first = _WORD.match(text)
        if first is not None and first.group().lower() in words.lead_words:
            for rest in _behind_lead(text, words):
                yield rest, False
    if label is not None:
        yield _without_opener(_EDGE.sub("", text[label.end() :]), words), False


def _instructs(label: str, words: Lexicon) -> bool:
    """Whether what looks like a label is an instruction: “Add a name:”, ‘Click "Save" - it closes’.

    The words of a label that is a name, “Enable Access:”, are all written large.
    """
    if words.strong.match(" " + label, 1) is not None:
        return True
    parts = label.split(maxsplit=2)
    if len(parts) < 2 or not label.rstrip().endswith(":") or not parts[0][:1].isupper():
        return False
    return parts[1][:1].islower() and _verb(label, words, infinitive=False) is not None


def _behind_lead(text: str, words: Lexicon) -> Iterator[str]:
    """What stands behind “From the menu,”: after its comma, or where an unmistakable verb begins."""
    at = -1
    for count in range(MOST_COMMAS):
        at = text.find(",", at + 1, LONGEST_LEAD)
        if at == -1:
            break
        rest = _without_opener(_EDGE.sub("", text[at + 1 :]), words)
        if count == 0 or words.strong.match(" " + rest, 1):
            yield rest
        first = _WORD.match(rest)
        if first is not None and first.group().lower() in words.lead_words:
            yield from _at_strong(rest, words)
    yield from _at_strong(text, words)


def _at_strong(text: str, words: Lexicon) -> Iterator[str]:
    """Where an unmistakable verb begins, if no comma stands before it."""
    found = words.strong.search(text, 0, LONGEST_LEAD)
    if found is not None and "," not in text[: found.start()]:
        yield text[found.start() :]


def _without_opener(text: str, words: Lexicon) -> str:
    """“Then, please click” → “click”."""
    at = 0
    while True:
        match = _WORD.match(text, at)
        if match is None or match.group().lower() not in words.openers:
            return text[at:]
        at = match.end()
        while at < len(text) and text[at] in " ,:*_`":
            at += 1


def _verb(text: str, words: Lexicon, infinitive: bool, firm: bool = False) -> str | None:
    """The verb that a text begins with, in the imperative or as the infinitive of a modal, firm ones with any verb."""
    match = _WORD.match(text)
    if match is None:
        return None
    verb = match.group().lower()
    if infinitive and verb in words.states:
        # “You must have an account” tells what must be there.
        return None
    if (verb not in words.verbs and not firm) or words.finite.match(text) is not None:
        return None
    following = _WORD.search(text, match.end(), match.end() + _NEXT_WORD)
    if infinitive:
        return verb
    if following is None:
        # “Name” alone is a field.
        return None if verb in words.ambiguous else verb
    after = following.group().lower()
    if after in words.not_after_verb and verb != "have":
        return None
    if verb in words.ambiguous and after not in words.after_verb:
        # Before a name, as in “Name Azure App”, or a label in marks, it may still be a verb.
        between = text[match.end() : following.start()]
        named = following.group()[:1].isupper() or any(mark in between for mark in '`*"“')
        return verb if named else None
    return verb


def step_number(heading: str, words: Lexicon) -> int | None:
    """The number of a step heading: ``Step 3: Log in`` → 3; ``None`` if it is none."""
    for pattern in words.step_headings:
        match = pattern.search(heading.strip())
        if match is not None and len(match[1]) < 6:
            return int(match[1])
    return None
