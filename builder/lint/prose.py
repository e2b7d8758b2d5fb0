"""What a page's own text shows to be wrong: nothing in it, placeholders, links that are none, live keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.article.tag_syntax import shown_tag, syntax_advice
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.span import Span
from builder.lint.broken_links import broken_links
from builder.lint.code_fences import code_fences
from builder.lint.foreign_syntax import FOREIGN, foreign_syntax
from builder.lint.pipe_tables import table_checks
from builder.lint.raw_html import HTML_AS_TEXT, html_texts
from builder.lint.sentence_patterns import at_offsets, in_texts, text_nodes

_PLACEHOLDER = re.compile(
    r"^[\s_*]*(?:TODO(?! (?:[Ll]ist|[Cc]omment|[Ii]tem|[Aa]pp)s?\b)|FIXME|TBD|TBA)\b"
    r"|(?<![^\W_])(?:(?:TODO|FIXME)(?=:)|(?:TBD|[Ll]orem [Ii]psum)(?![^\W_]))"
)
_WORDS = tuple(map(re.compile, ("T(?:ODO|B[AD])", "FIXME", "orem [Ii]psum")))
"""What placeholders have in them. Most texts have none, which patterns that begin with a letter see soonest."""
_SECRET = re.compile(
    r"(?<![A-Za-z0-9_-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90}"
    r"|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{16,90}|[sr]k_live_[A-Za-z0-9]{20,90}"
    r"|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"
)
_KEY_SIGNS = tuple(
    map(re.compile, ("A(?:KIA|Iza)", "g(?:h[pousr]_|ithub_pat_|lpat-)", r"SG\.", "xox[abprs]-", "k_live_", "npm_"))
)
"""The same of keys."""
_MADE_UP = re.compile(r"example|sample|dummy|redacted|your|xxxx|1234567|abcdef", re.IGNORECASE)
_ONCE_A_PAGE = frozenset({HTML_AS_TEXT, FOREIGN})
_TAG_END = re.compile(r"\{%|%\}")
FEWEST_LETTERS = 10
"""Different characters below which a key is taken for a made-up one."""


def text_checks(document: Document) -> Iterator[Diagnostic]:
    """The findings, with an empty path for the page."""
    if not document.ast.children and document.front_matter.values and document.text.strip():
        yield Diagnostic("page-empty", "info", "The page has front matter, but no content.", "", 1, 1)
    if _has_any(document.text, _WORDS):
        yield from _placeholders(document)
    yield from broken_links(document)
    yield from _broken_tags(document)
    yield from html_texts(document)
    yield from foreign_syntax(document)
    yield from code_fences(document)
    yield from table_checks(document)
    for match in _SECRET.finditer(document.text) if _has_any(document.text, _KEY_SIGNS) else ():
        if not _MADE_UP.search(match[0]) and len(set(match[0])) >= FEWEST_LETTERS:
            message = f"The key '{match[0][:8]}…' looks live."
            yield at_offsets(document, match.start(), match.end(), "secret-exposed", "warning", message, match[0][:8])


def _has_any(text: str, signs: Iterable[re.Pattern[str]]) -> bool:
    return any(sign.search(text) for sign in signs)


def reported_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A page's findings in the order of their places, of those with one cause all over the page the first."""
    reported: set[tuple[str, str]] = set()
    for diagnostic in sorted(found, key=lambda each: (each.line, each.column, each.code)):
        if diagnostic.code in _ONCE_A_PAGE:
            construct = (diagnostic.code, diagnostic.subject)
            if construct in reported:
                continue
            reported.add(construct)
        yield diagnostic


def _broken_tags(document: Document) -> Iterator[Diagnostic]:
    """What opens or closes a tag, and was read as text, for the other end of the tag is missing."""
    if "%" not in document.text or ("{%" not in document.text and "%}" not in document.text):
        return
    for node in text_nodes(document.ast):
        content = node.attributes.get("content")
        if not isinstance(content, str) or ("{%" not in content and "%}" not in content):
            continue
        span = node.span
        if span is None:
            continue
        yield from _halves(document, span)


def _halves(document: Document, span: Span) -> Iterator[Diagnostic]:
    """The signs in one text; of a tag that has both and was not read, the first says why."""
    text = document.text
    opening = -1
    for match in _TAG_END.finditer(text[span.start : span.end]):
        start, end = span.start + match.start(), span.start + match.end()
        if text[start - 1 : start] == "\\":
            continue
        if match[0] == "%}" and opening >= 0:
            advice = syntax_advice(text[opening + 2 : start])
            said = f"The tag `{shown_tag(text[opening + 2 : start])}` can't be read."
            found = at_offsets(document, opening, end, "tag-unfinished", "error", said, text[opening:end][:60])
            yield replace(found, message=advice.message, help=advice.help) if advice is not None else found
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


def _half(document: Document, start: int) -> Diagnostic:
    sign = document.text[start : start + 2]
    other = "%}" if sign == "{%" else "{%"
    message = f"This `{sign}` has no `{other}`, so readers see it as text."
    return at_offsets(document, start, start + 2, "tag-unfinished", "error", message, sign)


def _placeholders(document: Document) -> Iterator[Diagnostic]:
    for match, offset in in_texts(document, _PLACEHOLDER):
        word = match[0].lstrip("_* \t\n")
        end = offset + match.end()
        message = f"The placeholder '{word}' was left behind."
        yield at_offsets(document, end - len(word), end, "placeholder-left", "warning", message, word)
