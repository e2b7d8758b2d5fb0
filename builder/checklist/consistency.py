"""Problems of a checklist (R8, R9)."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Item, LeftOut, Section, Value
from builder.checklist.section_levels import step_title_asks
from builder.checklist.sentence_intent import read_sentence, step_number
from builder.checklist.sentences import sentences
from builder.checklist.values import LONGEST_LEAD, spelled
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at, in_file

NOT_LISTED = "a list without instructions"
MISSABLE = frozenset({"no instruction", NOT_LISTED})
"""Reasons for leaving out a sentence that may be wrong."""
LONGEST_SHOWN = 80
FEWEST_WORDS = 4
ACTIONS = frozenset({"step", "verify", "choice", "collect", "requirement", "prerequisite"})

FEWEST_CHANGES = 3
"""Changes between letters and digits in a string that looks generated."""
SHORTEST_KEY = 16
"""The fewest characters of a generated secret without capitals and punctuation."""
SPECIAL = frozenset("~!$%^&*+-_=?@|;")
_COUNTING = re.compile(
    r"1234|abcd|aaaa|0000|xxxx|secret|passw|token|dummy|sample|test|demo|fake|admin|base64|foo|bar|insert|replace|env|key",
    re.IGNORECASE,
)

FILLERS = frozenset({"", "a", "my", "the", "some", "new", "value", "here", "test", "demo", "sample", "user"})
"""Words that mark a value as harmless although its name is that of a secret."""

SHORTEST_WORD = 3
_DIGITS = re.compile(r"\d+\Z")
_ASSIGNMENT = re.compile(r"[\"']?([\w.-]{3,60})[\"']?[ \t]?[:=][ \t]?[\"']?([^\s\"'#,]{8,200})")
_STAND_IN = re.compile(
    r"^[<{$(\[%]|your|example|changeme|change-me|placeholder|x{3,}|\*{3,}|\.{3}|[{}<>]|^/|\bpath\b", re.IGNORECASE
)


def review(
    sections: Sequence[Section], items: Sequence[Item], values: Sequence[Value], words: Lexicon
) -> tuple[Diagnostic, ...]:
    """Gaps in step numbers, steps without an action, values never located or used too early, published secrets."""
    return (
        *_gaps(sections),
        *_empty(sections, items, words),
        *_values(items, values, sections),
        *_secrets(items, values, words),
    )


def not_taken(passed: Sequence[LeftOut], words: Lexicon) -> tuple[Diagnostic, ...]:
    """Sentences of a guide that look like instructions but are in no item, unless their author left them out.

    Only beginnings that leave no doubt count: “Click …”, “Make sure …”.
    """
    return tuple(_not_taken(passed, words))


def _not_taken(passed: Sequence[LeftOut], words: Lexicon) -> Iterator[Diagnostic]:
    for left in passed:
        if left.reason not in MISSABLE:
            continue
        start, end = next(iter(sentences(left.text)), (0, 0))
        reading = read_sentence(left.text[start:end], words)
        acts = reading.sense in ("step", "verify") and not reading.permissive
        if left.reason == NOT_LISTED and words.plain_asks.match(left.text) is None:
            # Lists of goals have imperatives too: “Ensure that it scales”.
            continue
        if acts and len(left.text.split()) >= FEWEST_WORDS and words.strong.match(" " + left.text, 1) is not None:
            place = Place(
                line=left.origin.line,
                column=left.origin.column,
                end_line=0,
                end_column=0,
                path=left.origin.path,
                via=left.origin.via,
            )
            message = f"This looks like an instruction, but it is not in the checklist: '{left.text[:LONGEST_SHOWN]}'."
            yield diagnostic_at("checklist-not-taken", place, message, subject=left.text[:LONGEST_SHOWN])


def _gaps(sections: Sequence[Section]) -> Iterator[Diagnostic]:
    """Steps whose number does not follow that of the step before them, of the same level."""
    before: dict[int, int] = {}
    for section in sections:
        for level in [level for level in before if level > section.level]:
            del before[level]
        number = section.step_number
        if number is None:
            continue
        last = before.get(section.level)
        # A number that starts again at one begins another series.
        if last is not None and number not in (last, last + 1, 1, 0):
            yield _at_section("checklist-step-gap", f"Step {number} follows step {last}.", section)
        before[section.level] = number


def _empty(sections: Sequence[Section], items: Sequence[Item], words: Lexicon) -> Iterator[Diagnostic]:
    acting = {item.section for item in items if item.kind in ACTIONS}
    telling = {item.section for item in items}
    for index, section in enumerate(sections):
        following = sections[index + 1] if index + 1 < len(sections) else None
        if section.step_number is None or section.id in acting or not _is_marked_step(section, words):
            continue
        # A text in another language than the words is not read.
        if words.language == "en" and not any(sign.isascii() and sign.isalpha() for sign in section.title):
            continue
        # A step whose actions are below its own subheadings is not empty.
        if following is not None and following.step_number is None:
            continue
        # A step that only says where things are, such as "Where to find the credentials", is useful.
        if section.id in telling or step_title_asks(section.title, words):
            continue
        said = (
            f"No sentence in the step '{section.title}' is recognized as an action, so the checklist has "
            "nothing to do there."
        )
        yield _at_section("checklist-step-empty", said, section)


def _is_marked_step(section: Section, words: Lexicon) -> bool:
    """Whether its author calls it a step; “2. Results” only counts up, “9” has images alone."""
    return step_number(section.title, words) is not None or not section.title[:1].isdigit()


def _at_section(code: str, message: str, section: Section) -> Diagnostic:
    column = 1 if section.line else 0
    return diagnostic_at(code, in_file(section.path, section.line, column), message, subject=section.id)


def _values(items: Sequence[Item], values: Sequence[Value], sections: Sequence[Section]) -> Iterator[Diagnostic]:
    order = {item.id: index for index, item in enumerate(items)}
    by_id = {item.id: item for item in items}
    asking: dict[str, Item] = {}
    for item in items:
        for name in item.collects:
            asking.setdefault(name, item)
    for value in values:
        if not value.found_at:
            if value.recipient is None or _is_near(value, items, sections):
                continue
            message = f"The guide asks for '{value.label}', but no step says where to find it."
            yield _at_item("checklist-value-unlocated", message, asking[value.id], value.id)
        elif value.used_at and order[value.used_at[0]] < order[value.found_at[0]]:
            message = f"'{value.label}' is used before the guide says where to find it."
            yield _at_item("checklist-value-before-source", message, by_id[value.used_at[0]], value.id)


def _is_near(value: Value, items: Sequence[Item], sections: Sequence[Section]) -> bool:
    """Whether a step, its code or its heading contains a word of the value's label, perhaps as part of another name."""
    label = {word for word in spelled(value.label).split("-") if len(word) >= SHORTEST_WORD} - FILLERS
    texts = [section.title for section in sections]
    for item in items:
        if item.kind != "collect":
            texts += (item.text, *(code.text[:LONGEST_LEAD] for code in item.code))
    return any(label & set(spelled(text).split("-")) for text in texts)


def _secrets(items: Sequence[Item], values: Sequence[Value], words: Lexicon) -> Iterator[Diagnostic]:
    """Code, and examples of secret values, that contain what looks like a real secret, not a placeholder."""
    secret = {value.id: value.label for value in values if value.secret}
    for item in items:
        # What programs print is an example of its own.
        named = [code.text for code in item.code if code.role != "output" and words.secret.may_match(code.text)]
        shown = [found for text in named for found in _ASSIGNMENT.findall(text)]
        names = [name for name, text in shown if _is_secret(name, words) and not _stands_in(text, name)]
        example = words.example.search(item.text[:LONGEST_LEAD]) if item.kind == "collect" else None
        if example is not None:
            asked = (secret[value] for value in item.collects if value in secret)
            names += [label for label in asked if not _stands_in(example.group(1), label)]
        for name in dict.fromkeys(names):
            message = f"The sample shows a value for '{name}', which is a secret."
            yield _at_item("checklist-secret-shown", message, item, f"{item.id}/{name}")


def _encodes_word(text: str) -> bool:
    """Whether a value is only a word in base64, as the samples of Kubernetes secrets are."""
    try:
        return base64.b64decode(text, validate=True).decode("ascii").strip().isalpha()
    except ValueError:
        return False


def _stands_in(text: str, name: str) -> bool:
    """Whether a value is clearly not real: a placeholder, or its own name, as in ``password: my-password``."""
    if _STAND_IN.search(text) is not None or not _looks_random(text) or _encodes_word(text):
        return True
    said = {_DIGITS.sub("", word) for word in spelled(text).split("-")}
    return said <= {*spelled(name).split("-"), *FILLERS}


def _looks_random(text: str) -> bool:
    """Whether a value mixes letters and digits like generated secrets: no words, numbers, paths or names."""
    if _COUNTING.search(text) is not None or "/" in text or text.count(".") > 1:
        return False
    if len(text) < SHORTEST_KEY and not set(text) & SPECIAL and text.lower() == text:
        # The number of a thing, such as 1c52mluz.
        return False
    changes = sum(one.isdigit() != other.isdigit() for one, other in pairwise(text))
    return changes >= FEWEST_CHANGES


def _is_secret(name: str, words: Lexicon) -> bool:
    """Whether a key's name ends in a word for a secret: ``clientSecret``, not ``token_endpoint``."""
    spaced = spelled(name).replace("-", " ")
    return any(match.end() == len(spaced) for match in words.secret.pattern.finditer(spaced))


def _at_item(code: str, message: str, item: Item, subject: str) -> Diagnostic:
    origin = item.origin
    return diagnostic_at(
        code,
        Place(line=origin.line, column=origin.column, end_line=0, end_column=0, path=origin.path, via=origin.via),
        message,
        subject=subject,
    )
