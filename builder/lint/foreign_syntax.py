"""Syntax of other programs, which readers see as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.article.linting import LintedText
from builder.caches import bounded_cache
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.foreign_rule import ForeignRule
from builder.lint.foreign_rules import RULES
from builder.lint.sentence_patterns import in_texts
from builder.markdoc import Node

FOREIGN = "foreign-syntax"
"""Each construct is reported once per page."""

_UNDERLINE = re.compile(r"\S[ \t]*\n[ \t>]*--")
_TITLE = re.compile(r"[^\n|]{1,80}(?<![.:;,!?…|])\Z")

_SIGN_LETTERS = frozenset(letter for rule in RULES for sign in rule.signs for letter in sign if not letter.isalnum())
"""The punctuation and spaces of all signs."""

_LETTERS_OF_SIGNS = tuple((rule, [(sign, _SIGN_LETTERS.intersection(sign)) for sign in rule.signs]) for rule in RULES)


def foreign_syntax(linted: LintedText) -> Iterator[Diagnostic]:
    """Each construct of another program, by the rules of :data:`RULES`, and titles underlined with dashes."""
    document = linted.document
    text = document.text
    found: list[_Construct] = []
    for rule, signs in _rules_of(_SIGN_LETTERS.intersection(text)):
        # A loop, because a generator for each rule and block takes longer than the search.
        for sign in signs:
            if sign in text:
                if rule.anywhere.search(text):
                    found += [_Construct(start, end, rule) for start, end in _places(rule, document)]
                break
    yield from (_diagnostic(each, document) for each in _outermost(found))
    if "\n--" in text and _UNDERLINE.search(text, _behind_front_matter(text)):
        yield from _underlined(document)


class _Construct(NamedTuple):
    """A match of a rule."""

    start: int
    end: int
    rule: ForeignRule


def _outermost(found: list[_Construct]) -> Iterator[_Construct]:
    """Without the constructs that are part of another, such as an attribute list of a directive."""
    end = -1
    for each in sorted(found, key=lambda construct: (construct.start, -construct.end)):
        if each.start >= end:
            yield each
            end = each.end


@bounded_cache(4_096)
def _rules_of(letters: frozenset[str]) -> tuple[tuple[ForeignRule, tuple[str, ...]], ...]:
    """The rules with a sign that these letters can write, each with those signs. Most blocks have the same few."""
    written = [
        (rule, tuple([sign for sign, needed in signs if needed <= letters])) for rule, signs in _LETTERS_OF_SIGNS
    ]
    return tuple([(rule, signs) for rule, signs in written if signs])


def _behind_front_matter(text: str) -> int:
    """The offset where the lines after the front matter begin, or it is missing."""
    return max(0, text.find("\n---", 3)) + 1 if text.startswith("---") else 0


def _places(rule: ForeignRule, document: Document) -> Iterator[tuple[int, int]]:
    """The start and end of each match of a rule."""
    if rule.where in ("block", "text"):
        for found, offset in in_texts(document, rule.pattern):
            yield offset + found.start(), offset + found.end()
        return
    if rule.where == "comment":
        for comment in document.ast.walk():
            if (
                comment.type == "comment"
                and comment.span
                and rule.pattern.search(comment.attributes.get("content", ""))
            ):
                yield comment.span.start, comment.span.end
        return
    for node in _own_texts(document.ast, rule.where):
        content = node.attributes.get("content")
        seen = rule.pattern.search(content) if isinstance(content, str) else None
        span = node.span if seen is not None else None
        if seen is not None and span is not None:
            # Annotations at a heading's end are counted from the end, because references before them may be shorter in
            # the content.
            from_end = len(seen.string) - seen.start()
            start = span.end - from_end if rule.where == "heading" else span.start + seen.start()
            yield start, start + len(seen[0].rstrip())


def _own_texts(root: Node, kind: str) -> Iterator[Node]:
    """The first plain text of each block of a kind; for a heading the last one."""
    for node in root.walk():
        if node.type != kind or not node.children:
            continue
        block = node.children[0]
        inline = block.children[0] if block.type == "paragraph" and block.children else block
        if inline.type != "inline" or not inline.children:
            continue
        text = inline.children[-1 if kind == "heading" else 0]
        if text.type == "text":
            yield text


def _diagnostic(construct: _Construct, document: Document) -> Diagnostic:
    rule = construct.rule
    written = document.text[construct.start : construct.end].strip().split("\n")[0]
    shown = written if len(written) <= 50 else written[:49] + "…"
    place = Place.between(document.lines, construct.start, construct.end)
    return diagnostic_at(FOREIGN, place, rule.message.format(shown), rule.name, rule.help)


def _underlined(document: Document) -> Iterator[Diagnostic]:
    """A short line with dashes directly below it: a title in CommonMark, a paragraph and a rule here."""
    text = document.text
    for parent in (document.ast, *document.ast.walk()):
        if not any(child.type == "hr" for child in parent.children):
            continue
        for node, below in zip(parent.children, parent.children[1:], strict=False):
            if node is parent.children[1] and parent.children[0].type == "hr" and parent is document.ast:
                continue  # Front matter after a blank line, which has its own report.
            if node.type != "paragraph" or below.type != "hr" or node.span is None or below.span is None:
                continue
            between = text[node.span.end : below.span.end]
            if _TITLE.match(text[node.span.start : node.span.end]) and between.count("\n") == 1 and "-" in between:
                message = "This is a heading with a line below it: readers see a paragraph and a line."
                place = Place.between(document.lines, node.span.start, below.span.end)
                hint = "Write `## Title`, or put a blank line between the two."
                yield diagnostic_at(FOREIGN, place, message, "setext", hint)
