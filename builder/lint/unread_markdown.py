"""Markdown with a small mistake, so that readers see its signs: bold text never closed, lists without blanks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import in_texts, text_nodes

UNREAD = "markdown-not-read"

_BOLD_LEFT = re.compile(
    r"(?<![*\\\w/(])(?<![(,] )\*\*(?=[^\W\d_])[^*\n]{1,60}|(?<![*\\\w])\*\*(?=[「『（《【“\"'(\[])[^*\n]{1,60}"
    r"|(?<=[^\s*\\(/])\*\*(?![\w*/])|(?<![\w*\\])\*\* [^\W\d_][^*\n]{0,80} \*\*(?![\w*])"
)
_BOLD_PAIR = re.compile(r"(?<![*\\])\*\*([ ]?[^\s*][^*\n]{0,80})\*\*(?!\*)")
_WORD_BEFORE = re.compile(r"\S*\Z")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30});")
_TYPED_BULLETS = re.compile(r"^[ \t>]{0,6}([•·▪◦●‣])[ \t\u00a0]*\S[^\n]{0,200}\n[ \t>]{0,6}\1[ \t\u00a0]*\S")
_TIGHT_BULLETS = re.compile(
    r"\A[-+*](?=[A-Z`\[])(?!.*[|*])[^\n]{1,200}\n[ \t>]{0,6}[-+*](?=[A-Z`\[])(?!.*[|*])\S[^\n]{0,40}"
)
_TIGHT_NUMBERS = re.compile(r"\A1[.)](?=[A-Za-z`\[])[^\n]{1,200}\n[ \t>]{0,6}2[.)](?=[A-Za-z`\[])\S[^\n]{0,40}")
_ROWS = re.compile(
    r"\A\|[^\n]{1,400}\|[^\n]{1,400}\|[ \t]*\n[ \t>]{0,6}\|[^\n]{1,400}\|[^\n]{1,400}\|[ \t]*$", re.MULTILINE
)
_DASHES = re.compile(r"^[ \t>]{0,6}\|?[ \t]*:?-{1,}:?[ \t]*\|", re.MULTILINE)


def unread_markdown(linted: LintedText) -> Iterator[Diagnostic]:
    """Signs of Markdown that are left in a sentence, and blocks that a missing blank or line makes a sentence."""
    document = linted.document
    text = document.text
    if "**" in text:
        yield from _bold(document)
    if "&" in text and _ENTITY.search(text):
        yield from _entities(document)
    if "\n" in text:
        yield from _lists(document)
        yield from _tables(document)


def _bold(document: Document) -> Iterator[Diagnostic]:
    """Two asterisks that begin or end nothing."""
    left = [node for node in text_nodes(document.ast) if "**" in str(node.attributes.get("content", ""))]
    if left and any(node.type == "error" for node in document.ast.walk()):
        return  # After a tag that can't be read, the rest of its sentence isn't read either.
    for node in left:
        span = node.span
        if span is None or "**" not in document.text[span.start : span.end]:
            continue
        found = _BOLD_LEFT.search(document.text, span.start, span.end)
        if found is None:
            continue
        written = document.text[found.start() : found.end()].rstrip()
        pair = _BOLD_PAIR.search(document.text, span.start, span.end)
        start, end = (pair.start(), pair.end()) if pair is not None else (found.start(), found.start() + len(written))
        if pair is None and written == "**":
            start = _WORD_BEFORE.search(document.text, max(span.start, start - 40), start).start()  # type: ignore[union-attr]
        shown = document.text[start:end]
        if pair is None:
            message, hint = (
                f"`{shown[:50]}` is bold on one side only: readers see the asterisks.",
                "Close it: `**text**`.",
            )
        else:
            message = f"`{shown[:50]}` is not read as bold: readers see the asterisks."
            hint = "Put no blank inside the asterisks, and a blank or a letter outside of them."
        place = Place.between(document.lines, start, end)
        yield diagnostic_at(UNREAD, place, message, f"bold {shown[:40]}", hint)


def _entities(document: Document) -> Iterator[Diagnostic]:
    """Names between ``&`` and ``;`` that are no character's."""
    for match, offset in in_texts(document, _ENTITY):
        if match[0][1:] not in html.entities.html5:
            place = Place.between(document.lines, offset + match.start(), offset + match.end())
            message = f"`{match[0]}` is not the name of a character: readers see it as it is written."
            yield diagnostic_at(UNREAD, place, message, match[0], "Write the character itself, or correct the name.")


def _lists(document: Document) -> Iterator[Diagnostic]:
    for pattern, second_line, right in _LISTS:
        if second_line.search(document.text) is None:
            continue
        for match, offset in in_texts(document, pattern):
            start = offset + match.start() + len(match[0]) - len(match[0].lstrip(" \t>"))
            first = match[0].lstrip(" \t>").split("\n")[0]
            place = Place.between(document.lines, start, start + len(first))
            message = f"`{first[:50]}` begins no list: readers see its lines as one sentence."
            yield diagnostic_at(UNREAD, place, message, f"list {first[:40]}", f"Write `{right}`, with a blank.")


_LISTS = (
    (_TYPED_BULLETS, re.compile(r"\n[ \t>]{0,6}[•·▪◦●‣]"), "- text"),
    (_TIGHT_BULLETS, re.compile(r"\n[ \t>]{0,6}[-+*][A-Z`\[]"), "- text"),
    (_TIGHT_NUMBERS, re.compile(r"\n[ \t>]{0,6}2[.)][A-Za-z`\[]"), "1. text"),
)
"""Each with the second of its lines, which few texts have, and with the right form."""


def _tables(document: Document) -> Iterator[Diagnostic]:
    """Rows with bars on both sides, and no line of dashes."""
    if document.text.count("|") < 6:
        return
    for match, offset in in_texts(document, _ROWS):
        if _DASHES.search(match.string):
            continue
        first = match[0].split("\n")[0]
        start = offset + match.start()
        place = Place.between(document.lines, start, start + len(first))
        message = "These rows have no line of dashes, so they are not read as a table."
        yield diagnostic_at(
            "table-not-read", place, message, first[:60], "Put a line such as | --- | --- | below the head."
        )
