"""What a page's own text shows to be wrong: nothing in it, placeholders, links that are none, live keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.markdoc import Node

_PLACEHOLDER = re.compile(r"^\s*(?:TODO|FIXME|TBD|TBA)\b|\b(?:TODO|FIXME)(?=:)|\bTBD\b|\b[Ll]orem ipsum\b")
_WORDS = re.compile(r"TODO|FIXME|TB[AD]|orem ipsum")
_LINK_WITH_BLANK = re.compile(
    r"\[([^\[\]\n]{1,300})\]\((?=[/.#\w])([^\s()<>\"']{1,300}(?:[ \t]+[^\s()<>\"']{1,300})+)\)"
)
_PATH_LIKE = re.compile(r"^(?:/|\.\.?/|#|https?:|www\.)|\.md\b")
_SECRET = re.compile(
    r"(?<![A-Za-z0-9_-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90}"
    r"|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{16,90}|[sr]k_live_[A-Za-z0-9]{20,90}"
    r"|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"
)
_MADE_UP = re.compile(r"example|sample|dummy|redacted|your|xxxx|1234567|abcdef", re.IGNORECASE)
FEWEST_LETTERS = 10
"""Different characters below which a key is taken for a made-up one."""

_Finding = Callable[[Document, re.Match[str], int], Diagnostic | None]


def text_checks(document: Document) -> Iterator[Diagnostic]:
    """The findings, with an empty path for the page."""
    if document.text.strip() and not document.ast.children and document.front_matter.values:
        yield Diagnostic("page-empty", "info", "The page has front matter, but no content.", "", 1, 1)
    if _WORDS.search(document.text):
        yield from _in_texts(document, _PLACEHOLDER, _placeholder)
    if _LINK_WITH_BLANK.search(document.text):
        yield from _in_texts(document, _LINK_WITH_BLANK, _link_with_blank)
    for match in _SECRET.finditer(document.text):
        if not _MADE_UP.search(match[0]) and len(set(match[0])) >= FEWEST_LETTERS:
            message = f"The key '{match[0][:8]}…' looks live."
            yield _at(document, match.start(), match.end(), "secret-exposed", "warning", message, match[0][:8])


def _in_texts(document: Document, pattern: re.Pattern[str], finding: _Finding) -> Iterator[Diagnostic]:
    for node in _texts(document.ast):
        span = node.span
        if span is None:
            continue
        for match in pattern.finditer(document.text[span.start : span.end]):
            found = finding(document, match, span.start)
            if found is not None:
                yield found


def _texts(root: Node) -> Iterator[Node]:
    """The inline nodes of the text: a link that is none is broken up into several text nodes."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "inline":
            yield node
        elif node.type not in ("fence", "code_block"):
            pending.extend(reversed(node.children))


def _placeholder(document: Document, match: re.Match[str], offset: int) -> Diagnostic | None:
    word = match[0].strip()
    start = offset + match.end() - len(word)
    if _in_code(document.text, start):
        return None
    message = f"The placeholder '{word}' was left behind."
    return _at(document, start, offset + match.end(), "placeholder-left", "warning", message, word)


def _link_with_blank(document: Document, match: re.Match[str], offset: int) -> Diagnostic | None:
    target = match[2]
    start, end = offset + match.start(), offset + match.end()
    if not _PATH_LIKE.search(target) or _in_code(document.text, start):
        return None
    right = re.sub(r"[ \t]", "%20", target)
    message = f"The link '{target}' has blanks in it, so it is no link."
    found = _at(document, start, end, "link-malformed", "error", message, target)
    return replace(found, help=f"Write '{right}', or take the blanks out.", suggestions=(right,))


def _in_code(text: str, offset: int) -> bool:
    """Whether an odd number of backticks stands before this place of its line."""
    return text.count("`", text.rfind("\n", 0, offset) + 1, offset) % 2 == 1


def _at(
    document: Document, start: int, end: int, code: str, severity: Severity, message: str, subject: str
) -> Diagnostic:
    first, last = document.lines.position(start), document.lines.position(end)
    return Diagnostic(code, severity, message, "", first.line, first.column, last.line, last.column, subject=subject)
