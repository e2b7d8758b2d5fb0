"""Definitions of link labels, ``[label]: /target``: the places of their targets, and the definitions that
no link uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.article.records import Reference
from builder.content.document import Document
from builder.diagnostics.place import Place
from builder.diagnostics.span import Span, Stretches

_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))[ \t]*(?:[\"'(][^\n]*)?$", re.MULTILINE
)
_BRACKETS = re.compile(r"\[([^\[\]]{1,220})\]")
"""Text in brackets, which may name a label."""
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,1000})\](?:\[\])?\Z")


def unused_definitions(document: Document) -> Iterator[Reference]:
    """The targets of definitions that no link uses; targets of used ones are collected at their links."""
    text = document.text
    if "]:" not in text:
        return
    code = Stretches(n.span for n in document.ast.walk() if n.type in ("fence", "code_block") and n.span is not None)
    used = Counter(match[1].strip().lower() for match in _BRACKETS.finditer(text))
    for match in _DEFINITION.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip(" "))
        if start in code or match[1].startswith("^"):
            continue
        if not _begins_block(text, match.start()) or used[match[1].strip().lower()] > 1:
            continue
        if not (match[2] or match[3]) or match[3] == "#" or match[1] == "//":
            continue  # A comment: "[//]: # (text)", "[comment]: <> (text)".
        number = 2 if match[2] is not None else 3
        place = Place.between(document.lines, start, match.end())
        target_place = Place.between(document.lines, *match.span(number))
        yield Reference(
            kind="link",
            target=match[number],
            text=match[1],
            element="definition",
            place=place,
            target_place=target_place,
        )


def defined_targets(text: str) -> dict[str, Span]:
    """The place of each label's target; if a label is defined twice, the first definition counts."""
    found: dict[str, Span] = {}
    for match in _DEFINITION.finditer(text):
        number = 2 if match[2] is not None else 3
        found.setdefault(_folded(match[1]), Span(*match.span(number)))
    return found


def label_in(written: str) -> str:
    """The label of a link as written: the text in its last brackets, or in the first ones if the last are empty."""
    match = _LABEL.search(written)
    return _folded(match[1]) if match is not None else ""


def _begins_block(text: str, at: int) -> bool:
    """Whether the line before is blank or also a definition: a definition can't interrupt a paragraph."""
    end = max(at - 1, 0)
    before = text[text.rfind("\n", 0, end) + 1 : end]
    return not before.strip() or before.startswith("---") or _DEFINITION.match(before) is not None


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
