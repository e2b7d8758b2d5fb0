"""An article cut at its headings into passages of plain text: what a search looks through and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from builder.article.article import HOLE, Content, Passage

_HEADING = re.compile(r'<h([1-6])\b[^<>]*\sid="([^"]*)"[^<>]*>(.*?)</h\1>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup)\b[^<>]*>")
"""Tags that part no words."""
_TAG = re.compile(r"<[^<>]*>")


def passages_of(content: Content) -> tuple[Passage, ...]:
    """The passages of an article: those that are kept with it, or else found anew."""
    return content.passages or tuple(passages_in(content.body))


def passages_in(body: str) -> Iterator[Passage]:
    """The passages of an article's HTML, each made when it is asked for; the first, before a heading, has no anchor."""
    parts = _HEADING.split(body)
    lead, start = _text(parts[0]), 1
    if not lead and len(parts) > 1 and parts[1] == "1":
        # The page begins with its title: what follows is the page's own, and is found by the page's address.
        lead, start = _text(parts[4]), 5
    yield Passage("", "", lead)
    for index in range(start, len(parts), 4):
        _, anchor, heading, text = parts[index : index + 4]
        yield Passage(unescape(anchor), _text(heading), _text(text))


def _text(html: str) -> str:
    return _shown(HOLE.sub("", html) if "\x00" in html else html)


@lru_cache(maxsize=512)
def _shown(html: str) -> str:
    """The text of HTML without holes; most sections stand in the next version as well."""
    text = _TAG.sub(" ", _INLINE.sub("", html))
    return " ".join((unescape(text) if "&" in text else text).split())
