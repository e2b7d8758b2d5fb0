"""The opening and closing tags of HTML and JSX, with their attributes."""

from __future__ import annotations

import html
import re

import msgspec

from builder.importing.javascript.balance import Budget, closing_brace
from builder.importing.markup.nodes import MarkupAttribute

_NAME = re.compile(r"<(/?)([A-Za-z][\w.:-]{0,80})?")
_ATTRIBUTE_NAME = re.compile(r"\s*([A-Za-z_@:#][\w.:@-]{0,80})")
_BLANKS = re.compile(r"\s*")
_BARE = re.compile(r"[^\s\"'=<>`{}]{1,2000}")
_MOST_ATTRIBUTES = 60


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A tag as it is written."""

    name: str
    """Empty for a fragment, ``<>``."""
    end: int
    """The offset after it."""
    attributes: tuple[MarkupAttribute, ...] = ()
    closing: bool = False
    self_closing: bool = False


def read_mark(text: str, start: int, budget: Budget, *, jsx: bool) -> Mark | None:
    """The tag that begins at ``start``, where a ``<`` is; ``None`` if none does."""
    head = _NAME.match(text, start)
    if head is None or (head[2] is None and not (jsx and text.startswith(("<>", "</>"), start))):
        return None
    name = head[2] or ""
    at = head.end()
    if head[1]:
        at = _after_blanks(text, at)
        return Mark(name=name, end=at + 1, closing=True) if text.startswith(">", at) else None
    attributes: list[MarkupAttribute] = []
    while len(attributes) <= _MOST_ATTRIBUTES:
        at = _after_blanks(text, at)
        if text.startswith(">", at):
            return Mark(name=name, end=at + 1, attributes=tuple(attributes))
        if text.startswith("/>", at):
            return Mark(name=name, end=at + 2, attributes=tuple(attributes), self_closing=True)
        if text.startswith("/", at) and not jsx:
            at += 1
            continue
        found = _attribute(text, at, budget, jsx=jsx)
        if found is None or not budget.spend(found[1] - at):
            return None
        attributes.append(found[0])
        at = found[1]
    return None


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found is not None else at


def _attribute(text: str, at: int, budget: Budget, *, jsx: bool) -> tuple[MarkupAttribute, int] | None:
    if text.startswith("{", at) and jsx:
        end = closing_brace(text, at, budget)
        return None if end < 0 else (MarkupAttribute("", text[at + 1 : end - 1].strip(), "spread"), end)
    name = _ATTRIBUTE_NAME.match(text, at)
    if name is None:
        return None
    at = _after_blanks(text, name.end())
    if not text.startswith("=", at):
        return MarkupAttribute(name[1], "", "flag"), name.end()
    at = _after_blanks(text, at + 1)
    mark = text[at : at + 1]
    if mark and mark in "\"'":
        end = text.find(mark, at + 1)
        if end < 0 or not budget.spend(end - at):
            return None
        return MarkupAttribute(name[1], html.unescape(text[at + 1 : end])), end + 1
    if mark == "{" and jsx:
        end = closing_brace(text, at, budget)
        return None if end < 0 else (MarkupAttribute(name[1], text[at + 1 : end - 1].strip(), "expression"), end)
    bare = _BARE.match(text, at)
    return None if bare is None else (MarkupAttribute(name[1], html.unescape(bare[0])), bare.end())
