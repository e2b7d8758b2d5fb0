"""Details that a program needs to follow an item: condition, owner, controls, plain action, expected results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.caches import bounded_cache
from builder.checklist.actions import FILE_NAME, plain_action
from builder.checklist.labels import FIRST, LONGEST_TEXT, LabelledText, labelled
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Details, Item, ItemWords
from builder.checklist.sentences import sentences

MOST_COMMAS = 5
"""The number of commas after which a condition may end."""
LONGEST_CONTROL = 60
_LOOKS_LIKE_CODE = re.compile(r"[/\\=<>{}$|]|^-|^[A-Z\d]+_[A-Z_\d]+$|^\w+\.\w+|\(\)|^[a-z]+[A-Z_]\w*$|^\w+_\w+|^\w+:\w")
_EMPHASIS = re.compile(
    r"(?:not|never|only|must|all|any|no|and|or|both|either|each|every|before|after|once|one|same|always|very|here|this"
    r"|note|important|warning|tip|do not|don[’']t|\W*)[.!:]?",
    re.IGNORECASE,
)
"""Words in bold that are not a control."""
_KEY = re.compile(
    r"(?:(?:ctrl|cmd|command|control|alt|option|shift|win|super|meta|⌘|⌃|⌥|⇧)(?:\s*[+\-]\s*\S+)*(?:\s\w)?|f\d{1,2}|esc(?:ape)?|enter"
    r"|return|tab|space(?:bar)?|backspace|del|\^\w|[a-z]|(?:arrow )?(?:up|down|left|right)(?: arrow)?)",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r" ([a-z]+)")
_TO_PRESS = re.compile(r"\b(?:press|hit|push|hold|type)(?:ing)?(?: \w+){0,2} $", re.IGNORECASE)


def with_details(items: Sequence[Item], words: Lexicon) -> tuple[Item, ...]:
    """The items with the conditions, actions and results that their words and code contain."""
    return tuple(replace(item, details=_details(ItemWords.of(item), words)) for item in items)


@bounded_cache(8192)
def _details(item: ItemWords, words: Lexicon) -> Details:
    """Cached, because most items are also on other pages, or in other versions."""
    text = labelled(item.markdown)
    ranges = [text.text[a:b] for a, b in sentences(text.text)]
    owner = words.owner.search(item.text[:LONGEST_TEXT])
    controls = _controls(text, words) if item.kind != "choice" else item.ui
    return Details(
        when=_condition(text, ranges, words),
        owner=next((said for said in owner.groups() if said), "").strip() if owner is not None else "",
        controls=controls,
        action=plain_action(item, text, ranges, controls, words),
        expects=tuple(_expects(item, text, ranges, words)),
    )


def _controls(text: LabelledText, words: Lexicon) -> tuple[str, ...]:
    """The labels of controls, in order: of marked words those that something is done to."""
    if not text.labels:
        return ()
    found: set[str] = set()
    for pattern in words.controls:
        for match in pattern.finditer(text.text):
            found.update(sign for sign in match.group() if _is_control(text, sign, match.start(), words))
    if any(label.kind != "code" for label in text.labels):
        for pattern in words.plain_controls:
            for match in pattern.finditer(text.text):
                signs = (sign for sign in match.group() if text.is_label(sign) and text.label(sign).kind != "code")
                found.update(sign for sign in signs if _is_control(text, sign, match.start(), words))
    first = text.labels[0]
    if (
        first.kind == "bold"
        and chr(FIRST) not in found
        and any(f.match(text.text) for f in (*words.sets, *words.fills))
    ):
        found.add(chr(FIRST))
    return tuple(dict.fromkeys(text.label(sign).text for sign in sorted(found)))


def _is_control(text: LabelledText, sign: str, start: int, words: Lexicon) -> bool:
    if not text.is_label(sign):
        return False
    label = text.label(sign)
    if label.kind == "link" or label.url or len(label.text) > LONGEST_CONTROL or _EMPHASIS.fullmatch(label.text):
        return False
    if label.kind == "quote" and not (label.text[:1].isupper() or not label.text[:1].isascii()):
        return False
    if label.kind == "code" and (_LOOKS_LIKE_CODE.search(label.text) or FILE_NAME.fullmatch(label.text)):
        return False
    at = text.text.index(sign)
    following = _NEXT_WORD.match(text.text, at + 1) if label.kind in ("bold", "slant") else None
    if label.text[:1].islower() and text.text[:at].endswith("your "):
        return False
    if following is not None and words.after_controls and following[1] not in words.after_controls:
        # “the **CA** certificate”
        return False
    return not (_TO_PRESS.search(text.text[start:at]) is not None and _KEY.fullmatch(label.text))


def _condition(text: LabelledText, ranges: Sequence[str], words: Lexicon) -> str:
    """The condition at the beginning or the end of the first sentence."""
    said = ranges[0].strip() if ranges else ""
    for pattern in words.conditions:
        found = pattern.match(said)
        if found is not None:
            clause = _clause(found[1], words)
            if clause:
                return text.spelled(clause).strip()
    if said:
        found = words.late_conditions.search(said.rstrip(" .:!"))
        if found is not None:
            return text.spelled(_clause(f"{found[1]},", words)).strip()
    return ""


def _clause(said: str, words: Lexicon) -> str:
    """A condition without the instruction after its comma; it may have commas itself."""
    first = ""
    depth = count = 0
    for at, sign in enumerate(said):
        depth += (sign in "(（") - (sign in ")）")
        if depth or not (sign in ",;，、" or said.startswith(" then ", at)):
            continue
        if said[:at].endswith(("however", "for example", "for instance")):
            continue
        first = first or said[:at]
        following = said[at:].lstrip(",;，、 ").split(maxsplit=1)
        begun = following[0].lower().strip("*_`") if following else ""
        if begun in words.hand_verbs or begun in words.openers or begun in words.subjects:
            return said[:at].strip()
        count += 1
        if count == MOST_COMMAS:
            break
    return first.strip()


def _expects(item: ItemWords, text: LabelledText, ranges: Sequence[str], words: Lexicon) -> Iterator[str]:
    """Results to see: output after the item, sentences such as “You should see …”."""
    for number, said in enumerate(ranges):
        acts = item.kind in ("step", "verify")
        later = words.later_results.search(said) if acts else None
        if later is not None and _begins_with_verb(said, words):
            yield _spelled(text, said[later.start() :])
        elif words.result_phrases.match(said) is not None or (
            acts and number and words.effects.match(said) is not None
        ):
            yield _spelled(text, said)
        elif later is not None:
            yield _spelled(text, said[later.start() :])
    for code in item.code:
        if code.role == "output":
            yield code.text


def _begins_with_verb(said: str, words: Lexicon) -> bool:
    begun = said.split(maxsplit=1)[:1]
    return bool(begun) and begun[0].lower() in words.hand_verbs


def _spelled(text: LabelledText, said: str) -> str:
    return " ".join(text.spelled(said).split())
