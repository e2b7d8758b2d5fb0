"""Values to collect: what is asked for, where it is found, where it is used, to whom it goes (R7, R8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from builder.checklist.identity import slug
from builder.checklist.items import Item, Value
from builder.checklist.passages import Passage, one_line
from builder.checklist.words import Words

LONGEST_LEAD = 400
_PLACEHOLDER = re.compile(r"\{([\w .-]{2,40})\}|<([\w .-]{2,40})>|\b(your[-_][\w-]{2,40})\b", re.IGNORECASE)
_FILE = re.compile(r"\b(?:file|certificate|json|xml|pem)\b", re.IGNORECASE)
_URL = re.compile(r"\b(?:url|uri|endpoint|domain|address)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A value as it is asked for."""

    id: str
    label: str
    item: str
    """Id of the item that asks."""
    secret: bool
    recipient: str | None
    required: bool
    example: str | None


def is_request(text: str, words: Words) -> bool:
    """Whether a paragraph asks for the values of the list behind it: “share the following …:”."""
    bare = text.strip()
    return len(bare) <= LONGEST_LEAD and bare.endswith((":", "：")) and words.collect.search(bare) is not None


def recipient_of(text: str, words: Words) -> str | None:
    """To whom the values go: “with the Collate team”."""
    found = words.recipient.search(one_line(text))
    return found.group(1).strip() if found is not None else None


def asked_value(item: Item, words: Passage, recipient: str | None, marks: Mapping[str, Any], language: Words) -> Asked:
    """The value that one entry of the list asks for; ``key: text (Ex - value)`` is taken apart."""
    text = one_line(words.text)
    example = language.example.search(text) if len(text) <= LONGEST_LEAD else None
    label = text[: example.start()].strip() if example is not None else text
    if words.ui and words.text.lstrip().startswith(words.ui[0][1]) and ":" in label:
        label = words.ui[0][1]
    else:
        label = label.partition(":")[0].strip()
    label = label.rstrip(".:,; ").removesuffix(":") or text
    given = marks.get("collect")
    identifier = given if isinstance(given, str) and given else slug(label)
    secret = marks.get("secret")
    return Asked(
        identifier or "value",
        label,
        item.id,
        secret if isinstance(secret, bool) else language.secret.search(label) is not None,
        recipient,
        not item.optional,
        example.group(1) if example is not None else None,
    )


def flow(items: Sequence[Item], asked: Iterable[Asked], words: Words) -> tuple[tuple[Item, ...], tuple[Value, ...]]:
    """The items with what they collect and use, and the values with where they are found and used."""
    values: dict[str, Value] = {}
    collects: dict[str, list[str]] = {}
    for request in asked:
        collects.setdefault(request.item, []).append(request.id)
        if request.id not in values:
            values[request.id] = _value(request, items)
    by_label = {slug(value.label): value.id for value in values.values()}
    uses: dict[str, tuple[str, ...]] = {item.id: _uses(item, by_label) for item in items}
    settled = tuple(replace(item, collects=tuple(collects.get(item.id, ())), uses=uses[item.id]) for item in items)
    used = {name: tuple(item.id for item in items if name in uses[item.id]) for name in values}
    return settled, tuple(replace(value, used_at=used[value.id]) for value in values.values())


def _value(request: Asked, items: Sequence[Item]) -> Value:
    name = slug(request.label)
    found = tuple(item.id for item in items if item.kind != "collect" and any(slug(label) == name for label in item.ui))
    if not found:
        plain = re.compile(rf"(?<!\w){re.escape(request.label)}(?!\w)", re.IGNORECASE)
        found = tuple(item.id for item in items if item.kind not in ("collect", "choice") and plain.search(item.text))
    kind: Literal["text", "url", "file"] = "text"
    if _FILE.search(request.label):
        kind = "file"
    elif _URL.search(request.label):
        kind = "url"
    return Value(
        request.id,
        request.label,
        kind,
        request.secret,
        request.recipient,
        found,
        (),
        request.required,
        None if request.secret else request.example,
    )


def _uses(item: Item, by_label: Mapping[str, str]) -> tuple[str, ...]:
    """The values whose placeholders stand in an item's words or code."""
    found: dict[str, None] = {}
    for text in (item.text, *(code.text for code in item.code)):
        for match in _PLACEHOLDER.finditer(text):
            name = slug(next(group for group in match.groups() if group))
            for candidate in (name, name.removeprefix("your-")):
                if candidate in by_label:
                    found[by_label[candidate]] = None
    return tuple(found)
