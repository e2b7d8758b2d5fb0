"""The verb that a sentence or clause begins with, if it is an instruction."""

from __future__ import annotations

import re

from builder.checklist.lexicon_file import Lexicon

LONGEST_LEAD = 200
"""Code points in which a leading phrase must end; the text after them is not searched."""
WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NEXT_WORD = 40
_SUBJECT = re.compile(r"\w+ ([\w-]+)(?: \([^)]{0,60}\))? (?:is|are|was|were|will|has|have|can|must|should|may)\b")
_NOUN_SUBJECT = re.compile(
    r"\w+ (?:for|of|to|in|on|from) "
    r"(?:(?!(?:that|which|where|if|when|what|who|how|whether|because|so|it|you|this|and)\b)"
    r"[\w.`*/-]+ ){1,8}?(?:is|are|was|were|has|have|will|can|must|should)\b"
)
"""A noun with what it is of, and its verb: “Support for version 1 has”."""
PREFIXES = frozenset({"re", "un", "de"})
_JOINED = re.compile(r" [\w *`-]{3,60}? and (\w+) ")
_PLURAL_OBJECT = re.compile(
    r"[A-Z]\w+ (?:\w+ )?[a-z]+[^s\W]s\b(?!.*\b(?:is|are|was|were|has|have|can|will|must|should|may)\b).*[.:]$"
)
_COMPARING = re.compile(r"\s*[<>=≥≤~^]+;?=?\s*v?\d")
"""A version after a name: “go >= 1.18”."""
NAME_SIGNS = frozenset("._/=@")
CLOSING = ' *_`"”:.'


def leading_verb(text: str, words: Lexicon, infinitive: bool, firm: bool = False) -> str | None:
    """The verb at the beginning of a text, in the imperative or as the infinitive after a modal; after firm modals any
    verb.
    """
    match = WORD.match(text)
    if match is not None and match.group().endswith("ly") and text[match.end() : match.end() + 1] == " ":
        # “Securely send the token”
        behind = WORD.match(text, match.end() + 1)
        adverb = match.group().lower() not in words.verbs and behind is not None and behind.group() in words.verbs
        match = behind if adverb or is_plain_verb(behind, words) else match
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
    if infinitive:
        return verb
    return verb if _asks(text, verb, match.end(), words) else None


def _asks(text: str, verb: str, end: int, words: Lexicon) -> bool:
    """Whether a verb that ends at an offset is an instruction, by the words after it."""
    following = WORD.search(text, end, end + _NEXT_WORD)
    if verb in words.ambiguous and _NOUN_SUBJECT.match(text) is not None:
        # “Support for version 1 has been removed” tells of the support.
        return False
    between = text[end : following.start() if following is not None else end + _NEXT_WORD]
    marked = "`" in between or "*" in between or '"' in between or "“" in between
    if _COMPARING.match(text, end) is not None:
        # “go >= 1.18” is a version.
        return False
    if following is None:
        # “Name” alone is a field, “**Note**” a title.
        return verb not in words.ambiguous or (marked and bool(between.strip(CLOSING)))
    after = following.group().lower()
    if after in words.not_after_verb and verb != "have":
        return False
    if after in ("and", "or") and is_plain_verb(WORD.match(text, following.end() + 1), words):
        # “Start and run”
        return True
    if verb not in words.ambiguous or marked:
        return True
    if after in words.after_verb and (verb in words.named or after not in words.prepositions):
        # Of WordNet's nouns “source the file” is one, “source for the site” is not.
        return True
    joined = _JOINED.search(text, end, LONGEST_LEAD)
    if joined is not None and joined[1] in words.hand_verbs:
        # “Process data and remove files”
        return True
    if verb in words.leaning and _PLURAL_OBJECT.match(text) is not None:
        return True
    # Before a name, as in “Name Azure App”, it may still be a verb.
    return following.group()[:1].isupper() and verb in words.named


def _without_prefix(verb: str, words: Lexicon) -> str:
    """A verb without its prefix: “re-create”, “deallocate”; of other hyphenated words the part that is a verb."""
    if verb in words.verbs:
        return verb
    bare = verb[2:].removeprefix("-") if verb[:2] in PREFIXES else verb
    parts = (bare, verb.rpartition("-")[2], verb.partition("-")[0])
    return next((part for part in parts if part in words.verbs and part not in words.ambiguous), verb)


def first_word(text: str) -> str:
    found = WORD.match(text)
    return found.group().lower() if found is not None else ""


def is_plain_verb(first: re.Match[str] | None, words: Lexicon) -> bool:
    return first is not None and first.group() in words.hand_verbs
