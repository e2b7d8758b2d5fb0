"""A page's text, cut where what stands before can't change how the rest reads.

Manuals repeat themselves: whole sections stand in many pages, and in nearly all versions of one page.
A piece is composed once for all places that have it. A cut is made only where it surely changes
nothing; where that can't be told from the lines alone, the page stays whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from builder.markdoc.delimiters import OPEN

SMALLEST = 40
"""Characters: composing a shorter piece by itself would cost more than it can save."""

LONGEST_TAG = 40
"""Lines of a tag; a page with a longer one stays whole."""

LONGEST_KNOWN = 400
"""Characters of a line of tags that is remembered: the same ones stand in many pages."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?[ \t]*---[ \t]*\n")
_FENCE = re.compile(r"( *)(`{3,}(?=[^`]*\Z)|~{3,})")
_TAG = re.compile(r"\{%(\s*/)?\s*(?:([\w-]+)(?=[\s/%]))?(?:[^\"%]|\"(?:[^\"\\]|\\.)*\"|%(?!\}))*%\}", re.DOTALL)
_BEGINS_PIECE = re.compile(r"[^\s\-+*>0-9|]")


class Piece(msgspec.Struct, frozen=True):
    """Blocks that stand together."""

    text: str
    line: int
    """0-based, of its first line in the page."""


class Cut(msgspec.Struct, frozen=True):
    """A page in pieces."""

    head: str
    """Its front matter, if it has any."""
    pieces: tuple[Piece, ...]


def cut(text: str) -> Cut | None:
    """The pieces of a page; ``None`` if it has to stay whole."""
    if "<!--" in text or "\t" in text:
        return None  # rare, and each has rules of its own
    front = _FRONT_MATTER.match(text)
    head = front[0] if front is not None else ""
    content = text[len(head) :].lstrip()
    if not content or content.startswith("---"):
        return None  # nothing there, or what a piece would take for front matter
    lines = text[len(head) :].split("\n")
    try:
        starts = _Scan().starts(lines)
    except _Unclear:
        return None
    first = head.count("\n")
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    return Cut(head, tuple(Piece("\n".join(lines[start:end]), first + start) for start, end in bounds))


class _Unclear(Exception):
    """The lines alone don't tell."""


class _Scan:
    """One walk over the lines, with what is open."""

    __slots__ = ("fence", "fence_indent", "tag", "tags")

    def __init__(self) -> None:
        self.fence = ""
        """The mark of the open fence."""
        self.fence_indent = 0
        """0 where no fence is open."""
        self.tag: list[str] = []
        """The lines so far of a tag of several lines."""
        self.tags = 0
        """How many tags are open."""

    def starts(self, lines: list[str]) -> list[int]:
        """The numbers of the lines at which pieces begin. Raises _Unclear."""
        found = [0]
        size = 0
        after_blank = False
        for number, line in enumerate(lines):
            if after_blank and size >= SMALLEST and self._is_free() and _BEGINS_PIECE.match(line):
                found.append(number)
                size = 0
            # Most lines can neither open nor close anything.
            marks = "```" in line or "~~~" in line or ((OPEN in line or "]:" in line) and not self.fence)
            if marks or self.tag or self.fence_indent:
                self._look(line)
            size += len(line)
            after_blank = not line or line.isspace()
        if not self._is_free():
            raise _Unclear
        return found

    def _is_free(self) -> bool:
        return not (self.fence or self.tags or self.tag)

    def _look(self, line: str) -> None:
        if self.tag:
            self._tag([*self.tag, line])
            return
        mark = _FENCE.match(line)
        if self.fence:
            self._in_fence(line, mark)
        elif mark is not None:
            self.fence, self.fence_indent = mark[2], len(mark[1])
        elif OPEN in line:
            self._tag([line])
        elif "]:" in line:
            # It may define a reference, which any line of the page may use.
            raise _Unclear

    def _in_fence(self, line: str, mark: re.Match[str] | None) -> None:
        if mark is not None and mark[2].startswith(self.fence) and not line[mark.end() :].strip():
            self.fence, self.fence_indent = "", 0
        elif self.fence_indent and line[:1] not in ("", " "):
            # If it is the fence of a list's item, the item ends here, and the fence with it.
            raise _Unclear

    def _tag(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        found = _tags_in(text) if len(text) <= LONGEST_KNOWN else _tags_in.__wrapped__(text)
        if found.is_unfinished:
            if len(lines) > LONGEST_TAG:
                raise _Unclear
            self.tag = lines
            return
        self.tag = []
        self.tags += found.opened
        if found.is_unclear or self.tags < 0:
            raise _Unclear


class _Tags(msgspec.Struct, frozen=True):
    """The tags in a line, or in several that a tag spans."""

    opened: int
    """More than are closed."""
    is_unfinished: bool
    """Whether the last one goes on in the next line."""
    is_unclear: bool


@lru_cache(maxsize=4096)
def _tags_in(text: str) -> _Tags:
    opened = sum(_opens(tag) for tag in _TAG.finditer(text))
    rest = _TAG.sub("", text)
    is_unclear = "]:" in rest or bool(opened and (rest.strip() or text.startswith("    ")))
    return _Tags(opened, OPEN in rest, is_unclear)


def _opens(tag: re.Match[str]) -> int:
    """1 for a tag that opens, -1 for one that closes, 0 for any other, variables and annotations among them."""
    if not tag[2] or tag[0].removesuffix("%}").rstrip().endswith("/"):
        return 0
    return -1 if tag[1] else 1
