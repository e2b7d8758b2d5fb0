"""A section of a page while it is being read."""

from __future__ import annotations

import msgspec

from builder.checklist.model import Section
from builder.checklist.section_levels import Level
from builder.checklist.source_text import TextRun


class OpenSection(msgspec.Struct, kw_only=True):
    """A section that is being read."""

    id: str
    title: str
    anchor: str
    number: int | None
    level: int
    """Level of its heading; 0 for text before the first heading."""
    reading: Level
    """How its blocks are read."""
    optional: bool
    line: int
    """Anchor of its heading."""
    path: str
    preparing: bool = False
    """Whether its lists are prerequisites, unless they are instructions."""
    evidence: set[str] = msgspec.field(default_factory=set)
    """Evidence that it is a procedure: ``numbered``, ``list``, ``tasks``, ``commands``, ``sentences``."""
    asking: int = 0
    """The number of sentences and list items that ask for something."""
    reported: int = 0
    """The number of those that don't."""
    commands: int = 0
    """The number of code blocks with commands and words before them."""
    fresh: bool = True
    """Whether it is still empty."""
    heading: TextRun | None = None
    """The words of its heading."""
    items: list[str] = msgspec.field(default_factory=list)

    @property
    def steps(self) -> bool:
        """Whether every list item counts."""
        return self.reading == "step"

    def continued(self, id: str) -> OpenSection:
        """An empty section under the same heading, for the text after the steps in it."""
        return OpenSection(
            id=id,
            title=self.title,
            anchor=self.anchor,
            number=None,
            level=self.level,
            reading=self.reading,
            optional=self.optional,
            line=self.line,
            path=self.path,
            preparing=self.preparing,
        )

    def closed(self) -> Section:
        """The section as it is published."""
        return Section(
            id=self.id,
            title=self.title,
            step_number=self.number,
            anchor=self.anchor,
            items=tuple(self.items),
            line=self.line,
            path=self.path,
            level=self.level,
        )
