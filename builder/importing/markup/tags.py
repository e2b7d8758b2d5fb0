"""Markdoc tags as they are written: the name, the attributes, and whether they open, close, or close themselves."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from builder.importing.javascript.balance import Budget, closing_brace
from builder.importing.javascript.strings import unescaped
from builder.importing.markup.nodes import MarkupAttribute

_SIGN = re.compile(r"\"|%\}")
_NAME = re.compile(r"([A-Za-z][\w-]*)(?=[\s/]|\Z)(?!\s*=)")
_ITEM = re.compile(r"\s*(?:#([\w-]+)|\.([\w-]+)|([A-Za-z][\w-]*)=|(?=\S))")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"")
_BARE = re.compile(r"[^\s\[\]{}(),]+")
MOST = 60

Kind = Literal["open", "close", "alone", "other"]


class TagMark(msgspec.Struct, frozen=True):
    """The text between ``{%`` and ``%}``."""

    kind: Kind
    """``other``: a variable, a function, or an annotation of the line."""
    name: str
    attributes: tuple[MarkupAttribute, ...]
    end: int
    """The offset after it."""


def read_tag(text: str, start: int, budget: Budget) -> TagMark | None:
    """The tag that begins at ``start``; ``None`` if it has no end."""
    end = _end(text, start, budget)
    if end < 0:
        return None
    content = text[start + 2 : end - 2].strip()
    if content.startswith("/"):
        return TagMark("close", content[1:].strip(), (), end)
    alone = content.endswith("/")
    content = content[:-1].rstrip() if alone else content
    name = _NAME.match(content)
    if name is None:
        return TagMark("other", "", (), end)
    attributes = read_attributes(content[name.end() :])
    return TagMark("alone" if alone else "open", name[1], attributes, end)


def _end(text: str, start: int, budget: Budget) -> int:
    """The offset after the ``%}`` that is in no string; -1 without one."""
    at = start + 2
    while budget.left > 0:
        sign = _SIGN.search(text, at)
        if sign is None:
            budget.spend(len(text) - at)
            return -1
        budget.spend(sign.end() - at)
        if sign[0] == "%}":
            return sign.end()
        string = _STRING.match(text, sign.start())
        at = string.end() if string is not None else sign.end()
    return -1


def read_attributes(text: str) -> tuple[MarkupAttribute, ...]:
    """The attributes of a tag or of a fence; a value without a name is the primary one."""
    found: list[MarkupAttribute] = []
    classes: list[str] = []
    at = 0
    budget = Budget(len(text))
    while len(found) < MOST:
        item = _ITEM.match(text, at)
        if item is None:
            break
        at = item.end()
        if item[1]:
            found.append(MarkupAttribute("id", item[1]))
        elif item[2]:
            classes.append(item[2])
        else:
            value, end = _value(text, at, budget)
            if end <= at:
                break
            at = end
            found.append(msgspec.structs.replace(value, name=item[3] or "", kind=value.kind if item[3] else "primary"))
    if classes:
        found.append(MarkupAttribute("class", " ".join(classes)))
    return tuple(found)


def _value(text: str, at: int, budget: Budget) -> tuple[MarkupAttribute, int]:
    string = _STRING.match(text, at)
    if string is not None:
        return MarkupAttribute("", unescaped(string[1])), string.end()
    end = at
    while end < len(text) and not text[end].isspace():
        if text[end] in "[{(":
            closed = closing_brace(text, end, budget)
            if closed < 0:
                break
            end = closed
            continue
        bare = _BARE.match(text, end)
        if bare is None:
            break
        end = bare.end()
    return MarkupAttribute("", text[at:end], "expression"), end
