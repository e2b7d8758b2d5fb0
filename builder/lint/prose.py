"""Problems of a page's text: no content, words left for later, secrets that look real."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.article.linting import LintedText
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import in_texts

_PLACEHOLDER = re.compile(
    r"^[\s_*]*(?:TODO(?! (?:[Ll]ist|[Cc]omment|[Ii]tem|[Aa]pp)s?\b)|FIXME|TBD|TBA)\b"
    r"|(?<![^\W_])(?:(?:TODO|FIXME)(?=:)|(?:TBD|[Ll]orem [Ii]psum)(?![^\W_]))"
)
_WORDS = tuple(map(re.compile, ("T(?:ODO|B[AD])", "FIXME", "orem [Ii]psum")))
"""Parts of all such words. Most texts have none, and a pattern that begins with a letter shows that fastest."""
_SECRET = re.compile(
    r"(?<![A-Za-z0-9_-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90}"
    r"|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{16,90}|[sr]k_live_[A-Za-z0-9]{20,90}"
    r"|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"
)
_KEY_SIGNS = tuple(
    map(re.compile, ("A(?:KIA|Iza)", "g(?:h[pousr]_|ithub_pat_|lpat-)", r"SG\.", "xox[abprs]-", "k_live_", "npm_"))
)
"""Parts of every key."""
_MADE_UP = re.compile(r"example|sample|dummy|redacted|your|xxxx|1234567|abcdef", re.IGNORECASE)
FEWEST_LETTERS = 10
"""A key with fewer different characters counts as made up."""


def empty_pages(text: LintedText) -> Iterator[Diagnostic]:
    """Front matter without any content after it."""
    document = text.document
    if not document.ast.children and document.front_matter.values and document.text.strip():
        yield diagnostic_at("page-empty", Place(line=1, column=1), "The page has front matter, but no content.")


def placeholder_words(text: LintedText) -> Iterator[Diagnostic]:
    """Words that an author left for later, such as TODO."""
    document = text.document
    if not _has_any(document.text, _WORDS):
        return
    for match, offset in in_texts(document, _PLACEHOLDER):
        word = match[0].lstrip("_* \t\n")
        end = offset + match.end()
        place = Place.between(document.lines, end - len(word), end)
        yield diagnostic_at("placeholder-left", place, f"The placeholder '{word}' is still in the text.", word)


def secrets(text: LintedText) -> Iterator[Diagnostic]:
    """Keys of well-known services that look real; in code too, because readers copy it."""
    document = text.document
    for match in _SECRET.finditer(document.text) if _has_any(document.text, _KEY_SIGNS) else ():
        if not _MADE_UP.search(match[0]) and len(set(match[0])) >= FEWEST_LETTERS:
            place = Place.between(document.lines, *match.span())
            yield diagnostic_at("secret-exposed", place, f"The key '{match[0][:8]}…' looks real.", match[0][:8])


def _has_any(text: str, signs: Iterable[re.Pattern[str]]) -> bool:
    return any(sign.search(text) for sign in signs)
