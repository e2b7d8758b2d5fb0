"""The intent of a sentence: an action, a check of the result, an obligation, or nothing (rules R4 and R5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from builder.caches import bounded_cache
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.sentences import sentences

Sense = Literal["step", "verify", "requirement", "prerequisite", "info"]

LONGEST_LEAD = 200
"""Code points in which a leading phrase must end; the text after them is not searched."""
MOST_COMMAS = 3
"""The number of commas after which an instruction may begin."""

LONGEST_BARE_LABEL = 24
"""The number of characters of a label that is a line of its own."""
LONGEST_LABEL = 4
"""The number of words in a label, including its dash: “Refresh Token - …”."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_EDGE = re.compile(r"^[\s*_`\"'“”‘’(\[–—•:>,-]+")
_NUMBER = re.compile(
    r"^(?:step\s+)?\d{1,3}(?:\.\d{1,2})?[.):]\s+|^step\s+\d{1,3}\s*[-–—:.]?\s*(?=[A-Z])", re.IGNORECASE
)
_LABEL = re.compile(r"[^.:–—\n]{1,60}?(?::| [-–—]) ")
_NEXT_WORD = 40
_LAST_VERB = re.compile(r"[\s\"'”*`](\w+):$")
_SUBJECT = re.compile(r"\w+ ([\w-]+)(?: \([^)]{0,60}\))? (?:is|are|was|were|will|has|have|can|must|should|may)\b")
_NOUN_SUBJECT = re.compile(
    r"\w+ (?:for|of|to|in|on|from) "
    r"(?:(?!(?:that|which|where|if|when|what|who|how|whether|because|so|it|you|this|and)\b)"
    r"[\w.`*/-]+ ){1,8}?(?:is|are|was|were|has|have|will|can|must|should)\b"
)
"""A noun with what it is of, and its verb: “Support for version 1 has”."""
PREFIXES = frozenset({"re", "un", "de"})
_ASKING_WHERE = re.compile(r"\b(?:where|which|what|how|whether|who|why)\b[^,.;]{0,60}$", re.IGNORECASE)
_SO = re.compile(r",? so (?=(?:you|we)(?:[’']ll| will)? (?:\w+ )?(?:need|have) to )", re.IGNORECASE)
"""The words before the consequence: “It lives in a package, so you need to install it.”"""
_ALWAYS = re.compile(r"(?:always|please|then)\b", re.IGNORECASE)
"""Words after which a noun is a verb."""
_IDENTIFIER = re.compile(r"\w+(?:_\w+)+(?:\(\))?|[a-z]+[A-Z]\w*(?:\(\))?|\w+\(\)|\w+(?:\.\w+)+|--?\w[\w-]*|/[\w/-]+")
"""A label that is a name in a program: the words behind it describe it."""
_JOINED = re.compile(r" [\w *`-]{3,60}? and (\w+) ")
_BY_DOING = re.compile(r"\bby (?:\w+ly )?[a-z]{3,}ing\b")
NAME_SIGNS = frozenset("._/=@")
_MARKS = '`*"“'
_CLOSING = ' *_`"”:.'


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
    optional = words.optional_marks.search(begun[:LONGEST_LEAD]) is not None
    bare = _without_opener(begun, words)
    urged = bare is not begun and _ALWAYS.match(begun) is not None
    if bare.endswith(":") and len(bare) < LONGEST_BARE_LABEL and len(bare.strip(_CLOSING).split()) == 1:
        # “Avoid:” is the label of what follows.
        return SentenceIntent("info", optional)
    if end.endswith("?"):
        return SentenceIntent("info", optional)
    if words.asides.match(bare) is not None:
        bound = words.duty.search(text) is not None or words.obliged.search(text) is not None
        return SentenceIntent("requirement" if bound else "info", optional)
    if words.be_so.match(bare) is not None:
        return SentenceIntent("requirement", optional)
    permitted: SentenceIntent | None = None
    may_be_left = "optionally" in text[:LONGEST_LEAD].lower()
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
        verb = _verb(rest, words, infinitive or (urged and rest is bare), firm)
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
    verb = _verb(rest, words, infinitive=True)
    if verb is None or rest.startswith("check out"):
        return None
    if verb in words.verify:
        return None if words.asides.match(rest) is not None else SentenceIntent("verify", True)
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
        first = _WORD.match(text)
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
        first = _WORD.match(behind)
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
    return (parts[1][:1].islower() or parts[1][:1] in _MARKS) and _verb(label, words, infinitive=False) is not None


def _behind_lead(text: str, words: Lexicon) -> Iterator[str]:
    """The words after “From the menu,”: after its comma, or from an unmistakable verb on."""
    at = -1
    for count in range(MOST_COMMAS):
        at = text.find(",", at + 1, LONGEST_LEAD)
        if at == -1:
            break
        rest = _without_opener(_behind(_EDGE, text[at + 1 :]), words)
        first = _WORD.match(rest)
        if first is not None and first.group()[:1].isupper() and first.group().lower() not in words.hand_verbs:
            # “for Angular, React, and Vue”: a name.
            continue
        if count == 0 or words.strong.match(" " + rest, 1) or _is_plain_verb(first, words) or words.modal.match(rest):
            yield rest
        if first is not None and first.group().lower() in words.lead_words:
            yield from _at_strong(rest, words)
    yield from _at_strong(text, words)
    then = text.find(" then ", 0, LONGEST_LEAD)
    if then != -1 and _is_plain_verb(_WORD.match(text, then + 6), words):
        yield text[then + 6 :]
    last = _LAST_VERB.search(text)
    if last is not None and last[1] in words.hand_verbs:
        # ‘Under "Ports" add:’
        yield last[1]


def _is_plain_verb(first: re.Match[str] | None, words: Lexicon) -> bool:
    return first is not None and first.group() in words.hand_verbs


def _at_strong(text: str, words: Lexicon) -> Iterator[str]:
    """The offset of an unmistakable verb without a comma before it."""
    found = words.strong.search(text, 0, LONGEST_LEAD)
    if found is not None and "," not in text[: found.start()]:
        yield _without_opener(text[found.start() :], words)


def _without_opener(text: str, words: Lexicon) -> str:
    """“Then, please click” → “click”."""
    at = 0
    while True:
        match = _WORD.match(text, at)
        if match is None or match.group().lower() not in words.openers:
            return text[at:]
        at = match.end()
        while at < len(text) and text[at] in " ,:*_`)":
            at += 1


def _verb(text: str, words: Lexicon, infinitive: bool, firm: bool = False) -> str | None:
    """The verb at the beginning of a text, in the imperative or as the infinitive after a modal; after firm modals any
    verb.
    """
    match = _WORD.match(text)
    if match is not None and match.group().endswith("ly") and text[match.end() : match.end() + 1] == " ":
        # “Securely send the token”
        behind = _WORD.match(text, match.end() + 1)
        match = behind if _is_plain_verb(behind, words) else match
    if match is None:
        return None
    verb = match.group().lower()
    if text[match.end() : match.end() + 1] in NAME_SIGNS and text[match.end() + 1 : match.end() + 2].isalnum():
        # “verify.example.com” is a name.
        return None
    subject = _SUBJECT.match(text) if not infinitive else None
    if subject is not None and verb not in words.verify and subject[1].lower() not in words.after_verb:
        # “Patch versions will …” describes versions.
        return None
    if infinitive and verb in words.states:
        # “You must have an account” is a prerequisite.
        return None
    if "-" in verb and match.end() == len(text.rstrip()) and verb not in words.verbs:
        # “fix-broken-links” alone is a name.
        return None
    prefixed = verb[2:3] == "-" and verb[:2] in PREFIXES and verb[3:] in words.verbs
    if prefixed:
        # “Re-name”: the prefix makes it a verb.
        return verb
    if "-" in verb or verb[:2] in PREFIXES:
        verb = _without_prefix(verb, words)
    if (verb not in words.verbs and not (firm and verb != "not")) or words.finite.match(text) is not None:
        return None
    following = _WORD.search(text, match.end(), match.end() + _NEXT_WORD)
    if infinitive:
        return verb
    if verb in words.ambiguous and _NOUN_SUBJECT.match(text) is not None:
        # “Support for version 1 has been removed” tells of the support.
        return None
    between = text[match.end() : following.start() if following is not None else match.end() + _NEXT_WORD]
    marked = "`" in between or "*" in between or '"' in between or "“" in between
    if following is None:
        # “Name” alone is a field, “**Note**” a title.
        bare = not between.strip(_CLOSING)
        return None if verb in words.ambiguous and (not marked or bare) else verb
    after = following.group().lower()
    if after in words.not_after_verb and verb != "have":
        return None
    if after in ("and", "or") and _is_plain_verb(_WORD.match(text, following.end() + 1), words):
        # “Start and run”
        return verb
    if verb not in words.ambiguous or after in words.after_verb or marked:
        return verb
    joined = _JOINED.search(text, match.end(), LONGEST_LEAD)
    if joined is not None and joined[1] in words.hand_verbs:
        # “Process data and remove files”
        return verb
    # Before a name, as in “Name Azure App”, it may still be a verb.
    return verb if following.group()[:1].isupper() and verb in words.named else None


def _without_prefix(verb: str, words: Lexicon) -> str:
    """A verb without its prefix: “re-create”, “deallocate”; of other hyphenated words the part that is a verb."""
    if verb in words.verbs:
        return verb
    bare = verb[2:].removeprefix("-") if verb[:2] in PREFIXES else verb
    parts = (bare, verb.rpartition("-")[2], verb.partition("-")[0])
    return next((part for part in parts if part in words.verbs and part not in words.ambiguous), verb)


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
