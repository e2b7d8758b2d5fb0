"""The intent of a sentence: an action, a check of the result, an obligation, or nothing (rules R4 and R5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from builder.caches import bounded_cache
from builder.checklist.leading_verb import CLOSING, LONGEST_LEAD, WORD, first_word, is_plain_verb, leading_verb
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.sentences import sentences

Sense = Literal["step", "verify", "requirement", "prerequisite", "info"]

MOST_COMMAS = 3
"""The number of commas after which an instruction may begin."""

LONGEST_BARE_LABEL = 24
"""Maximum length of a label that fills a line, in characters."""
LONGEST_LABEL = 4
"""The number of words in a label, including its dash: “Refresh Token - …”."""

_EDGE = re.compile(r"^[\s*_`\"'“”‘’(\[–—•:>,-]+")
_NUMBER = re.compile(
    r"^(?:step\s+)?\d{1,3}(?:\.\d{1,2})?[.):]\s+|^step\s+\d{1,3}\s*[-–—:.]?\s*(?=[A-Z])", re.IGNORECASE
)
_LABEL = re.compile(r"[^.:–—\n]{1,60}?(?::| [-–—]) ")
_BARE_VERB = re.compile(
    r"(?:^|(?<=[ (*`]))([^\s,.;:]+)(?: (?:just|simply|then|now|please))* ([a-z]{2,}) "
    r"(?=(?:the|this|these|those|your|an?|all|each|any|both|it|them|another"
    r"|on (?:the|your|all|each|[A-Z]\w*))\b|[`*\"“])"
)
"""A word, and perhaps a verb with its object."""
POINTING = frozenset({"this", "that", "it"})
"""Words that end a phrase before “simply create”: “To test this simply create a file”."""
_CAUSES = re.compile(r"\b(?:makes?|making|lets?|letting|have|helps?|see|watch|hear)\b", re.IGNORECASE)
"""Verbs after which the verb of the object is not an instruction: “to make the proxy use the port”."""
_LAST_VERB = re.compile(r"[\s\"'”*`](\w+):$")
_ASKING_WHERE = re.compile(r"\b(?:where|which(?! means)|what|how|whether|who|why)\b[^,.;]{0,60}$", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:if|when|that|which|what|how|whether|why|where|who|unless|before|once|until|because|as|than|everything|all|things?"
    r"|anything|whenever|cases?|decide|assume[sd]?)\b[^,.;]{0,80}$",
    re.IGNORECASE,
)
"""The beginning of a clause in which an obligation is only mentioned."""
_SHOWS_BELOW = re.compile(r"\b(?:following|this|below|these|so|commands?|lines?)\b[^.:]{0,20}:$", re.IGNORECASE)
"""The end of a sentence with code after it: “You add the following line:”."""
_SO = re.compile(r",? so (?=(?:you|we)(?:[’']ll| will)? (?:\w+ )?(?:need|have) to |we(?:[’']ll| will) )", re.IGNORECASE)
"""The words before the consequence: “It lives in a package, so you need to install it.”"""
_ALWAYS = re.compile(r"(?:always|please|then)\b", re.IGNORECASE)
"""Words after which a noun is a verb."""
_IDENTIFIER = re.compile(
    r"\w+(?:_\w+)+(?:\(\))?|[a-z]+[A-Z]\w*(?:\(\))?|\w+\(\)|\w+(?:\.\w+)+|--?\w[\w-]*|/[\w/-]+|[\w.-]+/[\w./-]*"
)
"""A label that is a name in a program: the words behind it describe it."""
_OPTIONAL_MARK = re.compile(r"\(?optional\W{0,3}[)\]:–—-][\s*_:.–—-]*(?=\S)", re.IGNORECASE)
"""A mark before an instruction: “(Optional) Click …”."""
_CODE_ALONE = re.compile(r"`[^`]+`[.:;,]?$")
_BY_DOING = re.compile(r"\bby (?:\w+ly )?[a-z]{3,}ing\b")
_MARKS = '`*"“'


class SentenceIntent(msgspec.Struct, frozen=True):
    """The intent of some words."""

    sense: Sense
    optional: bool
    """Whether the reader may skip it."""
    permissive: bool = False
    """Whether it only permits something: then it counts only with a command, a control or code."""


def read_words(text: str, words: Lexicon) -> SentenceIntent:
    """The intent of several sentences together: the first instruction decides, else the first check or obligation."""
    first: SentenceIntent | None = None
    best: SentenceIntent | None = None
    for start, end in sentences(text):
        reading = read_sentence(text[start:end], words)
        if reading.sense == "step" and not reading.permissive:
            return reading
        first = first or reading
        if best is None and reading.sense != "info" and not (reading.permissive and reading is not first):
            best = reading
    return best or first or SentenceIntent("info", False)


def read_sentence(text: str, words: Lexicon) -> SentenceIntent:
    """The intent of one sentence."""
    if len(text) <= LONGEST_LEAD:
        return _read_short(text, words)
    return _read_long(text[: LONGEST_LEAD * 2], text[-LONGEST_LEAD:].strip(), words)


@bounded_cache(8192)
def _read_short(text: str, words: Lexicon) -> SentenceIntent:
    """Sentences are cached, because most are also in other versions."""
    return _read_sentence(text, text.strip(), words)


@bounded_cache(2048)
def _read_long(text: str, end: str, words: Lexicon) -> SentenceIntent:
    """Long sentences are cached by their beginning and end."""
    return _read_sentence(text, end, words)


def _read_sentence(text: str, end: str, words: Lexicon) -> SentenceIntent:
    begun = _behind(_EDGE, _behind(_NUMBER, _behind(_EDGE, text)))
    if _CODE_ALONE.match(text.strip()) is not None:
        return SentenceIntent("info", False)
    optional = words.optional_marks.search(begun[:LONGEST_LEAD]) is not None
    begun = _behind(_EDGE, _behind(_OPTIONAL_MARK, begun))
    bare = _without_opener(begun, words)
    urged = bare is not begun and _ALWAYS.match(begun) is not None
    if bare.endswith(":") and len(bare) < LONGEST_BARE_LABEL and len(bare.strip(CLOSING).split()) == 1:
        # “Avoid:” is the label of what follows.
        return SentenceIntent("info", optional)
    if end.endswith("?"):
        return SentenceIntent("info", optional)
    if words.asides.match(bare) is not None:
        bound = words.duty.search(text) is not None or words.obliged.search(text) is not None
        return SentenceIntent("requirement" if bound else "info", optional)
    if words.verify_phrases.match(bare) is not None:
        return SentenceIntent("verify", optional)
    if words.be_so.match(bare) is not None:
        return SentenceIntent("requirement", optional)
    permitted: SentenceIntent | None = None
    in_order = (bare is not begun and first_word(begun) in words.sequence) or words.done_phrases.match(bare) is not None
    may_be_left = in_order or "optionally" in text[:LONGEST_LEAD].lower()
    for rest, infinitive in _starts(bare, words, keyed=text.lstrip()[:1] in _MARKS):
        if words.verify_phrases.match(rest) is not None:
            return SentenceIntent("verify", optional)
        if words.never.match(rest) is not None:
            return SentenceIntent("requirement", False)
        beginning = words.beginnings.match(rest)
        if beginning is not None:
            groups = beginning.groupdict()
            may = bool(groups.get("may"))
            return SentenceIntent("verify" if groups.get("verify") else "step", optional or may, permissive=may)
        modal = words.modal.match(rest)
        firm = False
        if modal is not None:
            said = modal.group(1).lower().split()
            rest, infinitive, firm = _behind(_EDGE, rest[modal.end() :]), True, said[0] in words.firm_modals
            if said[0] in words.optional_modals:
                permitted = permitted or _permitted(rest, said, words, plain=may_be_left)
                continue
        elif (indicative := words.indicative.match(rest)) is not None:
            listed_in_order = in_order or any(word in words.sequence for word in indicative.group().lower().split())
            shown = _SHOWS_BELOW.search(end) is not None or (end.endswith(":") and "ll" in indicative.group())
            if not (listed_in_order or shown):
                continue
            rest, infinitive = rest[indicative.end() :], True
            if first_word(rest) in words.narrated or first_word(rest) not in words.starting_verbs:
                continue
        verb = leading_verb(rest, words, infinitive or (urged and rest is bare), firm)
        if verb is not None:
            checks = verb in words.verify and words.ticks.match(rest) is None
            if checks and words.asides.match(rest) is not None:
                # “If you use it, check out the manual.”
                continue
            return SentenceIntent("verify" if checks else "step", optional)
    return permitted or _said_anywhere(text, end, optional, words)


def _behind(beginning: re.Pattern[str], text: str) -> str:
    """The text without its beginning, if it begins so."""
    found = beginning.match(text)
    return text[found.end() :] if found is not None else text


def _permitted(rest: str, said: list[str], words: Lexicon, *, plain: bool) -> SentenceIntent | None:
    """The intent after “you can”: to look at something is a check; with a control, or for some readers, it
    is a step.
    """
    verb = leading_verb(rest, words, infinitive=True)
    if verb is None or words.asides.match(rest) is not None:
        return None
    if verb in words.verify:
        return SentenceIntent("verify", True)
    perhaps = said[0] in words.perhaps_modals and len(said) > 1
    plain = plain or perhaps or words.strong.search(" " + rest) is not None or _BY_DOING.search(rest) is not None
    return SentenceIntent("step", True, permissive=not plain)


def _said_anywhere(text: str, end: str, optional: bool, words: Lexicon) -> SentenceIntent:
    """The intent of a sentence that does not begin with an instruction: a check, an obligation, a prerequisite."""
    if words.verify_phrases.search(text) is not None:
        return SentenceIntent("verify", optional)
    if words.result_phrases.match(text) is not None:
        return SentenceIntent("verify", optional)
    duty = words.duty.search(text)
    if duty is not None and _ASKING_WHERE.search(text[: duty.start()]) is None:
        return SentenceIntent("requirement", optional)
    if words.needed.search(text) is not None:
        return SentenceIntent("prerequisite", optional)
    obliged = words.obliged.search(text)
    if obliged is not None and _SUBORDINATE.search(text[: obliged.start()]) is None:
        verb = first_word(text[obliged.end() :].lstrip())
        asked = verb in words.verbs and verb not in words.states and verb != "use"
        if asked and not obliged.group().endswith("should"):
            return SentenceIntent("step", optional)
    acts = words.verb_ends.search(end) is not None
    return SentenceIntent("step" if acts else "info", optional)


def _starts(text: str, words: Lexicon, *, keyed: bool) -> Iterator[tuple[str, bool]]:
    """The offset where the instruction may begin, and whether the text before makes it an infinitive.

    This is the start, or after a leading phrase, or after a label; a short label is never the instruction itself.
    A label in bold or code, ``keyed``, names a field: a condition after it is part of its description.
    """
    label = _LABEL.match(text)
    if label is None or len(label.group().split()) > LONGEST_LABEL or _instructs(label.group(), words):
        yield text, False
        yield from _behind_phrase(text, words)
        first = WORD.match(text)
        if first is not None and first.group().lower() in words.lead_words:
            for rest in _behind_lead(text, words):
                yield rest, False
                yield from _behind_phrase(rest, words)
    clause = text.find("; ", 0, LONGEST_LEAD)
    if clause != -1:
        yield _without_opener(text[clause + 2 :], words), False
    result = _SO.search(text, 0, LONGEST_LEAD)
    if result is not None:
        yield text[result.end() :], False
    if label is not None and not _IDENTIFIER.fullmatch(label.group().strip("*`:–—- ")):
        behind = _without_opener(_behind(_EDGE, text[label.end() :]), words)
        yield behind, False
        first = WORD.match(behind)
        if not keyed and first is not None and first.group().lower() in words.lead_words:
            for rest in _behind_lead(behind, words):
                yield rest, False


def _behind_phrase(text: str, words: Lexicon) -> Iterator[tuple[str, bool]]:
    """The words after “once done” or “it is necessary to”."""
    found = words.done_phrases.match(text)
    if found is not None:
        yield _without_opener(text[found.end() :], words), found.group().rstrip().endswith((" to", " is", "s"))


def _instructs(label: str, words: Lexicon) -> bool:
    """Whether something that looks like a label is an instruction: “Add a name:”, ‘Click "Save" - it closes’.

    In a label that is a name, “Enable Access:”, all words are capitalised.
    """
    if words.strong.match(" " + label, 1) is not None:
        return True
    parts = label.split(maxsplit=2)
    if len(parts) < 2 or not label.rstrip().endswith(":") or not parts[0][:1].isupper():
        return False
    return (parts[1][:1].islower() or parts[1][:1] in _MARKS) and leading_verb(
        label, words, infinitive=False
    ) is not None


def _behind_lead(text: str, words: Lexicon) -> Iterator[str]:
    """The words after “From the menu,”: after its comma, or from an unmistakable verb on."""
    at = -1
    for count in range(MOST_COMMAS):
        at = text.find(",", at + 1, LONGEST_LEAD)
        if at == -1:
            break
        rest = _without_opener(_behind(_EDGE, text[at + 1 :]), words)
        first = WORD.match(rest)
        if first is not None and first.group()[:1].isupper() and first.group().lower() not in words.hand_verbs:
            # “for Angular, React, and Vue”: a name.
            continue
        if count == 0 or words.strong.match(" " + rest, 1) or is_plain_verb(first, words) or words.modal.match(rest):
            yield rest
        if first is not None and first.group().lower() in words.lead_words:
            yield from _at_strong(rest, words)
    yield from _at_strong(text, words)
    yield from _at_bare_verb(text, words)
    then = text.find(" then ", 0, LONGEST_LEAD)
    if then != -1 and is_plain_verb(WORD.match(text, then + 6), words):
        yield text[then + 6 :]
    last = _LAST_VERB.search(text)
    if last is not None and last[1] in words.hand_verbs:
        # ‘Under "Ports" add:’
        yield last[1]


def _at_strong(text: str, words: Lexicon) -> Iterator[str]:
    """The words from an unmistakable verb on, without a comma or “to” before it."""
    found = words.strong.search(text, 0, LONGEST_LEAD)
    while found is not None and text[: found.start()].endswith(("To ", " to ")):
        found = words.strong.search(text, found.end(), LONGEST_LEAD)
    if found is not None and "," not in text[: found.start()]:
        yield _without_opener(text[found.start() :], words)


def _at_bare_verb(text: str, words: Lexicon) -> Iterator[str]:
    """The words from a verb with its object on, where a leading phrase has no comma: “In the menu open the file”.

    After a plural the verb may be its predicate: “if the hosts run the old version”.
    """
    end = text.find(",", 0, LONGEST_LEAD)
    for found in _BARE_VERB.finditer(text, 0, end if end != -1 else LONGEST_LEAD):
        before = found[1].strip("`*\"”')(")
        urged = before in POINTING and found.end(1) + 1 < found.start(2)
        if found[2] not in words.hand_verbs or found.start() == 0 or (before in words.not_before_verb and not urged):
            continue
        if (before.endswith("s") and found[1].endswith("s") and not urged) or _CAUSES.search(
            text, 0, found.start()
        ) is not None:
            continue
        yield text[found.start(2) :]
        return


def _without_opener(text: str, words: Lexicon) -> str:
    """“Then, please click” → “click”."""
    at = 0
    while True:
        match = WORD.match(text, at)
        if match is None or match.group().lower() not in words.openers:
            return text[at:]
        at = match.end()
        while at < len(text) and text[at] in " ,:*_`)":
            at += 1


@bounded_cache(2048)
def step_number(heading: str, words: Lexicon) -> int | None:
    """The number of a step heading: ``Step 3: Log in`` → 3; ``None`` for other headings."""
    for pattern in words.step_headings:
        match = pattern.search(heading.strip())
        if match is not None and len(match[1]) < 6:
            return int(match[1])
    return None


def severity_of(text: str, given: object, words: Lexicon) -> Literal["must", "should"]:
    """The severity of a requirement: that which its author gave it, else by its words."""
    if given in ("must", "should"):
        return "should" if given == "should" else "must"
    return "should" if words.recommendation.search(text) is not None and not words.must.search(text) else "must"
