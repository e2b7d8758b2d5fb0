"""The kind of an item, from the intent of its words and the section that it is in."""

from __future__ import annotations

import re

from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.model import Kind
from builder.checklist.sentence_intent import SentenceIntent
from builder.checklist.step_signs import has_control

_RECOMMENDED = re.compile(r"\b(?:it(?:'s| is)|we) (?:\w+ly )?recommend(?:ed)? (?:that you |to |you )", re.IGNORECASE)
_GERUND = re.compile(r"\W*(\w{2,}?)([bdgmnprt]?)\2?ing\b", re.IGNORECASE)
_PERMITTED = re.compile(r"\byou can(?: also| then| now| simply)? (\w+)", re.IGNORECASE)
_STATES_NEED = re.compile(r"\bshould (?:already )?(?:have|be|know)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\W*(?:in order to|to|for)\b[^,]{1,80}, ", re.IGNORECASE)


def _is_titled(text: str, title: str) -> bool:
    """Whether a sentence permits the action in its section's title: “You can add a page”, below “Adding pages”."""
    gerund = _GERUND.match(title)
    permitted = _PERMITTED.search(text) if gerund is not None else None
    return gerund is not None and permitted is not None and permitted[1].lower().startswith(gerund[1].lower())


def kind_of(reading: SentenceIntent, text: str, out: DraftBuilder) -> Kind:
    """The kind of an item from its words: “you need an account” is a prerequisite."""
    if reading.permissive:
        return "step" if has_control(text) or _is_titled(text, out.section.title) else "info"
    if (reading.sense in ("info", "requirement") or _PURPOSE.match(text)) and out.words.need.match(
        text.strip(" `*")
    ) is not None:
        return "prerequisite"
    stated = reading.sense == "verify" and _STATES_NEED.search(text) is not None
    if out.section.preparing and (reading.sense == "requirement" or stated):
        return "prerequisite"
    if reading.sense == "info" and has_control(text) and _RECOMMENDED.search(text) is not None:
        return "requirement"
    return reading.sense
