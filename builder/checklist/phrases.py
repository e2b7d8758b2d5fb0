"""What a sentence asks of its reader: an action, a look at the result, or nothing (rules R4 and R5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from builder.checklist.words import Words

Sense = Literal["step", "verify", "info"]

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_EDGE = re.compile(r"^[\s*_`\"'“”‘’(\[–—•-]+")
LONGEST_LEAD = 160
"""Code points in which a leading phrase must end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence, understood."""

    sense: Sense
    optional: bool
    """Whether the reader may leave it out."""


def read_sentence(text: str, words: Words) -> Reading:
    """What a sentence asks."""
    bare = _EDGE.sub("", text)
    optional = words.optional_marks.search(bare[:LONGEST_LEAD]) is not None
    rest = _without_opener(bare, words)
    if any(pattern.search(rest) for pattern in words.verify_phrases):
        return Reading("verify", optional)
    rest, modal = _without_lead(rest, words)
    if modal:
        optional = optional or modal in words.optional_modals
    if any(pattern.search(rest) for pattern in words.verify_phrases):
        return Reading("verify", optional)
    verb = _verb(rest, words)
    if verb is None:
        acts = words.verb_ends.search(text.strip()) is not None
        return Reading("step" if acts else "info", optional)
    return Reading("verify" if verb in words.verify else "step", optional)


def _without_opener(text: str, words: Words) -> str:
    """“Then, please click” → “click”."""
    while True:
        match = _WORD.match(text)
        if match is None or match.group().lower() not in words.openers:
            return text
        text = text[match.end() :].lstrip(" ,:")


def _without_lead(text: str, words: Words) -> tuple[str, str]:
    """“From the menu, click” → “click”; and the modal verb that was passed over, if any."""
    for pattern in words.done_phrases:
        found = pattern.match(text)
        if found is not None:
            text = _without_opener(text[found.end() :], words)
            break
    first = _WORD.match(text)
    if first is not None and first.group().lower() in words.lead_words:
        comma = text.find(",", 0, LONGEST_LEAD)
        if comma != -1:
            text = _without_opener(_EDGE.sub("", text[comma + 1 :]), words)
    modal = words.modal.match(text)
    if modal is not None:
        return text[modal.end() :], modal.group(1).lower()
    return text, ""


def _verb(text: str, words: Words) -> str | None:
    """The verb in the imperative that a text begins with."""
    match = _WORD.match(text)
    if match is None:
        return None
    verb = match.group().lower()
    if verb not in words.verbs:
        return None
    following = _WORD.search(text, match.end(), match.end() + 40)
    after = following.group().lower() if following is not None else ""
    if after in words.not_after_verb and verb not in ("have",):
        return None
    if verb in words.ambiguous and after and after not in words.after_verb:
        # Before a name, as in “Name Azure App”, or a label in marks, it may still be a verb.
        between = text[match.end() : following.start()] if following is not None else ""
        named = following is not None and following.group()[:1].isupper()
        return verb if named or any(mark in between for mark in '`*"“') else None
    return verb


def step_number(heading: str, words: Words) -> int | None:
    """The number of a step heading: ``Step 3: Log in`` → 3; ``None`` if it is none."""
    for pattern in words.step_headings:
        match = pattern.search(heading.strip())
        if match is not None and len(match[1]) < 6:
            return int(match[1])
    return None
