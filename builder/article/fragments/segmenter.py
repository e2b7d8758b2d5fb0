"""A page's text, cut where what stands before can't change how the rest reads.

Manuals repeat themselves: whole sections stand in many pages, and in nearly all versions of one page.
A piece is composed once for all places that have it. A cut is made only where it surely changes
nothing; where that can't be told from the lines alone, the page stays whole.

What stands in a long tag is cut too, if nothing but its name and its attributes decides how the tag
is written round it: steps and tabs of one page stand in the next with another number.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from builder.article.fragments.segments import Segment, SegmentedText
from builder.markdoc.delimiters import OPEN

SMALLEST = 40
"""Characters: composing a shorter piece by itself would cost more than it can save."""

SMALLEST_NEST = 160
"""Characters of a tag with all it holds: a shorter one is a piece or a part of one."""

LONGEST_TAG = 40
"""Lines of a tag; a page with a longer one stays whole."""

LONGEST_KNOWN = 400
"""Characters of a line of tags that is remembered: the same ones stand in many pages."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?[ \t]*---[ \t]*\n")
_FENCE = re.compile(r"( *)(`{3,}(?=[^`]*\Z)|~{3,})")
_TAG = re.compile(r"\{%(\s*/)?\s*(?:([\w-]+)(?=[\s/%]))?(?:[^\"%]|\"(?:[^\"\\]|\\.)*\"|%(?!\}))*%\}", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"")
_ASKS = re.compile(r"[$(]")
"""What the value of an attribute has in it that isn't known before the page is: a variable, or a function."""
_BEGINS_PIECE = re.compile(r"[^\s\-+*>0-9|]")


def cut(text: str, nests: AbstractSet[str] = frozenset()) -> SegmentedText | None:
    """The pieces of a page; ``None`` if it has to stay whole. The tags named ``nests`` may be cut inside."""
    if "<!--" in text or "\t" in text:
        return None  # rare, and each has rules of its own
    front = _FRONT_MATTER.match(text)
    head = front[0] if front is not None else ""
    content = text[len(head) :].lstrip()
    if not content:
        return None
    try:
        return SegmentedText(head, _Scan(text[len(head) :], head.count("\n"), nests).pieces())
    except _Unclear:
        return None


class _Unclear(Exception):
    """The lines alone don't tell."""


class _Nest:
    """A tag that is open, or the page itself, with the pieces in it so far."""

    __slots__ = ("at", "begin", "found", "line", "name", "start")

    def __init__(self, name: str, line: int, begin: int, start: int, at: int) -> None:
        self.name = name
        self.line = line
        """Of the tag's opening."""
        self.begin = begin
        """The offset of that line."""
        self.start = start
        """The line at which the present piece begins."""
        self.at = at
        """The offset of that line."""
        self.found: list[Segment] = []


class _Scan:
    """One walk over the lines, with what is open."""

    def __init__(self, text: str, first: int, nests: AbstractSet[str]) -> None:
        """``first`` is the number of the first line in the page."""
        self._text = text
        self._first = first
        self._nests = nests
        self._fence = ""
        """The mark of the open fence."""
        self._fence_indent = 0
        """0 where no fence is open."""
        self._tag: list[str] = []
        """The lines so far of a tag of several lines."""
        self._tags = 0
        """How many tags are open in the present nest."""
        self._open: list[_Nest] = [_Nest("", 0, 0, 0, 0)]

    def pieces(self) -> tuple[Segment, ...]:
        """The page's pieces. Raises _Unclear."""
        here = self._open[0]
        lines = self._text.split("\n")
        at = 0
        after_blank = is_watching = False
        is_free = True
        for number, line in enumerate(lines):
            if not line and not is_watching:
                after_blank = True
                at += 1
                continue
            if after_blank and is_free:
                size = (at - here.at) - (number - here.start)
                if size >= SMALLEST and _BEGINS_PIECE.match(line):
                    self._flush(here, number, at)
            # Most lines can neither open nor close anything.
            if OPEN in line or "```" in line or "~~~" in line or "]:" in line or is_watching:
                # A tag that has its line for itself ends whatever stands before it.
                if is_free and line.startswith(OPEN) and (tag := _lone_tag(line)) is not None:
                    here = self._met(tag, number, at, at + len(line) + 1)
                else:
                    self._look(line)
                is_free = not (self._fence or self._tags or self._tag)
                is_watching = bool(self._tag or self._fence_indent)
            at += len(line) + 1
            after_blank = line.isspace()
        if not (here is self._open[0] and is_free):
            raise _Unclear
        self._flush(here, len(lines), at)
        return tuple(here.found)

    def _met(self, tag: _LoneTag, number: int, at: int, behind: int) -> _Nest:
        """A tag alone on its line, outside of all others; the nest that is open behind it.

        The line goes from the offset ``at`` to where the next one begins, ``behind``.
        """
        here = self._open[-1]
        if tag.is_closing and tag.name == here.name:
            return self._close(number, at, behind)
        if tag.is_opening and tag.name in self._nests:
            here = _Nest(tag.name, number, at, number + 1, behind)
            self._open.append(here)
            return here
        self._tags += tag.is_opening - tag.is_closing
        if self._tags < 0:
            raise _Unclear
        return here

    def _close(self, number: int, at: int, behind: int) -> _Nest:
        """The present nest ends with this line."""
        nest = self._open.pop()
        around = self._open[-1]
        end = number + 1
        if behind - nest.begin - (end - nest.line) < SMALLEST_NEST or number == nest.line + 1:
            return around
        self._flush(nest, number, at)
        if nest.line > around.start:
            self._flush(around, nest.line, nest.begin)
        around.found.append(self._piece(nest.line, nest.begin, behind, tuple(nest.found)))
        around.start, around.at = end, behind
        return around

    def _flush(self, nest: _Nest, end: int, at: int) -> None:
        """The present piece ends before line ``end``, which is at the offset ``at``."""
        if end > nest.start:
            piece = self._piece(nest.start, nest.at, at)
            if piece.text.lstrip().startswith("---"):
                raise _Unclear  # by itself it would be read as front matter
            nest.found.append(piece)
        nest.start, nest.at = end, at

    def _piece(self, line: int, start: int, end: int, inner: tuple[Segment, ...] = ()) -> Segment:
        """What stands between two offsets at which lines begin, without its last line's end."""
        return Segment(self._text[start : end - 1], self._first + line, inner)

    def _look(self, line: str) -> None:
        if self._tag:
            self._tag_lines([*self._tag, line])
            return
        mark = _FENCE.match(line)
        if self._fence:
            self._in_fence(line, mark)
        elif mark is not None:
            self._fence, self._fence_indent = mark[2], len(mark[1])
        elif OPEN in line:
            self._tag_lines([line])
        elif "]:" in line:
            # It may define a reference, which any line of the page may use.
            raise _Unclear

    def _in_fence(self, line: str, mark: re.Match[str] | None) -> None:
        if mark is not None and mark[2].startswith(self._fence) and not line[mark.end() :].strip():
            self._fence, self._fence_indent = "", 0
        elif self._fence_indent and line[:1] not in ("", " "):
            # If it is the fence of a list's item, the item ends here, and the fence with it.
            raise _Unclear

    def _tag_lines(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        found = _tags_in(text) if len(text) <= LONGEST_KNOWN else _tags_in.__wrapped__(text)
        if found.is_unfinished:
            if len(lines) > LONGEST_TAG:
                raise _Unclear
            self._tag = lines
            return
        self._tag = []
        self._tags += found.opened
        if found.is_unclear or self._tags < 0:
            raise _Unclear


MOST_TAGS = 100
"""In a line that is looked into: a page with more of them is not cut, for each may be looked for to the line's end."""


class _LoneTag(NamedTuple):
    """A tag that has its line for itself."""

    name: str
    is_opening: bool
    is_closing: bool
    """Neither, where it closes itself."""


@lru_cache(maxsize=4096)
def _lone_tag(line: str) -> _LoneTag | None:
    """The tag, if it stands alone in its line from the first column on, and says all by itself."""
    found = _TAG.match(line)
    if found is None or line[found.end() :].strip() or not found[2]:
        return None
    if not found[1] and _ASKS.search(_STRING.sub("", found[0])):
        return None
    opens = _opens(found)
    return _LoneTag(found[2], opens > 0, opens < 0)


class _Tags(NamedTuple):
    """The tags in a line, or in several that a tag spans."""

    opened: int
    """More than are closed."""
    is_unfinished: bool
    """Whether the last one goes on in the next line."""
    is_unclear: bool


@lru_cache(maxsize=4096)
def _tags_in(text: str) -> _Tags:
    if text.count(OPEN) > MOST_TAGS:
        return _Tags(0, is_unfinished=False, is_unclear=True)
    opened = sum(_opens(tag) for tag in _TAG.finditer(text))
    rest = _TAG.sub("", text)
    is_unclear = "]:" in rest or bool(opened and (rest.strip() or text.startswith("    ")))
    return _Tags(opened, OPEN in rest, is_unclear)


def _opens(tag: re.Match[str]) -> int:
    """1 for a tag that opens, -1 for one that closes, 0 for any other, variables and annotations among them."""
    if not tag[2] or tag[0].removesuffix("%}").rstrip().endswith("/"):
        return 0
    return -1 if tag[1] else 1
