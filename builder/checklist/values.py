"""Finds values to collect: their labels, where to find them, where they are used, and their recipients (R7, R8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from builder.checklist.ids import slug
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Item, Value
from builder.checklist.sentences import sentences
from builder.checklist.source_text import TextRun, one_line

LONGEST_LEAD = 400
LONGEST_LABEL = 6
"""The number of words of a label that is searched for in running text."""
_PLACEHOLDER = re.compile(r"\{([\w .-]{2,40})\}|<([\w .-]{2,40})>|\b(your[-_][\w-]{2,40})\b", re.IGNORECASE)
_LABEL_END = re.compile(r":(?!//)|：|,\s(?=https?://)")
_COLON = re.compile("[:：]")
_FILE = re.compile(r"\b(?:file|certificate|json|xml|pem)\b", re.IGNORECASE)
_URL = re.compile(r"\b(?:url|uri|endpoint|domain|address)\b", re.IGNORECASE)
_PERMISSION = re.compile(r"[\w.-]+:[\w.*-]+")
"""The name of a cloud permission, ``s3:GetObject``: it is granted, and can't be found anywhere."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A value as the guide asks for it."""

    id: str
    label: str
    item: str
    """Id of the item that asks for it."""
    secret: bool
    recipient: str | None
    required: bool
    example: str | None
    explained: bool
    """Whether the entry itself says where to find the value."""


def is_request(text: str, words: Lexicon) -> bool:
    """Whether a paragraph asks for the values of the list after it: “share the following …:”."""
    bare = text.strip()
    return len(bare) <= LONGEST_LEAD and bare.endswith((":", "：")) and words.collect.search(bare) is not None


def may_request(text: str, words: Lexicon) -> bool:
    """Whether a sentence without a colon asks for the values of a list: “Note the following values. …”."""
    bare = text.strip()
    if len(bare) > LONGEST_LEAD or "following" not in bare:
        return False
    return any(words.collect.search(bare[a:b].rstrip(".") + ":") is not None for a, b in sentences(bare))


def recipient_of(text: str, words: Lexicon) -> str | None:
    """The recipient of the values: “with the Collate team”."""
    found = words.recipient.search(one_line(text)[:LONGEST_LEAD])
    return found.group(1).strip() if found is not None else None


def asked_value(
    item: Item, words: TextRun, recipient: str | None, marks: Mapping[str, Any], language: Lexicon
) -> Asked:
    """The value of one entry of the list; ``key: text (Ex - value)`` is split."""
    text = one_line(words.text)
    example = language.example.search(text) if len(text) <= LONGEST_LEAD else None
    said = text[: example.start()].strip() if example is not None else text
    given = marks.get("collect")
    marked = isinstance(given, str) and bool(given)
    if words.ui and words.text.lstrip().startswith(words.ui[0][1]) and _COLON.search(said):
        label, rest = words.ui[0][1], said[len(words.ui[0][1]) :]
    elif marked:
        label, rest = (words.ui[0][1] if words.ui else str(given)), said
    else:
        label, *behind = _LABEL_END.split(said, maxsplit=1)
        rest = " ".join(behind)
    label = label.strip().rstrip(".:：,; ") or text
    secret = marks.get("secret")
    return Asked(
        id=(str(given) if marked else spelled(label)) or "value",
        label=label,
        item=item.id,
        secret=secret if isinstance(secret, bool) else language.secret.search(label) is not None,
        recipient=recipient,
        required=not item.optional,
        example=example.group(1) if example is not None else None,
        explained=len(rest.strip(" :：").split()) > 1 or _PERMISSION.fullmatch(label) is not None,
    )


def flow(items: Sequence[Item], asked: Sequence[Asked]) -> tuple[tuple[Item, ...], tuple[Value, ...]]:
    """The items with the values that they collect and use, and the values with where they are found and used."""
    if not asked:
        return tuple(items), ()
    requests: dict[str, Asked] = {}
    collects: dict[str, list[str]] = {}
    for request in asked:
        collects.setdefault(request.item, []).append(request.id)
        requests.setdefault(request.id, request)
    by_label: dict[str, str] = {}
    for request in requests.values():
        for name in (request.id, slug(request.label), spelled(request.label)):
            by_label.setdefault(name, request.id)
    uses = {item.id: placeholder_values(item, by_label) for item in items}
    settled = tuple(replace(item, collects=tuple(collects.get(item.id, ())), uses=uses[item.id]) for item in items)
    found = _found(items, requests, by_label)
    used: dict[str, list[str]] = {}
    for item in items:
        for name in uses[item.id]:
            used.setdefault(name, []).append(item.id)
    values = tuple(_value(request, found[name], tuple(used.get(name, ()))) for name, request in requests.items())
    return settled, values


def spelled(label: str) -> str:
    """A camel-case name as words: ``clientSecret`` → ``client-secret``."""
    return slug(_HUMP.sub(" ", label))


def _found(
    items: Sequence[Item], requests: Mapping[str, Asked], by_label: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """For each value, the items that say where to find it.

    Items before the request that have it in bold or code, else that mention it; else the request itself, if it
    explains; else the items after it.
    """
    order = {item.id: index for index, item in enumerate(items)}
    marked: dict[str, list[str]] = {name: [] for name in requests}
    named: dict[str, list[str]] = {name: [] for name in requests}
    for item in items:
        if item.kind == "collect":
            continue
        labels = (by_label.get(name) for label in item.ui for name in (slug(label), spelled(label)))
        for value in dict.fromkeys(label for label in labels if label is not None):
            marked[value].append(item.id)
        if item.kind != "choice":
            for value in named_values(item.text, by_label):
                named[value].append(item.id)
    places: dict[str, tuple[str, ...]] = {}
    for name, request in requests.items():
        at = order[request.item]
        before = [[one for one in ids if order[one] < at] for ids in (marked[name], named[name])]
        own = [request.item] if request.explained else []
        places[name] = tuple(before[0] or before[1] or own or marked[name] or named[name])
    return places


def named_values(text: str, by_label: Mapping[str, str]) -> Iterable[str]:
    """The values named in a text: each run of up to six words is looked up."""
    words = slug(text).split("-")
    longest = min(LONGEST_LABEL, max((name.count("-") + 1 for name in by_label), default=0))
    beginnings = {name.partition("-")[0] for name in by_label}
    found: dict[str, None] = {}
    for start, word in enumerate(words):
        if word not in beginnings:
            continue
        for length in range(1, min(longest, len(words) - start) + 1):
            value = by_label.get("-".join(words[start : start + length]))
            if value is not None:
                found[value] = None
    return found


def _value(request: Asked, found: tuple[str, ...], used: tuple[str, ...]) -> Value:
    kind: Literal["text", "url", "file"] = "text"
    if _FILE.search(request.label):
        kind = "file"
    elif _URL.search(request.label):
        kind = "url"
    return Value(
        id=request.id,
        label=request.label,
        type=kind,
        secret=request.secret,
        recipient=request.recipient,
        found_at=found,
        used_at=used,
        required=request.required,
        example=None if request.secret else request.example,
    )


def placeholder_values(item: Item, by_label: Mapping[str, str]) -> tuple[str, ...]:
    """The values whose placeholders are in an item's words or code."""
    found: dict[str, None] = {}
    for text in (item.text, *(code.text for code in item.code)):
        for match in _PLACEHOLDER.finditer(text):
            name = spelled(next(group for group in match.groups() if group))
            for candidate in (name, name.removeprefix("your-")):
                if candidate in by_label:
                    found[by_label[candidate]] = None
    return tuple(found)
