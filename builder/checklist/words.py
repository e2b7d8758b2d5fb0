"""What the rules know of a language: verbs, phrases, patterns, read from a versioned data file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "de", "ja")

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, ready to be matched. Patterns ignore letter case but ``must``."""

    language: str
    version: int
    step_headings: tuple[re.Pattern[str], ...]
    """The first group is the step's number."""
    verbs: frozenset[str]
    verb_ends: re.Pattern[str]
    """For languages whose instructions are known by their end."""
    verify: frozenset[str]
    verify_phrases: tuple[re.Pattern[str], ...]
    ambiguous: frozenset[str]
    after_verb: frozenset[str]
    not_after_verb: frozenset[str]
    openers: frozenset[str]
    lead_words: frozenset[str]
    done_phrases: tuple[re.Pattern[str], ...]
    modal: re.Pattern[str]
    optional_modals: frozenset[str]
    optional_marks: re.Pattern[str]
    must: re.Pattern[str]
    requirement_leads: re.Pattern[str]
    prerequisite: re.Pattern[str]
    recommendation: re.Pattern[str]
    collect: re.Pattern[str]
    recipient: re.Pattern[str]
    secret: re.Pattern[str]
    example: re.Pattern[str]


def load_words(language: str, verbs: Iterable[str] = (), headings: Iterable[str] = ()) -> Words:
    """The words of a language, English where there are none, with a project's own verbs and headings."""
    name = language.partition("-")[0].lower()
    name = name if name in LANGUAGES else "en"
    data: Mapping[str, Any] = yaml.safe_load(
        files("builder.checklist").joinpath("lexicon", f"{name}.yml").read_text("utf-8")
    )
    return Words(
        language=name,
        version=data["version"],
        step_headings=_patterns([*data["step_headings"], *headings]),
        verbs=_set(data["verbs"]) | {verb.lower() for verb in verbs},
        verb_ends=_pattern(data.get("verb_ends", "")),
        verify=_set(data["verify"]),
        verify_phrases=_patterns(data["verify_phrases"]),
        ambiguous=_set(data["ambiguous"]),
        after_verb=_set(data["after_verb"]),
        not_after_verb=_set(data["not_after_verb"]),
        openers=_set(data["openers"]),
        lead_words=_set(data["lead_words"]),
        done_phrases=_patterns(data["done_phrases"]),
        modal=_pattern(data["modal"]),
        optional_modals=frozenset(data["optional_modals"].split()),
        optional_marks=_pattern(data["optional_marks"]),
        must=re.compile(data["must"]),
        requirement_leads=_pattern(data["requirement_leads"]),
        prerequisite=_pattern(data["prerequisite"]),
        recommendation=_pattern(data["recommendation"]),
        collect=_pattern(data["collect"]),
        recipient=re.compile(data["recipient"]),
        secret=_pattern(data["secret"]),
        example=_pattern(data["example"]),
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE) if text else _NEVER


def _patterns(texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
