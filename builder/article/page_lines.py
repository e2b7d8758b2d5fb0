"""The lines of a page's HTML: runs of inline content between blocks, and the words in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from builder.article.render.placeholders import PATTERN

_BLOCK_NAMES = (
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul video"
)
BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
APART = frozenset({"button", "nav", "pre", "script", "style", "svg"})
"""Elements whose text is not part of the sentences around them."""
VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})
_TAG = re.compile(rf"""<(/?)([a-zA-Z][\w-]*)([^<>"'\0]*(?:(?:{PATTERN}|"[^"]*"|'[^']*')[^<>"'\0]*)*)>""")
"""A tag of HTML; a sign in the quotes of an attribute does not end it."""
_HIDDEN = re.compile(r'\bclass="(?:[^"]* )?unseen[ "]|\baria-hidden="true"')
_NO_WORD = re.compile(r"[\W_]+")
_LETTER = re.compile(r"&[#\w]+;|[\s\S]")


class Part(NamedTuple):
    """A piece of a line: a text, a tag of an inline element, or an element that has no text of the line's."""

    kind: Literal["text", "open", "close", "apart"]
    name: str
    """Of the element."""
    start: int
    end: int
    words: str = ""


class WordLine(NamedTuple):
    """The inline content between the tags of two blocks."""

    parts: list[Part]
    at: int
    """Where its words begin among those of the page."""


class WordPlace(NamedTuple):
    """A letter of a line: the part that it is in, and its offset in the HTML."""

    line: WordLine
    part: int
    offset: int


def words_of(text: str) -> str:
    """The letters and digits of a plain text, without case: what is compared."""
    return _NO_WORD.sub("", text.casefold())


class PageLines:
    """All lines of a page's HTML, to look for words in."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.lines: list[WordLine] = []
        self._starts: list[int] = []
        texts: list[str] = []
        at = 0
        for parts in _lines(html):
            words = "".join([part.words for part in parts])
            if words:
                self.lines.append(WordLine(parts, at))
                self._starts.append(at)
                texts.append(words)
                at += len(words) + 1
        # A blank is in no word, so nothing is found across two lines.
        self.words = " ".join(texts)
        self._allowance = 20 * len(self.words) + 100_000

    def find(self, words: str, start: int) -> int:
        """The next place of words, or -1. Searches that find nothing share an allowance, so all take linear time."""
        end = min(len(self.words), start + max(2_000, self._allowance))
        found = self.words.find(words, start, end)
        self._allowance -= (found if found != -1 else end) - start
        return found

    def place(self, at: int) -> WordPlace:
        """The letter at an index of :attr:`words`."""
        line = self.lines[bisect_right(self._starts, at) - 1]
        left = at - line.at
        for index, part in enumerate(line.parts):
            if left < len(part.words):
                return WordPlace(line, index, part.start + self._offset(part, left))
            left -= len(part.words)
        raise IndexError(at)

    def _offset(self, part: Part, number: int) -> int:
        """Where in a part's HTML the letter is that has ``number`` letters before it."""
        seen = 0
        for letter in _LETTER.finditer(self.html, part.start, part.end):
            size = len(words_of(unescape(letter[0])))
            if size and seen >= number:
                return letter.start() - part.start
            seen += size
        return 0


def _lines(html: str) -> Iterator[list[Part]]:
    parts: list[Part] = []
    at, apart, depth = 0, "", 0
    began = 0
    for tag in _TAG.finditer(html):
        name, closes = tag[2].lower(), bool(tag[1])
        if apart:
            depth += 0 if name != apart else -1 if closes else 1
            if depth:
                continue
            if apart not in BLOCKS:
                parts.append(Part("apart", apart, began, tag.end()))
            apart, at = "", tag.end()
            continue
        if tag.start() > at:
            parts.append(_text(html, at, tag.start()))
        at = tag.end()
        if name in BLOCKS:
            yield parts
            parts = []
        if not closes and (name in APART or (name not in VOID and _HIDDEN.search(tag[3]))):
            apart, depth, began = name, 1, tag.start()
        elif name in VOID:
            parts.append(Part("apart", name, tag.start(), tag.end()))
        elif name not in BLOCKS:
            parts.append(Part("close" if closes else "open", name, tag.start(), tag.end()))
    if at < len(html) and not apart:
        parts.append(_text(html, at, len(html)))
    yield parts


def _text(html: str, start: int, end: int) -> Part:
    text = html[start:end]
    return Part("text", "", start, end, words_of(unescape(text) if "&" in text else text))
