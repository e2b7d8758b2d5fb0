"""Cuts a page's text at places where the part before can't change how the part after reads.

A cut is made only where it certainly changes nothing; where the lines alone don't show that, the page stays one
segment.

The content of a long tag is cut too, if only the tag's name and attributes decide how the tag is rendered: steps and
tabs of one page are often in the next with another number.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from builder.article.fragments.segments import Segment, one_segment
from builder.caches import bounded_cache
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.markdoc.delimiters import OPEN

SMALLEST = 40
"""The fewest characters of a segment: composing a shorter one by itself costs more than it can save."""

SMALLEST_NEST = 160
"""The fewest characters of a tag with its content for cuts inside it."""

LONGEST_TAG = 40
"""The most lines of one tag's opening; a page with a longer one stays one segment."""

LONGEST_KNOWN = 400
"""The most characters of a line of tags that is cached, because many pages have the same line."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?[ \t]*---[ \t]*\n")
_FENCE = re.compile(r"( *)(`{3,}(?=[^`]*\Z)|~{3,})")
_FENCE_IN_ITEM = re.compile(r"( *(?:(?:[-+*]|\d{1,9}[.)]) +)+)(`{3,}(?=[^`]*\Z)|~{3,})")
"""A fence that begins on the line of a list item's marker."""
_TAG = re.compile(r"\{%(\s*/)?\s*(?:([\w-]+)(?=[\s/%]))?(?:[^\"%]|\"(?:[^\"\\]|\\.)*\"|%(?!\}))*%\}", re.DOTALL)
_DEFINITION = re.compile(r"^[ >]*[:~][ \t]", re.MULTILINE)
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"")
_ASKS = re.compile(r"[$(]")
"""A variable or a function in an attribute's value: the value depends on the page."""
_BEGINS_SEGMENT = re.compile(r"[^\s\-+*>0-9|]")


def cut(text: str, nests: AbstractSet[str] = frozenset(), options: MarkdownOptions = LANGUAGE_ALONE) -> Segment:
    """The page with its segments, without any if it can't be cut. Tags named in ``nests`` may be cut inside."""
    if "<!--" in text or "\t" in text:
        return one_segment(text)  # rare, and each has rules of its own
    if options.indented_tags or (options.definition_lists and _DEFINITION.search(text) is not None):
        # The indent of a block depends on the tags around it; several definition lists in a row are one.
        return one_segment(text)
    if options.html == "basic" and "<details" in text.lower():
        return one_segment(text)  # its end is in another block
    front = _FRONT_MATTER.match(text)
    head = front[0] if front is not None else ""
    content = text[len(head) :].lstrip()
    if not content:
        return one_segment(text)
    try:
        return Segment(text=text, line=0, inner=_Scan(text[len(head) :], head.count("\n"), nests).segments())
    except _UnclearError:
        return one_segment(text)


class _UnclearError(Exception):
    """The lines alone don't show where a cut is safe."""


class _Nest:
    """An open tag, or the page itself, with its segments so far."""

    __slots__ = ("at", "begin", "found", "line", "name", "start")

    def __init__(self, name: str, line: int, begin: int, start: int, at: int) -> None:
        self.name = name
        self.line = line
        """The line of the tag's opening."""
        self.begin = begin
        """The offset of that line."""
        self.start = start
        """The line at which the current segment begins."""
        self.at = at
        """The offset of that line."""
        self.found: list[Segment] = []


class _Scan:
    """One walk over the lines of a text, with the tags and the fence that are open."""

    def __init__(self, text: str, first: int, nests: AbstractSet[str]) -> None:
        """``first`` is the number of the first line in the page."""
        self._text = text
        self._first = first
        self._nests = nests
        self._fence = ""
        """The marker of the open fence."""
        self._fence_indent = 0
        """0 if no fence is open."""
        self._tag: list[str] = []
        """The lines so far of a tag that goes over several."""
        self._tags = 0
        """How many tags are open in the current nest."""
        self._open: list[_Nest] = [_Nest("", 0, 0, 0, 0)]

    def segments(self) -> tuple[Segment, ...]:
        """The page's segments. Raises _UnclearError."""
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
                if size >= SMALLEST and _BEGINS_SEGMENT.match(line):
                    self._flush(here, number, at)
            # Most lines can neither open nor close anything.
            if OPEN in line or "```" in line or "~~~" in line or "]:" in line or is_watching:
                # A tag alone on its line ends the block before it.
                if is_free and line.startswith(OPEN) and (tag := _lone_tag(line)) is not None:
                    here = self._met(tag, number, at, at + len(line) + 1)
                else:
                    self._look(line)
                is_free = not (self._fence or self._tags or self._tag)
                is_watching = bool(self._tag or self._fence_indent)
            at += len(line) + 1
            after_blank = line.isspace()
        if not (here is self._open[0] and is_free):
            raise _UnclearError
        self._flush(here, len(lines), at)
        return tuple(here.found)

    def _met(self, tag: _LoneTag, number: int, at: int, behind: int) -> _Nest:
        """Handle a tag alone on its line, outside all others, and return the nest that is open after it.

        The line begins at the offset ``at``, and the next line at ``behind``.
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
            raise _UnclearError
        return here

    def _close(self, number: int, at: int, behind: int) -> _Nest:
        """End the current nest with this line, and return the one around it."""
        nest = self._open.pop()
        around = self._open[-1]
        end = number + 1
        if behind - nest.begin - (end - nest.line) < SMALLEST_NEST or number == nest.line + 1:
            return around
        self._flush(nest, number, at)
        if nest.line > around.start:
            self._flush(around, nest.line, nest.begin)
        around.found.append(self._segment(nest.line, nest.begin, behind, tuple(nest.found)))
        around.start, around.at = end, behind
        return around

    def _flush(self, nest: _Nest, end: int, at: int) -> None:
        """End the current segment before line ``end``, which is at the offset ``at``."""
        if end > nest.start:
            segment = self._segment(nest.start, nest.at, at)
            if segment.text.lstrip().startswith("---"):
                raise _UnclearError  # by itself it would be read as front matter
            nest.found.append(segment)
        nest.start, nest.at = end, at

    def _segment(self, line: int, start: int, end: int, inner: tuple[Segment, ...] = ()) -> Segment:
        """The text between two offsets at which lines begin, without its last line end."""
        return Segment(text=self._text[start : end - 1], line=self._first + line, inner=inner)

    def _look(self, line: str) -> None:
        if self._tag:
            self._tag_lines([*self._tag, line])
            return
        mark = _FENCE.match(line)
        if self._fence:
            self._in_fence(line, mark)
        elif (mark := mark or _FENCE_IN_ITEM.match(line)) is not None:
            self._fence, self._fence_indent = mark[2], len(mark[1])
        elif OPEN in line:
            self._tag_lines([line])
        elif "]:" in line:
            # It may define a link label, which any line of the page may use.
            raise _UnclearError

    def _in_fence(self, line: str, mark: re.Match[str] | None) -> None:
        if mark is not None and mark[2].startswith(self._fence) and not line[mark.end() :].strip():
            self._fence, self._fence_indent = "", 0
        elif self._fence_indent and line[:1] not in ("", " "):
            # If the fence is in a list item, the item ends here, and the fence with it.
            raise _UnclearError

    def _tag_lines(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        found = _known_tags(text) if len(text) <= LONGEST_KNOWN else _tags_in(text)
        if found.is_unfinished:
            if len(lines) > LONGEST_TAG:
                raise _UnclearError
            self._tag = lines
            return
        self._tag = []
        self._tags += found.opened
        if found.is_unclear or self._tags < 0:
            raise _UnclearError


MOST_TAGS = 100
"""The most tags in a line. A page with more is not cut: finding the end of each may take a search through the line."""


class _LoneTag(NamedTuple):
    """A tag alone on its line."""

    name: str
    is_opening: bool
    is_closing: bool
    """Both are false for a tag that closes itself."""


@bounded_cache(4096)
def _lone_tag(line: str) -> _LoneTag | None:
    """The tag, if it is alone on its line from the first column on, and no attribute depends on the page."""
    found = _TAG.match(line)
    if found is None or line[found.end() :].strip() or not found[2]:
        return None
    if not found[1] and _ASKS.search(_STRING.sub("", found[0])):
        return None
    opens = _opens(found)
    return _LoneTag(found[2], opens > 0, opens < 0)


class _Tags(NamedTuple):
    """The tags in a line, or in the lines that one tag spans."""

    opened: int
    """Openings less closings."""
    is_unfinished: bool
    """Whether the last tag continues on the next line."""
    is_unclear: bool


def _tags_in(text: str) -> _Tags:
    if text.count(OPEN) > MOST_TAGS:
        return _Tags(0, is_unfinished=False, is_unclear=True)
    opened = sum(_opens(tag) for tag in _TAG.finditer(text))
    rest = _TAG.sub("", text)
    is_unclear = "]:" in rest or bool(opened and (rest.strip() or text.startswith("    ")))
    return _Tags(opened, OPEN in rest, is_unclear)


_known_tags = bounded_cache(4096)(_tags_in)


def _opens(tag: re.Match[str]) -> int:
    """1 for a tag that opens, -1 for one that closes, 0 for any other, such as a variable or an annotation."""
    if not tag[2] or tag[0].removesuffix("%}").rstrip().endswith("/"):
        return 0
    return -1 if tag[1] else 1
