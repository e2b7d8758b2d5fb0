"""HTML in a page: it is not taken over, so readers see it as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.lint.sentence_patterns import at_offsets, in_texts
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic

HTML_AS_TEXT = "html-as-text"
"""Told once a page for each element."""

_ATTRIBUTE = (
    r"\s+[A-Za-z_:@][\w:.\-]{0,60}\s{0,20}=\s{0,20}"
    r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|\{[^{}<>]{0,2000}\}|[^\s\"'<>=`]{1,200})"
)
_ELEMENT = re.compile(rf"(?<!\\)<([A-Za-z][\w\-]{{0,40}})((?:{_ATTRIBUTE}){{0,40}})\s{{0,200}}/?>")
_SIGN = re.compile(r"<[A-Za-z]")
_NAMES = re.compile(
    r"(?:a|b|big|blockquote|br|center|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark"
    r"|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)\Z",
    re.IGNORECASE,
)
"""Elements that are HTML without an attribute as well; other names in angle brackets may be placeholders."""


def html_texts(document: Document) -> Iterator[Diagnostic]:
    """The findings, with an empty path for the page; of those of one element, a page tells the first."""
    if "<" not in document.text or not _SIGN.search(document.text) or not _ELEMENT.search(document.text):
        return
    for match, offset in in_texts(document, _ELEMENT):
        name = match[1]
        start, end = offset + match.start(), offset + match.end()
        if _is_html(document.text, match, start):
            message = f"'<{name}>' is HTML, which readers see as it is written."
            yield at_offsets(document, start, end, HTML_AS_TEXT, "warning", message, name)


def _is_html(text: str, match: re.Match[str], start: int) -> bool:
    name = match[1]
    if match[2]:
        return True
    if _NAMES.match(name):
        # A letter in angle brackets behind a word is the type of something: List<p>.
        return len(name) > 1 or not text[start - 1 : start].isalnum()
    # A component: alone on its line, or closed in the same block. More is not looked at, for a block must read the
    # same wherever it stands.
    end = start + len(match[0])
    line = text[text.rfind("\n", 0, start) + 1 : start] + _rest_of_line(text, end)
    return name[0].isupper() and (not line.strip() or f"</{name}>" in match.string)


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
