"""Tags that are read as text, because they are malformed or their other half is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.article.tag_syntax import shown_tag, syntax_advice
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.span import Span
from builder.lint.sentence_patterns import text_nodes

_TAG = re.compile(r"\{%[^\n]{0,400}?%\}")
_MAY_BE_FIXED = re.compile(r"!\[[^\]\n]{0,400}\{%|\]\([^)\n]{0,400}\{%|\]:[^\n]{0,400}\{%")
_TAG_END = re.compile(r"\{%|%\}|\{\\%|%\\\}")


def broken_tags(text: LintedText) -> Iterator[Diagnostic]:
    """Each ``{%`` or ``%}`` in a sentence that is not escaped; a pair of them is one tag that can't be read."""
    document = text.document
    if "%" not in document.text or ("{%" not in document.text and "%}" not in document.text):
        return
    if _MAY_BE_FIXED.search(document.text):
        yield from _in_fixed_texts(document)
    for node in text_nodes(document.ast):
        content = node.attributes.get("content")
        if not isinstance(content, str) or ("{%" not in content and "%}" not in content):
            continue
        span = node.span
        if span is None:
            continue
        yield from _halves(document, span)


def _in_fixed_texts(document: Document) -> Iterator[Diagnostic]:
    """Whole tags in alternative texts and in titles of links and images, which are published as they are written."""
    for node in document.ast.walk():
        if node.type not in ("image", "link") or node.span is None:
            continue
        for attribute in ("alt", "title"):
            value = node.attributes.get(attribute)
            found = _TAG.search(value) if isinstance(value, str) and "{%" in value else None
            if found is None:
                continue
            at = document.text.find(found[0], node.span.start, node.span.end)
            start, end = (at, at + len(found[0])) if at >= 0 else (node.span.start, node.span.end)
            named = "an alternative text" if attribute == "alt" else "a title"
            message = f"The tag `{found[0][:60]}` is part of {named}: readers see it as it is written."
            place = Place.between(document.lines, start, end)
            yield diagnostic_at("tag-not-read", place, message, found[0][:60], _FIXED_HELP[node.type])


_FIXED_HELP = {
    "image": 'Write plain text, or use a tag: `{% image src="…" alt=$name /%}`.',
    "link": "Write the text itself.",
}


def _halves(document: Document, span: Span) -> Iterator[Diagnostic]:
    """The delimiters in one text; for an unread tag with both, the first reports the reason."""
    text = document.text
    opening, is_escaped = -1, False
    for match in _TAG_END.finditer(text[span.start : span.end]):
        start, end = span.start + match.start(), span.start + match.end()
        if text[start - 1 : start] == "\\" or "\\" in match[0]:
            is_escaped = match[0][0] != "%"
            continue
        if match[0] == "%}" and is_escaped:
            is_escaped = False
            continue  # The end of a tag whose beginning is escaped.
        if match[0] == "%}" and opening >= 0:
            yield _unread(document, opening, end)
            opening = -1
            continue
        if opening >= 0:
            yield _half(document, opening)
        opening = -1
        if match[0] == "{%":
            opening = start
        else:
            yield _half(document, start)
    if opening >= 0:
        yield _half(document, opening)


def _unread(document: Document, start: int, end: int) -> Diagnostic:
    content = document.text[start + 2 : end - 2]
    advice = syntax_advice(content)
    message = advice.message if advice is not None else f"The tag `{shown_tag(content)}` can't be read."
    place = Place.between(document.lines, start, end)
    subject = document.text[start:end][:60]
    return diagnostic_at("tag-unfinished", place, message, subject, advice.help if advice is not None else "")


def _half(document: Document, start: int) -> Diagnostic:
    sign = document.text[start : start + 2]
    other = "%}" if sign == "{%" else "{%"
    message = f"This `{sign}` has no `{other}`, so readers see it as text."
    return diagnostic_at("tag-unfinished", Place.between(document.lines, start, start + 2), message, sign)
