"""The content of a fence: text, and the tags between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN, TagEnds
from builder.markdoc.grammar import TagContent
from builder.markdoc.scanner import TagSyntaxError


@dataclass(frozen=True, slots=True, kw_only=True)
class FencePart:
    """A piece of text, or one tag."""

    start: int
    """Offset in the fence's content."""
    end: int
    text: str = ""
    content: str | None = None
    """For a tag, the text between its delimiters, trimmed."""
    line: int = 0
    """The document's line that holds a tag, 0-based."""
    columns: tuple[int, int] = (0, 0)
    """The columns of a tag in its line, counted as in the reference: from the previous line end."""


def fence_parts(content: str, fence_line: int) -> Iterator[FencePart]:
    """The parts of a fence that opens on ``fence_line``, in order.

    A tag alone on its line includes the line end before it and its indentation; the fence's first line has no line end
    before it.
    """
    ends = TagEnds(content)
    start = 0
    line, counted = fence_line + 1, 0
    at = content.find(OPEN)
    while at != -1:
        end = ends.find(at)
        if end == -1:
            line += content.count("\n", counted, at)
            counted = at + len(OPEN) + 1
            at = content.find(OPEN, counted)
            continue
        behind = end + len(CLOSE)
        line += content.count("\n", counted, at)
        line_start = content.rfind("\n", 0, at + 1)
        line_end = content.find("\n", end)
        alone = line_start != -1 and content[line_start:line_end].strip(BLANKS) == content[at:behind]
        text_end = line_start if alone else at
        if text_end > start:
            yield FencePart(start=start, end=text_end, text=content[start:text_end])
        yield FencePart(
            start=at,
            end=behind,
            content=content[at + len(OPEN) : end].strip(BLANKS),
            line=line,
            columns=(at - line_start, behind - line_start),
        )
        # Line ends inside a tag don't count, as in the reference.
        start = counted = behind
        at = content.find(OPEN, behind)
    yield FencePart(start=start, end=len(content), text=content[start:])


def fence_token(found: TagContent | TagSyntaxError, part: FencePart) -> Token:
    """The token of a tag in a fence, as the tokenizer would make it."""
    if isinstance(found, TagSyntaxError):
        token = Token("error", "", 0)
        token.meta = {"error": found}
    else:
        nesting = 1 if found.kind == "tag_open" else -1 if found.kind == "tag_close" else 0
        token = Token(found.kind, "", nesting)  # type: ignore[arg-type]
        token.meta = {"tag": found}
    token.map = [part.line, part.line + 1]
    return token
