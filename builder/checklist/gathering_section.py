"""A section of a page while it is being read."""

from __future__ import annotations

import msgspec

from builder.checklist.section_levels import Level
from builder.checklist.source_text import TextRun


class OpenSection(msgspec.Struct, kw_only=True):
    """A section that is being read."""

    id: str
    title: str
    anchor: str
    number: int | None
    level: int
    """Of its heading; 0 for what stands before the first."""
    reading: Level
    """How closely its blocks are read."""
    optional: bool
    line: int
    """Of its heading."""
    path: str
    preparing: bool = False
    """Whether its lists say what must be there before all else, if they are no instructions."""
    evidence: set[str] = msgspec.field(default_factory=set)
    """What shows that it is a procedure: ``numbered``, ``list``, ``tasks``, ``commands``, ``sentences``."""
    asking: int = 0
    """Sentences and list items that ask."""
    reported: int = 0
    """Those that do not."""
    commands: int = 0
    """Blocks of code that are commands and have words before them."""
    fresh: bool = True
    """Whether nothing stands in it yet."""
    heading: TextRun | None = None
    """Its heading's words."""
    items: list[str] = msgspec.field(default_factory=list)

    @property
    def steps(self) -> bool:
        """Whether every list item counts."""
        return self.reading == "step"
