"""Markdown with a small mistake, so that readers see its signs: bold text never closed, lists without spaces."""

from __future__ import annotations

import html
import re
from collections import Counter
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
_DASHES = re.compile(r"^[ \t>]{0,6}\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*){0,99}\|?[ \t]*$", re.MULTILINE)
_LIKE_DASHES = re.compile(r"[ \t>]{0,6}[|\s:=_.*~–—―−-]{3,400}\Z")
_LATER_NUMBERS = re.compile(
    r"\S[ \t]{0,2}\n[ \t>]{0,6}(?P<first>(\d{1,3})[.)] +\S[^\n]{0,400})\n"
    r"(?:[ \t>]{0,6}(?!\d{1,3}[.)] )\S[^\n]{0,400}\n){0,2}"
    r"[ \t>]{0,6}(\d{1,3})[.)] +\S"
)
_FOOTNOTE = re.compile(r"(?<![\[/\\|(*+?])\[\^(?!\w-|[a-zA-Z]\])[A-Za-z0-9][\w-]{0,39}\](?![:({*+?/-])")
_NOTE = (
    "Set `markdown: {footnotes: true}` in handrail.yml, and write `[^1]: The note.` Or write the remark in brackets."
)
_BACKQUOTE = re.compile(r"(?<![`\\])`(?!`)")


def unread_markdown(linted: LintedText) -> Iterator[Diagnostic]:
    """Markdown characters that readers see, and blocks that a missing space or line turns into a sentence."""
    document = linted.document
    text = document.text
    if "**" in text:
        yield from _bold(document)
    if "&" in text and _ENTITY.search(text):
        yield from _entities(document)
    if "`" in text and any(part.count("`") % 2 for part in text.split("\n\n")):
        yield from _backquotes(document)
    if "[^" in text:
        yield from _footnotes(document)
    if "\n" in text:
        yield from _lists(document)
        if _LATER_NUMBERS.search(text):
            yield from _later_numbers(document)
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
            hint = "Remove the space inside the asterisks, or add a space outside them."
        place = Place.between(document.lines, start, end)
        yield diagnostic_at(UNREAD, place, message, f"bold {shown[:40]}", hint)


def _backquotes(document: Document) -> Iterator[Diagnostic]:
    """A backquote alone in its sentence, beside a word: it begins or ends no code."""
    alone = list(in_texts(document, _BACKQUOTE))
    counts = Counter(offset for _, offset in alone)
    for match, offset in alone:
        if counts[offset] > 1:
            continue
        at = offset + match.start()
        line = document.text[document.text.rfind("\n", 0, at) + 1 : (document.text.find("\n", at) + 1 or None)]
        if "'" in document.text[at : at + 80] or "|" in line:
            continue  # An old quotation mark, or a cell of a table, which has its own report.
        word = re.match(r"`[\w$@./~<-][^\s`]{0,40}", document.text[at : at + 42]) or re.search(
            r"[^\s`]{0,40}[\w)>/*-]`\Z", document.text[max(0, at - 40) : at + 1]
        )
        if word is not None and not re.search(r"\w`\w", document.text[max(0, at - 1) : at + 2]):
            message = f"The backquote in `{word[0].replace('`', '')}` has no matching one: readers see it."
            place = Place.between(document.lines, at, at + 1)
            yield diagnostic_at(UNREAD, place, message, f"backquote {word[0]}", "Add the other one, or remove it.")


def _footnotes(document: Document) -> Iterator[Diagnostic]:
    """References to footnotes, which are text where footnotes are not switched on."""
    if any(error.id == "footnote-undefined" for error in document.ast.errors):
        return
    links = (node for node in document.ast.walk() if node.type == "link")
    for node in (*text_nodes(document.ast), *links):
        # A note of one word is read as the definition of a link's label.
        if node.span is not None and "[^" in document.text[node.span.start : node.span.end]:
            found = _FOOTNOTE.search(document.text, node.span.start, node.span.end)
            if found is not None:
                message = f"`{found[0]}` is a footnote: readers see it as text."
                yield diagnostic_at(
                    "foreign-syntax", Place.between(document.lines, *found.span()), message, "footnote", _NOTE
                )


def _entities(document: Document) -> Iterator[Diagnostic]:
    """Names between ``&`` and ``;`` that are not the name of a character."""
    for match, offset in in_texts(document, _ENTITY):
        if match[0][1:] not in html.entities.html5:
            place = Place.between(document.lines, offset + match.start(), offset + match.end())
            message = f"`{match[0]}` is not the name of a character: readers see it as text."
            yield diagnostic_at(UNREAD, place, message, match[0], "Write the character itself, or correct the name.")


def _lists(document: Document) -> Iterator[Diagnostic]:
    for pattern, second_line, right in _LISTS:
        if second_line.search(document.text) is None:
            continue
        for match, offset in in_texts(document, pattern, least_lines=2):
            start = offset + match.start() + len(match[0]) - len(match[0].lstrip(" \t>"))
            first = match[0].lstrip(" \t>").split("\n")[0]
            place = Place.between(document.lines, start, start + len(first))
            message = f"`{first[:50]}` doesn't begin a list: readers see its lines as one sentence."
            yield diagnostic_at(UNREAD, place, message, f"list {first[:40]}", f"Write `{right}`, with a space.")


_LISTS = (
    (_TYPED_BULLETS, re.compile(r"\n[ \t>]{0,6}[•·▪◦●‣]"), "- text"),
    (_TIGHT_BULLETS, re.compile(r"\n[ \t>]{0,6}[-+*][A-Z`\[]"), "- text"),
    (_TIGHT_NUMBERS, re.compile(r"\n[ \t>]{0,6}2[.)][A-Za-z`\[]"), "1. text"),
)
"""Each with the second of its lines, which few texts have, and with the right form."""


def _later_numbers(document: Document) -> Iterator[Diagnostic]:
    """A list directly below a sentence that doesn't begin with 1: only one that does can interrupt a paragraph."""
    for match, offset in in_texts(document, _LATER_NUMBERS, least_lines=2):
        if int(match[2]) + 1 == int(match[3]) and int(match[2]) != 1:
            start = offset + match.start("first")
            place = Place.between(document.lines, start, offset + match.end("first"))
            message = f"`{match['first'][:50]}` doesn't begin a list: readers see its lines as one sentence."
            hint = "Put a blank line before it, or begin with 1."
            yield diagnostic_at(UNREAD, place, message, f"list {match['first'][:40]}", hint)


def _tables(document: Document) -> Iterator[Diagnostic]:
    """Rows with bars on both sides, and no line of dashes."""
    if document.text.count("|") < 6:
        return
    for match, offset in in_texts(document, _ROWS, least_lines=2):
        if _DASHES.search(match.string):
            continue
        first, second = match[0].split("\n")[:2]
        start = offset + match.start()
        place = Place.between(document.lines, start, start + len(first))
        message = "These rows have no line of dashes, so they are not read as a table."
        if _LIKE_DASHES.match(second):
            message = f"'{second.strip()[:60]}' is not a line of dashes, so these rows are not read as a table."
        yield diagnostic_at(
            "table-not-read", place, message, first[:60], "Put a line such as | --- | --- | below the header."
        )
