"""Cuts an article at its headings into sections of plain text, for a search to look through and show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from builder.article.records import Content, SectionText
from builder.article.render.placeholders import without_placeholders
from builder.caches import bounded_cache

_HEADING = re.compile(r'<h([1-6])\b[^<>]*\sid="([^"]*)"[^<>]*>(.*?)</h\1>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup)\b[^<>]*>")
"""Tags that don't separate words."""
_TAG = re.compile(r"<[^<>]*>")


def passages_of(content: Content) -> tuple[SectionText, ...]:
    """The sections of an article: those kept with it, or else cut now."""
    return content.passages or tuple(passages_in(content.body))


def own_title(content: Content) -> str:
    """The text of the ``<h1>`` that an article begins with; empty if it begins otherwise."""
    heading = _HEADING.search(content.body)
    if heading is None or heading[1] != "1" or _text(content.body[: heading.start()]):
        return ""
    return _text(heading[3])


def passages_in(body: str) -> Iterator[SectionText]:
    """The sections of an article's HTML in order, each made when it is asked for; the first has no anchor."""
    headings = _HEADING.finditer(body)
    heading = next(headings, None)
    lead = _text(body[: heading.start()] if heading is not None else body)
    if heading is not None and not lead and heading[1] == "1":
        # The page begins with its title: the text after it belongs to the page, and has the page's address.
        title, heading = heading, next(headings, None)
        lead = _text(body[title.end() : heading.start() if heading is not None else None])
    yield SectionText("", "", lead)
    while heading is not None:
        following = next(headings, None)
        text = body[heading.end() : following.start() if following is not None else None]
        yield SectionText(unescape(heading[2]), _text(heading[3]), _text(text))
        heading = following


def _text(html: str) -> str:
    return _shown(without_placeholders(html))


@bounded_cache(512)
def _shown(html: str) -> str:
    """The text of HTML without placeholders; remembered, because the next version has most sections too."""
    text = _TAG.sub(" ", _INLINE.sub("", html))
    return " ".join((unescape(text) if "&" in text else text).split())
