"""The parts that a text is cut into."""

from __future__ import annotations

import msgspec


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A whole text, consecutive blocks of it, or one tag with its content."""

    text: str
    line: int
    """0-based, of its first line in the page."""
    inner: tuple[Segment, ...] = ()
    """The segments of its content: the lines of a page after its front matter, or of a tag between its first line and
    its last. Empty for a segment that is composed as a whole.
    """

    @property
    def head(self) -> str:
        """The lines before the content: a page's front matter. The whole text, if it isn't cut."""
        if not self.inner:
            return self.text
        lines = self.inner[0].line - self.line
        return "".join(f"{line}\n" for line in self.text.split("\n", lines)[:lines])


def one_segment(text: str) -> Segment:
    """The text as a segment that is composed as a whole, front matter included."""
    return Segment(text=text, line=0)
