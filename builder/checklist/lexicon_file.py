"""What the rules know of a language: verbs, phrases, patterns, read from a versioned data file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from builder.content.yaml_reader import Loader

LANGUAGES = ("en", "de", "ja")

_NEVER = re.compile(r"(?!)")


class Lexicon(msgspec.Struct, frozen=True, eq=False):
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
    ticks: re.Pattern[str]
    """Verbs of checking that mean setting a mark: “check the box”."""
    ambiguous: frozenset[str]
    after_verb: frozenset[str]
    not_after_verb: frozenset[str]
    openers: frozenset[str]
    lead_words: frozenset[str]
    done_phrases: tuple[re.Pattern[str], ...]
    """Leading phrases that need no comma: “once done”."""
    strong: re.Pattern[str]
    """Verbs that are nothing else, so that they are known inside a sentence that begins otherwise."""
    asides: tuple[re.Pattern[str], ...]
    """Sentences that begin like an instruction and are none: “note that”, “for example”."""
    modal: re.Pattern[str]
    """The first group is the verb: “you need to”."""
    optional_modals: frozenset[str]
    """Those that permit and don't ask."""
    firm_modals: frozenset[str]
    """Those behind which any verb is asked for: “you need to frobnicate it”."""
    states: frozenset[str]
    """Verbs that ask for nothing even there: “you must be an owner”."""
    optional_marks: re.Pattern[str]
    optional_titles: re.Pattern[str]
    """Headings of sections that may be left out."""
    must: re.Pattern[str]
    requirement_leads: re.Pattern[str]
    prerequisite: re.Pattern[str]
    recommendation: re.Pattern[str]
    need: re.Pattern[str]
    """A list item that says what must be there: “you need an account”."""
    prerequisite_titles: re.Pattern[str]
    """Headings of sections that say what must be there before all else."""
    finite: re.Pattern[str]
    """A sentence whose first word only looks like an instruction: “Open Source Software is free”."""
    obligation: re.Pattern[str]
    """A note's sentence that obliges: “you have to”."""
    collect: re.Pattern[str]
    collect_titles: re.Pattern[str]
    """Headings of sections that list what to write down."""
    recipient: re.Pattern[str]
    secret: re.Pattern[str]
    example: re.Pattern[str]


def load_words(language: str, verbs: Iterable[str] = (), headings: Iterable[str] = ()) -> Lexicon:
    """The words of a language, English where there are none, with a project's own verbs and headings."""
    name = language.partition("-")[0].lower()
    name = name if name in LANGUAGES else "en"
    text = files("builder.checklist").joinpath("lexicon", f"{name}.yml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=Loader)
    return Lexicon(
        language=name,
        version=data["version"],
        step_headings=_patterns([*data["step_headings"], *headings]),
        verbs=_set(data["verbs"]) | _set(data["verify"]) | {verb.lower() for verb in verbs},
        verb_ends=_pattern(data.get("verb_ends", "")),
        verify=_set(data["verify"]),
        verify_phrases=_patterns(data["verify_phrases"]),
        ticks=_pattern(data["ticks"]),
        ambiguous=_set(data["ambiguous"]),
        after_verb=_set(data["after_verb"]),
        not_after_verb=_set(data["not_after_verb"]),
        openers=_set(data["openers"]),
        lead_words=_set(data["lead_words"]),
        done_phrases=_patterns(data["done_phrases"]),
        strong=_pattern(data["strong"]),
        asides=_patterns(data["asides"]),
        modal=_pattern(data["modal"]),
        optional_modals=frozenset(data["optional_modals"].split()),
        firm_modals=_set(data["firm_modals"]),
        states=_set(data["states"]),
        optional_marks=_pattern(data["optional_marks"]),
        must=re.compile(data["must"]),
        optional_titles=_pattern(data["optional_titles"]),
        requirement_leads=_pattern(data["requirement_leads"]),
        prerequisite=_pattern(data["prerequisite"]),
        recommendation=_pattern(data["recommendation"]),
        need=_pattern(data["need"]),
        prerequisite_titles=_pattern(data["prerequisite_titles"]),
        finite=_pattern(data["finite"]),
        obligation=_pattern(data["obligation"]),
        collect=_pattern(data["collect"]),
        collect_titles=_pattern(data["collect_titles"]),
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
