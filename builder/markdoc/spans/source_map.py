"""Finds places in the text on demand.

Parsing records only what can't be found again: the block of each token, and the tokens of each inline rule. A block's
text is its lines without prefixes (list indents, quotation marks); each of its lines is found again at the end of the
text's own line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from builder.diagnostics.span import LineIndex, Span
from builder.markdoc.inline import Push


class SourceText:
    """The text that was parsed."""

    __slots__ = ("_index", "complete", "nests", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.complete = False
        """Whether the tree of this text is complete: from then on no place changes."""
        self.nests = True
        """False for a text whose tags are not closed where they should be, or that has table cells, whose
        places are found by their words."""
        self._index: LineIndex | None = None

    def line_start(self, number: int) -> int:
        """The offset of the 0-based line."""
        if self._index is None:
            self._index = LineIndex(self.text)
        return self._index.offset(number)

    def line(self, number: int) -> str:
        """The 0-based line, without its end."""
        start = self.line_start(number)
        end = self.text.find("\n", start)
        return self.text[start:] if end == -1 else self.text[start:end]

    def trimmed_lines(self, first: int, behind: int) -> Span:
        """From the first character of a line that is not a space to the end of the last line before ``behind``."""
        start = self.line_start(first)
        end = self.line_start(behind)
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip())
        return Span(start + min(lead, len(text)), start + max(len(text.rstrip()), min(lead, len(text))))


class BlockText:
    """The text of one block, with its offsets in the whole text."""

    __slots__ = ("_after", "_is_cell", "_starts", "content", "first_line", "source")

    def __init__(
        self, source: SourceText, content: str, first_line: int, after: int = -1, *, is_cell: bool = False
    ) -> None:
        self.source = source
        self.content = content
        self.first_line = first_line
        self._after = after
        """Offset after which the text begins on its first line, if that is known."""
        self._is_cell = is_cell
        self._starts: list[tuple[int, int]] = []
        """Offsets in the content, with their offsets in the whole text."""

    def offset(self, inner: int) -> int:
        """The offset in the whole text of an offset in the block."""
        if not self._starts:
            self._locate()
        starts = self._starts
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            if starts[middle][0] <= inner:
                low = middle
            else:
                high = middle
        begin, outer = starts[low]
        return min(outer + inner - begin, len(self.source.text))

    def span(self, start: int, end: int) -> Span:
        """The same for a range; its end is never before its start."""
        begin = self.offset(start)
        behind = self.offset(end - 1) + 1 if end > start else begin
        return Span(begin, min(max(begin, behind), len(self.source.text)))

    def _locate(self) -> None:
        inner = 0
        for number, part in enumerate(self.content.split("\n"), self.first_line):
            start = self.source.line_start(number)
            line = self.source.line(number)
            if self._is_cell:
                self._locate_cell(line, start)
                return
            column, lead = _column(line, part, self._after - start)
            self._starts.append((inner, start + max(0, column - lead)))
            if lead:
                # The spaces before may be a tab in the text, so only the text after them is compared.
                self._starts.append((inner + lead, start + column))
            self._after = -1
            inner += len(part) + 1

    def _locate_cell(self, line: str, start: int) -> None:
        """A table's cell: each of its bars follows a backslash in the text."""
        written = self.content.replace("|", "\\|")
        column = line.find(written, max(0, self._after - start))
        outer = start + (column if column != -1 else max(0, self._after - start))
        self._starts.append((0, outer))
        bar = self.content.find("|")
        while bar != -1:
            self._starts.append((bar, outer + bar + len(self._starts)))
            bar = self.content.find("|", bar + 1)


def _column(line: str, part: str, after: int) -> tuple[int, int]:
    """The offset at which the words of ``part`` begin in ``line``, and the number of spaces in ``part`` before them.

    They are at the line's end, or after ``after`` if that is given.
    """
    if after >= 0:
        found = line.find(part, min(after, len(line)))
        if found != -1:
            return found, 0
    if line.endswith(part):
        return len(line) - len(part), 0
    words = part.strip()
    found = line.rfind(words)
    if found == -1:
        return len(line) - len(line.lstrip()), 0
    return found, len(part) - len(part.lstrip())


Range: TypeAlias = tuple[int, int]
Noted: TypeAlias = Sequence[Push] | Mapping[int, Range]
"""Positions noted while one inline block is parsed: the tokens of each rule, or ranges by the identity of tokens."""


class InlineBlock:
    """The tokens of one inline block, with the range of each."""

    __slots__ = ("_noted", "_ranges", "text", "tokens")

    def __init__(self, text: BlockText, tokens: Sequence[Token], noted: Noted) -> None:
        self.text = text
        self.tokens = tokens
        self._noted = noted
        self._ranges: list[tuple[int, int]] = []

    def range(self, first: int, last: int) -> tuple[int, int]:
        """The range in the block's text from one token's start to another's end."""
        if not self._ranges:
            text = self.text.content
            self._ranges = _fill(_known(self.tokens, self._noted, text), self.tokens, text)
        start, end = self._ranges[first][0], self._ranges[last][1]
        return start, max(start, end)

    def span(self, first: int, last: int) -> Span:
        """The same in the whole text."""
        return self.text.span(*self.range(first, last))


def _known(tokens: Sequence[Token], noted: Noted, text: str) -> Sequence[Range | None]:
    if isinstance(noted, Mapping):
        return [noted.get(id(token)) for token in tokens]
    return _pushed(tokens, noted, text)


def ranges_before(tokens: Sequence[Token], pushes: Sequence[Push], text: str) -> dict[int, Range]:
    """The ranges of all tokens but texts, by identity, noted before later rules join and split the texts."""
    found = zip(tokens, _pushed(tokens, pushes, text), strict=True)
    return {id(token): known for token, known in found if known is not None and token.type != "text"}


def _pushed(tokens: Sequence[Token], pushes: Sequence[Push], text: str) -> list[Range | None]:
    """For each token its range, if that is known; an opening or closing token of a link has the whole link's."""
    found: list[Range | None] = [None] * len(tokens)
    for first, behind, start, end in pushes:
        last = behind - 1
        kind = tokens[last].type
        if text[start] in "*_~" and kind != "link_close":
            _mark_delimiters(found, tokens, first, behind, end, 2 if text[start] == "~" else 1)
        elif tokens[last].markup == "linkify":
            continue  # its first letters were text before: the text in it tells where it is
        elif kind == "link_close":
            opening = first if tokens[first].type == "link_open" else first + 1
            found[opening] = found[last] = (start, end)
        else:
            found[last] = (start, end)
    return found


def _mark_delimiters(
    found: list[Range | None], tokens: Sequence[Token], first: int, behind: int, end: int, width: int
) -> None:
    position = end
    for index in range(behind - 1, first - 1, -1):
        if found[index] is not None:
            return
        if tokens[index].type == "text" and len(tokens[index].content) > width:
            return
        position -= width
        if position < 0:
            return
        found[index] = (position, position + width)


def _fill(found: Sequence[Range | None], tokens: Sequence[Token], text: str) -> list[Range]:
    """Texts fill the gaps between the tokens whose range is known."""
    ranges: list[Range] = []
    cursor = 0
    following = _following_starts(found, len(text))
    for index, token in enumerate(tokens):
        known = found[index]
        opens_link = known is not None and token.type == "link_open"
        if known is None:
            length = len(token.content)
            exact = text.startswith(token.content, cursor)
            known = (cursor, cursor + length if exact else max(cursor, following[index]))
        ranges.append(known)
        cursor = known[0] + 1 if opens_link else max(cursor, known[1])
    return ranges


def _following_starts(found: Sequence[Range | None], length: int) -> list[int]:
    """For each token, where the next one begins whose range is known."""
    starts = [length] * len(found)
    upcoming = length
    for index in range(len(found) - 1, -1, -1):
        starts[index] = upcoming
        known = found[index]
        if known is not None:
            upcoming = known[0]
    return starts
