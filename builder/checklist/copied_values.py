"""Values that one step shows and a later one asks for: “copy the client ID”, “enter the client ID”.

Variables that commands set for later commands are such values, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.checklist.actions import FILE_NAME
from builder.checklist.ids import slug
from builder.checklist.labels import LabelledText, labelled
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Details, Item, Need
from builder.checklist.values import named_values, placeholder_values, spelled

ACTING = frozenset({"step", "verify", "collect"})
FEWEST_WORDS = 2
"""Words of a name that isn't marked: “ID” alone may be anything."""
LONGEST_NAME = 40
_ASSIGNED = re.compile(r"(?m)^[ \t]*(?:[$>] )?(?:export +|set +|\$env:)?([A-Z][A-Z\d_]{2,40}) ?=")
_USED = re.compile(r"\$(?:env:)?\{?([A-Z][A-Z\d_]{2,40})\b")
_BETWEEN = re.compile(r",? and (?:the |its |your )?|, (?:the |its |your )?")
_ARTICLE = re.compile(
    r"^(?:the|a|an|your|its|this|these|both|new|generated|value of|values of|values?)\s+", re.IGNORECASE
)


def with_copied(items: Sequence[Item], known: Mapping[str, str], words: Lexicon) -> tuple[Item, ...]:
    """The items with the values that they copy and need; ``known`` are the names of values that the guide asks for.

    A value counts only if a later item needs it.
    """
    sources: dict[str, list[str]] = {}
    by_name: dict[str, str] = {}
    needs: dict[str, list[Need]] = {}
    for item in items:
        copied = [name for name in _copied(item, words) if name not in known]
        own = list(dict.fromkeys((*copied, *(slug(name) for name in _variables(item, _ASSIGNED)))))
        if sources and item.kind in ACTING:
            variables = (slug(name) for name in _variables(item, _USED))
            wanted = dict.fromkeys((*placeholder_values(item, by_name), *named_values(item.text, by_name)))
            wanted |= dict.fromkeys(name for name in variables if name in sources)
            needs[item.id] = [Need(name, tuple(sources[name])) for name in wanted if name not in own]
        for name in own:
            sources.setdefault(name, []).append(item.id)
        by_name |= {name: name for name in copied}
    used = {need.value for each in needs.values() for need in each}
    gives = {name: found for name, found in sources.items() if name in used}
    return tuple(_with(item, needs.get(item.id, []), gives) for item in items)


def _variables(item: Item, pattern: re.Pattern[str]) -> Iterator[str]:
    """The names of variables of the shell in an item's commands."""
    for code in item.code:
        if code.role == "command" and ("=" in code.text or "$" in code.text):
            yield from pattern.findall(code.text)


def _with(item: Item, needs: Sequence[Need], gives: Mapping[str, Sequence[str]]) -> Item:
    given = tuple(name for name, found in gives.items() if item.id in found)
    if not needs and not given:
        return item
    details: Details = replace(item.details, gives=given, needs=tuple(needs))
    return replace(item, details=details)


def _copied(item: Item, words: Lexicon) -> Iterator[str]:
    """The names of the values that an item asks the reader to copy."""
    if item.kind not in ACTING or not words.copies.may_match(item.text):
        return
    text = labelled(item.markdown)
    found = words.copies.search(text.text)
    if found is None:
        return
    for part in _BETWEEN.split(found["what"]):
        name = _name(_ARTICLE.sub("", part.strip()), text, words)
        if name:
            yield name


def _name(said: str, text: LabelledText, words: Lexicon) -> str:
    """The name of a value: marked words, or words that end as names of values do; empty for anything else."""
    marked = [text.label(sign) for sign in said if text.is_label(sign)]
    if len(marked) > 1:
        return ""
    if marked:
        label = marked[0]
        rest = "".join(sign for sign in said if not text.is_label(sign)).strip(" .:;*_`")
        if rest and words.value_names.search(rest) is None:
            # “the `etcd` binaries”
            return ""
        if (
            label.kind == "link"
            or "/" in label.text
            or FILE_NAME.fullmatch(label.text)
            or len(label.text) > LONGEST_NAME
        ):
            return ""
        return spelled(label.text)
    plain = said.strip(" .:;*_`")
    if len(plain.split()) < FEWEST_WORDS or len(plain) > LONGEST_NAME or words.value_names.search(plain) is None:
        return ""
    return slug(plain)
