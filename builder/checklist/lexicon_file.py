"""The lexicon of a language: verbs, phrases and patterns, read from a versioned data file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from builder.content.yaml_reader import Loader

LANGUAGES = ("en", "de", "ja")

_NEVER = re.compile(r"(?!)")


class Lexicon(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One language's words, ready to be matched. Patterns ignore letter case but ``must``."""

    language: str
    version: int
    step_headings: tuple[re.Pattern[str], ...]
    """The first group is the step's number."""
    hand_verbs: frozenset[str]
    """Verbs of the language's own file that are no nouns, and the project's."""
    verbs: frozenset[str]
    """All verbs."""
    starting_verbs: frozenset[str]
    """Those of the language's own file, nouns among them."""
    named: frozenset[str]
    """Nouns that are verbs before a name too: “Name Azure App”."""
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
    perhaps_modals: frozenset[str]
    """Permissive modals behind which the action depends on the reader's case: “you may need to”."""
    result_phrases: tuple[re.Pattern[str], ...]
    """Sentences that say what the reader should see."""
    output_leads: tuple[re.Pattern[str], ...]
    """Ends of sentences behind which code is output: “it prints:”."""
    never: re.Pattern[str]
    """An instruction to leave something alone: “do not …”."""
    duty: re.Pattern[str]
    """An obligation anywhere in a sentence: “must be created”."""
    needed: re.Pattern[str]
    """What has to be there, anywhere in a sentence: “requires a restart”."""
    command_words: frozenset[str]
    """First words of commands."""
    command_languages: frozenset[str]
    """Of fences that hold commands."""
    output_languages: frozenset[str]
    """Of fences that hold output, if nothing else is said."""
    off_titles: re.Pattern[str]
    """Headings of sections that hold nothing to do: “Next steps”, “See also”."""
    reference_titles: re.Pattern[str]
    """Headings of reference sections: “Options”."""
    change_titles: re.Pattern[str]
    """Headings of change logs."""
    change_pages: re.Pattern[str]
    """Titles of change logs."""
    announcements: re.Pattern[str]
    """Words by which a page says that it is a guide."""
    guide_titles: re.Pattern[str]
    """Titles of pages that are likely guides."""
    other_titles: re.Pattern[str]
    """Titles of pages that are likely something else."""
    alternatives: re.Pattern[str]
    """Headings and labels of one of several ways: “Option A”, “On Windows”."""
    note_starts: re.Pattern[str]
    """Beginnings of paragraphs that are notes: “**Note:**”. The first group is the kind of note."""
    warning_names: frozenset[str]
    """Kinds of notes that warn."""
    owner: re.Pattern[str]
    bare_leads: re.Pattern[str]
    """Words before code that say nothing of it: “Example:”."""
    procedure_titles: re.Pattern[str]
    """Headings of sections that are procedures: “Mitigation”."""
    passive_can: re.Pattern[str]
    """Words before code that permit: “can be saved in”."""
    outcomes: re.Pattern[str]
    """Words before a list of what something does, or of what the reader will learn."""
    """Who else acts: “ask your administrator”."""


_SETS = (
    "verify", "not_after_verb", "after_verb", "openers", "lead_words", "optional_modals", "firm_modals", "states",
    "perhaps_modals", "command_words", "command_languages", "output_languages", "warning_names",
)  # fmt: skip
_PATTERNS = (
    "verb_ends", "ticks", "strong", "modal", "optional_marks", "optional_titles", "requirement_leads", "prerequisite",
    "recommendation", "need", "prerequisite_titles", "finite", "obligation", "collect", "collect_titles", "secret",
    "example", "never", "duty", "needed", "off_titles", "reference_titles", "change_titles", "change_pages",
    "announcements", "guide_titles",
    "other_titles", "alternatives", "note_starts", "owner", "outcomes", "bare_leads", "procedure_titles", "passive_can",
)  # fmt: skip
_LISTS = ("verify_phrases", "done_phrases", "asides", "result_phrases", "output_leads")
"""The keys of a language's file, by what they hold; those that it leaves out match nothing."""


def load_words(language: str, verbs: Iterable[str] = (), headings: Iterable[str] = ()) -> Lexicon:
    """The words of a language, English where there are none, with a project's own verbs and headings."""
    name = language.partition("-")[0].lower()
    name = name if name in LANGUAGES else "en"
    text = files("builder.checklist").joinpath("lexicon", f"{name}.yml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=Loader)
    plain, nouns = _verb_index() if name == "en" else ([], [])
    hand, nouny = _set(data["verbs"]) | _set(data["verify"]), _set(data["ambiguous"])
    none = _set(data.get("no_verbs", "")) - hand
    own = {verb.lower() for verb in verbs}
    rest: dict[str, Any] = {
        **{key: _set(data.get(key, "")) for key in _SETS},
        **{key: _pattern(data.get(key, "")) for key in _PATTERNS},
        **{key: _patterns(data.get(key, ())) for key in _LISTS},
    }
    return Lexicon(
        language=name,
        version=data["version"],
        step_headings=_patterns([*data["step_headings"], *headings]),
        hand_verbs=(hand - nouny) | own,
        starting_verbs=hand | own,
        verbs=(hand | frozenset(plain) | frozenset(nouns)) - none | own,
        named=nouny,
        ambiguous=(nouny | (frozenset(nouns) - hand)) - own,
        must=re.compile(data["must"]),
        recipient=re.compile(data["recipient"]),
        **rest,
    )


def _verb_index() -> tuple[list[str], list[str]]:
    """WordNet's verbs: those that are nothing else, and those that are nouns or adjectives too."""
    packed = files("builder.checklist").joinpath("lexicon", "verbs_en.z").read_bytes()
    plain, nouns = zlib.decompress(packed).decode("ascii").split("\n")
    return plain.split(), nouns.split()


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE) if text else _NEVER


def _patterns(texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
