"""The lexicon of a language: verbs, phrases and patterns, read from a versioned data file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from builder.checklist.labels import ANY_LABEL
from builder.content.languages import LANGUAGES
from builder.content.yaml_reader import Loader

SHARED = ("command_words", "command_languages", "output_languages")
"""Keys that are the same in all languages, and are in the English file."""

_LABEL_SIGN = re.compile(r"\[(?:\\.|[^\]\\])*\]|@", re.DOTALL)
_LABEL = f"(?-i:{ANY_LABEL})"
"""These characters have no case; to compile their range without regard to case takes as long as a page."""
_NEVER = re.compile(r"(?!)")


class SignedPattern:
    """A pattern, with words of which every text that it is found in has one: looked for first, most texts have none."""

    __slots__ = ("_search", "match", "pattern", "signs")

    def __init__(self, pattern: re.Pattern[str], signs: Sequence[str] = ()) -> None:
        """``signs`` are in lower case; without any, every text is searched."""
        self.pattern = pattern
        self.signs = tuple(signs)
        self.match = pattern.match
        self._search = pattern.search

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._search(text) if not self.signs or self.may_match(text) else None

    def may_match(self, text: str) -> bool:
        """Whether one of the words is in a text."""
        lowered = text.lower()
        for sign in self.signs:
            if sign in lowered:
                return True
        return not self.signs


class Lexicon(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """The words of one language, compiled. Patterns ignore letter case, except ``must``."""

    language: str
    version: int
    step_headings: tuple[re.Pattern[str], ...]
    """The first group is the step's number."""
    hand_verbs: frozenset[str]
    """Verbs of the language's own file that are not nouns, and the project's verbs."""
    verbs: frozenset[str]
    """All verbs."""
    starting_verbs: frozenset[str]
    """Verbs of the language's own file, including nouns."""
    named: frozenset[str]
    """Nouns that are also verbs before a name: “Name Azure App”."""
    beginnings: re.Pattern[str]
    """Beginnings of instructions, for languages in which a word alone doesn't show them; the group ``verify`` for
    checks.
    """
    verb_ends: re.Pattern[str]
    """For languages whose instructions are recognised by their end."""
    verify: frozenset[str]
    verify_phrases: SignedPattern
    ticks: re.Pattern[str]
    """Verbs of checking that can mean to tick: “check the box”."""
    ambiguous: frozenset[str]
    after_verb: frozenset[str]
    not_after_verb: frozenset[str]
    openers: frozenset[str]
    lead_words: frozenset[str]
    done_phrases: re.Pattern[str]
    """Leading phrases that need no comma: “once done”."""
    strong: re.Pattern[str]
    """Words that are always verbs, so that they are recognised inside a sentence."""
    asides: re.Pattern[str]
    """Beginnings of sentences that look like instructions but are none: “note that”, “for example”."""
    modal: re.Pattern[str]
    """The first group is the verb: “you need to”."""
    optional_modals: frozenset[str]
    """Modals that permit instead of ask."""
    firm_modals: frozenset[str]
    """Modals after which any verb is an instruction: “you need to frobnicate it”."""
    states: frozenset[str]
    """Verbs that ask for nothing even then: “you must be an owner”."""
    optional_marks: SignedPattern
    optional_titles: re.Pattern[str]
    """Headings of optional sections."""
    must: re.Pattern[str]
    requirement_leads: re.Pattern[str]
    prerequisite: re.Pattern[str]
    recommendation: re.Pattern[str]
    need: re.Pattern[str]
    """A list item that states a prerequisite: “you need an account”."""
    prerequisite_titles: re.Pattern[str]
    """Headings of sections with prerequisites."""
    prepositions: frozenset[str]
    """Words of ``after_verb`` that follow nouns as well: “for”."""
    leaning: frozenset[str]
    """Nouns that are mostly verbs at the beginning of a short sentence."""
    norms: frozenset[str]
    """Verbs of guidelines: “prefer”."""
    not_before_verb: frozenset[str]
    """Words after which a verb in a leading phrase is not an instruction: “to”, “you”."""
    sequence: frozenset[str]
    """Openers that make a sentence one of a series: “then”."""
    indicative: re.Pattern[str]
    """Subjects of a sentence that describes the author's own steps: “we now” (create a user)."""
    narrated: frozenset[str]
    """Verbs that tell of the text itself then: “now we look at”."""
    finite: re.Pattern[str]
    """A sentence whose first word only looks like an instruction: “Open Source Software is free”."""
    obligation: re.Pattern[str]
    """An obligation in a note's sentence: “you have to”."""
    collect: re.Pattern[str]
    collect_titles: re.Pattern[str]
    """Headings of sections that list values to write down."""
    recipient: re.Pattern[str]
    secret: SignedPattern
    example: re.Pattern[str]
    copies: SignedPattern
    """Values that the reader copies for later; the group ``what`` has their names."""
    value_names: re.Pattern[str]
    """Ends of the names of values: “ID”."""
    perhaps_modals: frozenset[str]
    """Permissive modals whose action depends on the reader's case: “you may need to”."""
    result_phrases: SignedPattern
    """Sentences that describe what the reader should see."""
    output_leads: re.Pattern[str]
    """Ends of sentences after which code is output: “it prints:”."""
    fields_below: re.Pattern[str]
    """The end of an introduction whose list names fields to fill in: “with these details:”."""
    obliged: re.Pattern[str]
    """An obligation of the reader in a remark: “note that you need to”."""
    be_so: re.Pattern[str]
    """An instruction to be so: “be specific about …”."""
    never: re.Pattern[str]
    """An instruction not to do something: “do not …”."""
    duty: SignedPattern
    """An obligation anywhere in a sentence: “must be created”."""
    needed: SignedPattern
    """A prerequisite anywhere in a sentence: “requires a restart”."""
    command_words: frozenset[str]
    """First words of commands."""
    command_languages: frozenset[str]
    """Languages of code blocks that contain commands."""
    output_languages: frozenset[str]
    """Languages of code blocks that contain output, unless the words say otherwise."""
    off_titles: re.Pattern[str]
    """Headings of sections with nothing to do: “Next steps”, “See also”."""
    reference_titles: re.Pattern[str]
    """Headings of reference sections: “Options”."""
    change_titles: re.Pattern[str]
    """Headings of change logs."""
    change_pages: re.Pattern[str]
    """Titles of change logs."""
    announcements: SignedPattern
    """Words by which a page says that it is a guide."""
    guide_titles: re.Pattern[str]
    """Titles of pages that are likely guides."""
    trouble_titles: re.Pattern[str]
    """Titles of pages about a failure: “500 Internal Server Error”."""
    other_titles: re.Pattern[str]
    """Titles of pages that are probably not guides."""
    alternatives: re.Pattern[str]
    """Headings and labels of one of several alternatives: “Option A”, “On Windows”."""
    note_starts: re.Pattern[str]
    """Beginnings of paragraphs that are notes: “**Note:**”. The first group is the kind of note."""
    warning_names: frozenset[str]
    """Kinds of notes that warn."""
    owner: SignedPattern
    example_leads: re.Pattern[str]
    """Words before a list of examples: “Examples:”."""
    expected_titles: re.Pattern[str]
    """Titles of results that the reader should see: “Expected results”."""
    advice_titles: re.Pattern[str]
    """Headings of sections with advice, which are no procedures: “Best practices”."""
    bare_leads: re.Pattern[str]
    """Words before code that don't describe it: “Example:”."""
    procedure_titles: re.Pattern[str]
    """Headings of sections that are procedures: “Mitigation”."""
    passive_can: re.Pattern[str]
    """Words before code that only permit: “can be saved in”."""
    outcomes: re.Pattern[str]
    """Words before a list of features or of learning goals."""
    controls: tuple[re.Pattern[str], ...]
    """Where a label is a control; labels are single characters, see :mod:`~builder.checklist.labels`."""
    after_controls: frozenset[str]
    """Words that may follow a control; others make bold words a part of a name: “the **CA** certificate”."""
    plain_controls: tuple[re.Pattern[str], ...]
    """The same for labels that are not in code."""
    clicks: tuple[re.Pattern[str], ...]
    """Clicks on labels; the group ``at`` has the labels."""
    opens: tuple[re.Pattern[str], ...]
    """Addresses to open; the group ``at`` is the label."""
    sets: tuple[re.Pattern[str], ...]
    """A ``field`` and its ``value``."""
    fills: tuple[re.Pattern[str], ...]
    """A ``field`` whose value the reader knows."""
    plain_asks: re.Pattern[str]
    """Beginnings of instructions that are not goals: “Click …”."""
    either: re.Pattern[str]
    """Words between two blocks of code of which the reader needs one: “or”."""
    edits: tuple[re.Pattern[str], ...]
    """A ``value`` to add to the file ``at``."""
    runs: re.Pattern[str]
    """Words before code that make a command something to run."""
    runs_at_once: re.Pattern[str]
    """The same directly before the code."""
    mentions: re.Pattern[str]
    """Words before code that only mention it: “so that you can run”."""
    creates: re.Pattern[str]
    """A file to create; the group ``at`` is its name."""
    creating: re.Pattern[str]
    """Verbs of creating a file."""
    changes: re.Pattern[str]
    """Verbs of changing a file."""
    not_further: frozenset[str]
    """Verbs of sentences that go with an action: “Wait for a minute.”"""
    subjects: frozenset[str]
    """Words that begin a sentence after its condition: “you”."""
    conditions: tuple[re.Pattern[str], ...]
    """A sentence that begins with a condition; the first group begins there."""
    late_conditions: SignedPattern
    """A condition at the end of a sentence."""
    effects: re.Pattern[str]
    """A sentence about what happens then: “The page opens.”"""
    later_results: SignedPattern
    """Words in a sentence from which on it tells the result: “you should see”."""


_SETS = (
    "verify", "not_after_verb", "after_verb", "openers", "lead_words", "optional_modals", "firm_modals", "states",
    "perhaps_modals", "not_before_verb", "prepositions", "leaning", "norms", "sequence", "narrated", "command_words",
    "command_languages", "output_languages", "warning_names",
    "not_further", "subjects", "after_controls",
)  # fmt: skip
_PATTERNS = (
    "beginnings", "verb_ends", "ticks", "strong", "modal", "indicative", "optional_titles", "requirement_leads",
    "prerequisite",
    "recommendation", "need", "prerequisite_titles", "finite", "obligation", "collect", "collect_titles",
    "example", "value_names", "never", "be_so", "fields_below", "obliged",
    "off_titles", "reference_titles", "change_titles", "change_pages",
    "guide_titles",
    "other_titles", "trouble_titles", "alternatives", "note_starts", "outcomes", "bare_leads", "procedure_titles",
    "example_leads", "expected_titles", "advice_titles",
    "passive_can",
    "plain_asks", "either", "runs", "runs_at_once", "mentions", "creates", "creating", "changes", "effects",
)  # fmt: skip
_LABELLED = ("controls", "plain_controls", "clicks", "opens", "sets", "fills", "edits", "conditions")
"""Lists of patterns that are tried one after the other, in which ``@`` is a label."""
_LISTS = ("done_phrases", "asides", "output_leads")
_SIGNED = (
    "optional_marks", "duty", "needed", "verify_phrases", "secret", "announcements", "owner", "result_phrases",
    "late_conditions", "later_results", "copies",
)  # fmt: skip
"""The keys of a language's file, by type; omitted patterns match nothing."""


def load_words(language: str, verbs: Iterable[str] = (), headings: Iterable[str] = ()) -> Lexicon:
    """The lexicon of a language, or English for an unknown one, with the project's own verbs and headings."""
    name = language.partition("-")[0].lower()
    name = name if name in LANGUAGES else "en"
    data = _data(name)
    if name != "en":
        english = _data("en")
        data = {**{key: english[key] for key in SHARED}, **data}
    plain, nouns = _verb_index() if name == "en" else ([], [])
    hand, nouny = _set(data["verbs"]) | _set(data["verify"]), _set(data["ambiguous"])
    none = _set(data.get("no_verbs", "")) - hand
    own = {verb.lower() for verb in verbs}
    rest: dict[str, Any] = {
        **{key: _set(data.get(key, "")) for key in _SETS},
        **{key: _pattern(data.get(key, "")) for key in _PATTERNS},
        **{key: _either(data.get(key, ())) for key in _LISTS},
        **{key: tuple(map(_pattern, data.get(key, ()))) for key in _LABELLED},
        **{key: SignedPattern(_either(data.get(key, ())), data.get("signs", {}).get(key, ())) for key in _SIGNED},
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


def _data(name: str) -> Mapping[str, Any]:
    text = files("builder.checklist").joinpath("lexicon", f"{name}.yml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=Loader)
    return data


def _verb_index() -> tuple[list[str], list[str]]:
    """WordNet's verbs: those that are only verbs, and those that are also nouns or adjectives."""
    packed = files("builder.checklist").joinpath("lexicon", "verbs_en.z").read_bytes()
    plain, nouns = zlib.decompress(packed).decode("ascii").split("\n")
    return plain.split(), nouns.split()


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_LABEL_SIGN.sub(_label_sign, text), re.IGNORECASE) if text else _NEVER


def _label_sign(found: re.Match[str]) -> str:
    """The characters of labels for ``@``, also inside a set of characters."""
    return found.group().replace("@", ANY_LABEL[1:-1]) if found.group() != "@" else _LABEL


def _either(texts: str | Sequence[str]) -> re.Pattern[str]:
    """One pattern for several, which is faster; the first that matches is the one that counts."""
    each = [texts] if isinstance(texts, str) else texts
    return _pattern("|".join(f"(?:{text})" for text in each if text))


def _patterns(texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
