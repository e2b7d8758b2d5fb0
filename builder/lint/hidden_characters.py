"""Finds invisible characters: those that reorder the visible text, and those in code that readers copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import in_texts

_ORDER = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_HIDDEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_HIDDEN_IN_TEXT = re.compile("(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")
"""Not the flags of regions, which are a black flag and such characters."""


def hidden_characters(linted: LintedText) -> Iterator[Diagnostic]:
    """Characters that change the direction of writing, and invisible ones in code: https://trojansource.codes"""
    document = linted.document
    if document.text.isascii():
        return
    code = tuple(_code(document))
    if _ORDER.search(document.text):
        yield from _directions(document, code)
    if _HIDDEN.search(document.text):
        yield from _invisible(document, code)


def _code(document: Document) -> Iterator[tuple[int, int]]:
    for node in document.ast.walk():
        if node.type in ("fence", "code_block", "code") and node.span is not None:
            yield node.span.start, node.span.end


def _directions(document: Document, code: tuple[tuple[int, int], ...]) -> Iterator[Diagnostic]:
    """All in code; in a sentence overrides and those that are not closed in the same line."""
    offset = 0
    for line in document.text.splitlines(keepends=True):
        found = list(_ORDER.finditer(line))
        opened = sum(each[0] in _OPENING for each in found)
        unclosed = opened > len(found) - opened
        for each in found:
            at = offset + each.start()
            in_code = any(start <= at < end for start, end in code)
            if in_code or each[0] in _OVERRIDES or (unclosed and each[0] in _OPENING):
                place = Place.between(document.lines, at, at + 1)
                message = f"The invisible character {_name(each[0])} changes the order in which readers see the text."
                yield diagnostic_at("bidi-control", place, message, f"{ord(each[0]):04X} {line.strip()[:40]}")
                break
        offset += len(line)


def _invisible(document: Document, code: tuple[tuple[int, int], ...]) -> Iterator[Diagnostic]:
    """In code any; in a sentence those that spell a hidden text."""
    for start, end in code:
        found = _HIDDEN.search(document.text, start, end)
        # An empty code span can only be written with such a character.
        if found is not None and document.text[start:end].strip("`") != found[0]:
            place = Place.between(document.lines, found.start(), found.end())
            message = f"The invisible character {_name(found[0])} is in code, which readers copy."
            yield diagnostic_at("hidden-character", place, message, f"{ord(found[0]):04X} {found.start() - start}")
    for match, offset in in_texts(document, _HIDDEN_IN_TEXT):
        place = Place.between(document.lines, offset + match.start(), offset + match.end())
        message = f"{len(match[0])} invisible characters are in the text: programs read them, people don't see them."
        yield diagnostic_at("hidden-character", place, message, f"text {len(match[0])}")


def _name(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'unnamed').lower()})"
