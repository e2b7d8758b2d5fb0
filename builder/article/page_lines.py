"""The lines of a page's HTML: runs of inline content between blocks, and the words in them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate
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
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}
_BETWEEN = "\x01"
_ASCII_LINES = {**_ASCII_WORDS, ord(_BETWEEN): " "}
_WORD_LETTER = re.compile(r"[^\W_]")
_LETTER = re.compile(r"&[#\w]+;|[\s\S]")


class Part(NamedTuple):
    """A piece of a line: a text, a tag of an inline element, or an element that has no text of the line's."""

    kind: Literal["text", "open", "close", "apart"]
    name: str
    """The name of the element."""
    start: int
    end: int
    words: str = ""


class WordLine(NamedTuple):
    """The inline content between the tags of two blocks."""

    parts: list[Part]
    at: int
    """Where its words begin among those of the page."""


class Stretch(NamedTuple):
    """A line that was not requested yet: its HTML, and its text."""

    start: int
    end: int
    text: str


class WordPlace(NamedTuple):
    """A letter of a line: the part that it is in, and its offset in the HTML."""

    line: WordLine
    part: int
    offset: int


def words_of(text: str) -> str:
    """The letters and digits of a plain text, without case, for comparison."""
    if text.isascii():
        # Several times as fast as the pattern.
        return text.translate(_ASCII_WORDS)
    return _NO_WORD.sub("", text.casefold())


class PageLines:
    """All lines of a page's HTML, to look for words in. The parts of a line are found when they are asked for."""

    def __init__(self, html: str) -> None:
        self.html = html
        stretches = list(_stretches(html))
        words = _words_of_lines([stretch.text for stretch in stretches])
        self._stretches = [stretch for stretch, said in zip(stretches, words, strict=True) if said]
        # A space is in no word, so nothing is found across two lines.
        self.words = " ".join(filter(None, words))
        sizes = [len(said) + 1 for said in words if said]
        self._starts = list(accumulate(sizes, initial=0))[:-1]
        self._lines: dict[int, WordLine] = {}
        self._offsets: dict[int, array[int]] = {}
        """The letters' offsets in the parts that were requested, by the part's start: many items can be in one part."""
        self._allowance = 20 * len(self.words) + 100_000

    def find(self, words: str, start: int) -> int:
        """The next place of words, or -1. Searches that find nothing share an allowance, so all take linear time."""
        end = min(len(self.words), start + max(2_000, self._allowance))
        found = self.words.find(words, start, end)
        self._allowance -= (found if found != -1 else end) - start
        return found

    def place(self, at: int) -> WordPlace:
        """The letter at an index of :attr:`words`."""
        line = self._line(bisect_right(self._starts, at) - 1)
        left = at - line.at
        for index, part in enumerate(line.parts):
            if left < len(part.words):
                return WordPlace(line, index, part.start + self._offset(part, left))
            left -= len(part.words)
        raise IndexError(at)

    def _line(self, number: int) -> WordLine:
        line = self._lines.get(number)
        if line is None:
            stretch = self._stretches[number]
            parts = list(_parts(self.html, stretch.start, stretch.end))
            line = self._lines[number] = WordLine(parts, self._starts[number])
        return line

    def _offset(self, part: Part, number: int) -> int:
        """Where in a part's HTML the letter is that has ``number`` letters before it."""
        offsets = self._offsets.get(part.start)
        if offsets is None:
            offsets = self._offsets[part.start] = _letter_offsets(self.html[part.start : part.end])
        return offsets[number] if number < len(offsets) else 0


def _letter_offsets(text: str) -> array[int]:
    """Where each letter of :func:`words_of` comes from."""
    if text.isascii() and "&" not in text:
        return array("L", [found.start() for found in _WORD_LETTER.finditer(text)])
    offsets = array("L")
    for found in _LETTER.finditer(text):
        offsets.extend([found.start()] * len(words_of(unescape(found[0]))))
    return offsets


def _words_of_lines(texts: list[str]) -> list[str]:
    """The words of each line. All are looked at at once, which is several times as fast."""
    together = _BETWEEN.join(texts)
    words = together.translate(_ASCII_LINES).split(" ") if together.isascii() else []
    return words if len(words) == len(texts) else list(map(words_of, texts))


def _stretches(html: str) -> Iterator[Stretch]:
    """The lines of HTML: a tag of a block ends one, and an element that is apart has no words in them."""
    texts: list[str] = []
    start = end = 0
    apart, depth = "", 0
    pieces = _TAG.split(html)
    each = iter(pieces)
    # A text, and the parts of the tag after it.
    for text, closes, name, attributes in zip(each, each, each, each, strict=False):
        first = end + len(text)
        end = first + len(closes) + len(name) + len(attributes) + 2
        name = name.lower()
        if apart:
            depth += 0 if name != apart else -1 if closes else 1
            if not depth:
                apart = ""
            continue
        if text:
            texts.append(text)
        if name in BLOCKS:
            if texts:
                yield Stretch(start, first, _joined(texts))
                texts = []
            start = end
        if not closes and _is_apart(name, attributes):
            apart, depth = name, 1
            start = start if name not in BLOCKS else first
    if pieces[-1] and not apart:
        texts.append(pieces[-1])
    if texts:
        yield Stretch(start, len(html), _joined(texts))


def _parts(html: str, start: int, end: int) -> Iterator[Part]:
    """The parts of one line."""
    at = start
    apart, depth, began = "", 0, 0
    for tag in _TAG.finditer(html, start, end):
        name, closes = tag[2].lower(), bool(tag[1])
        if apart:
            depth += 0 if name != apart else -1 if closes else 1
            if not depth:
                if apart not in BLOCKS:
                    yield Part("apart", apart, began, tag.end())
                apart, at = "", tag.end()
            continue
        if tag.start() > at:
            yield _text(html, at, tag.start())
        at = tag.end()
        if not closes and _is_apart(name, tag[3]):
            apart, depth, began = name, 1, tag.start()
        elif name in VOID:
            yield Part("apart", name, tag.start(), tag.end())
        else:
            yield Part("close" if closes else "open", name, tag.start(), tag.end())
    if at < end and not apart:
        yield _text(html, at, end)


def _is_apart(name: str, attributes: str) -> bool:
    """Whether the text of an element is not part of the sentences around it."""
    if name in APART:
        return True
    if name in VOID or not ("unseen" in attributes or "aria-hidden" in attributes):
        return False
    return _HIDDEN.search(attributes) is not None


def _joined(texts: list[str]) -> str:
    # No word contains the character between them, and it keeps two texts from forming a reference.
    text = "\0".join(texts)
    return unescape(text) if "&" in text else text


def _text(html: str, start: int, end: int) -> Part:
    text = html[start:end]
    return Part("text", "", start, end, words_of(unescape(text) if "&" in text else text))
