"""Finds unsafe addresses in text that is published unchanged: plain Markdown, and HTML of templates.

Markdown that Handrail shows as text may be a link to another program: a link with an unsafe scheme, an autolink, an
HTML element. So Markdown outputs have ``#`` instead of such an address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

from builder.content.addresses import NEVER_SAFE, NOWHERE, scheme_of

_ADDRESS_ATTRIBUTES = "href|src|srcset|action|formaction|data|poster|ping|background|manifest|cite"
_OPENING = re.compile(
    # A link or an image, or a definition; an autolink; an attribute of an element or of a tag.
    r"\][(:]\s*<?|<(?=[A-Za-z])|=(?:\s*[\"']|(?=[A-Za-z&\\]))"
)
"""The characters before an address in Markdown."""
_LONGEST_SCHEME = 500
"""The number of characters in which a scheme is searched, written with entities and escapes."""
_MAY_BE_SCHEME = re.compile(r"(?!https?:|[\w]*[/.#)])[A-Za-z&\\\s\x00-\x20]", re.ASCII)
"""The first character of an address that may have a scheme, including entities and escapes."""
_WRITTEN_OUT = tuple(f"{scheme}:" for scheme in sorted(NEVER_SAFE))
_ENDS = {"<": re.compile(r"[<>\n]"), '"': re.compile(r'["\n]'), "'": re.compile(r"['\n]")}
_BARE_END = re.compile(r"[\s<>\"']")
_BACKTICKS = re.compile(r"\\.|(`+)|(\n)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_IN_HTML = re.compile(
    rf"[\s\"'](?:{_ADDRESS_ATTRIBUTES}|xlink:href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))"
    r"|http-equiv\s*=\s*[\"']?refresh[\"']?[^<>]*?url\s*=\s*[\"']?([^\s\"'<>]+)",
    re.IGNORECASE,
)
_MAY_BE_HARMFUL = re.compile(
    r"""=\s*["']?[\x00-\x20]*(?!(?:https?|mailto|og|article|twitter):)[A-Za-z0-9+.\t\n\r-]*[:&]"""
)
"""A value with a scheme other than the usual ones, or with an entity where a scheme may be. Most pages have none."""


def is_harmful(address: str) -> bool:
    """Whether the scheme of the address is never published."""
    return scheme_of(address) in NEVER_SAFE


def harmful_addresses(markdown: str) -> Iterator[tuple[int, int]]:
    """Start and end of each unsafe address in Markdown, in order, including those in code."""
    if not _may_have_one(markdown):
        return
    match = _OPENING.search(markdown)
    while match is not None:
        start = end = match.end()
        if not _is_escaped(markdown, match.start()) and _MAY_BE_SCHEME.match(markdown, start):
            written = markdown[start : start + _LONGEST_SCHEME]
            if is_harmful(_ESCAPED.sub(r"\1", unescape(written))):
                end = max(_end(markdown, start, match[0][-1]), start + 1)
                yield start, end
        match = _OPENING.search(markdown, end)


def _may_have_one(text: str) -> bool:
    """A quick test: without entities and escapes, a scheme is written literally, apart from characters that browsers
    skip.
    """
    if not ("](" in text or "]:" in text or "<" in text or "=" in text):
        return False
    if "&" in text or "\\" in text:
        return True
    # Several times as fast as `translate`.
    plain = text.replace("\n", "").replace("\t", "").replace("\r", "").lower()
    for scheme in _WRITTEN_OUT:  # noqa: SIM110 - a generator takes longer than the search
        if scheme in plain:
            return True
    return False


def _is_escaped(text: str, at: int) -> bool:
    """Whether there is an odd number of backslashes before that offset."""
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def without_harmful_addresses(markdown: str) -> str:
    """Markdown with ``#`` instead of each unsafe address, except in inline code."""
    found = list(harmful_addresses(markdown))
    if not found:
        return markdown
    code = _code_spans(markdown)
    pieces: list[str] = []
    position = 0
    for start, end in found:
        before = bisect_right(code, (start, end)) - 1
        if before < 0 or code[before][1] <= start:
            pieces += markdown[position:start], NOWHERE
            position = end
    return "".join((*pieces, markdown[position:]))


def _code_spans(markdown: str) -> list[tuple[int, int]]:
    """Code between backticks on one line, in order."""
    found: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for match in _BACKTICKS.finditer(markdown):
        ticks = match[1]
        if match[2]:
            opened.clear()
        elif ticks in opened:
            found.append((opened[ticks], match.end()))
            opened.clear()
        elif ticks:
            opened[ticks] = match.start()
    return found


def harmful_in_html(html: str) -> str:
    """The first unsafe address of an HTML element; empty if there is none."""
    if not _MAY_BE_HARMFUL.search(html):
        return ""
    for match in _IN_HTML.finditer(html):
        address = match[match.lastindex or 0]
        if ":" in address or "&" in address:
            address = unescape(address)
            if is_harmful(address):
                return address
    return ""


def _end(text: str, start: int, before: str) -> int:
    """The end of the address that begins at ``start``, after that character."""
    found = _ENDS.get(before, _BARE_END).search(text, start)
    end = found.start() if found is not None else len(text)
    if before in _ENDS:
        return end
    # Without delimiters around it, its own brackets must be balanced.
    depth = 0
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0:
            return at
    return end
