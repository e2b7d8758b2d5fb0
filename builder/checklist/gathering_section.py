"""A section of a page while it is being read."""

from __future__ import annotations

import msgspec

from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Section
from builder.checklist.section_levels import Level, asks_in_title
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
    expecting: bool = False
    """Whether its lists are results that the reader should see, unless they are instructions."""
    evidence: set[str] = msgspec.field(default_factory=set)
    """Evidence that it is a procedure: ``numbered``, ``list``, ``tasks``, ``commands``, ``sentences``."""
    asking: int = 0
    """The number of sentences and list items that ask for something."""
    reported: int = 0
    """The number of those that don't."""
    commands: int = 0
    """The number of code blocks with commands and words before them."""
    edits: int = 0
    """The number of code blocks for a file, with words before them that ask to change it."""
    controls: int = 0
    """The number of instructions that name a control."""
    fresh: bool = True
    """Whether it is still empty."""
    heading: TextRun | None = None
    """The words of its heading."""
    items: list[str] = msgspec.field(default_factory=list)

    whole: tuple[bool, bool, Level] | None = None
    """How it was read before its first part with a title in bold."""

    def begin_part(self, *, preparing: bool, expecting: bool, off: bool) -> None:
        """Read the text after a title in bold, up to the next one, as the title says."""
        if self.whole is None:
            self.whole = self.preparing, self.expecting, self.reading
        prepares, expects, reading = self.whole
        self.preparing = prepares or preparing
        self.expecting = expects or expecting
        self.reading = "off" if off else "plain" if preparing and reading == "soft" else reading

    def awaits_item(self, words: Lexicon) -> bool:
        """Whether its first code makes an item of its title: nothing came before, or no item and the title asks."""
        if self.reading == "soft":
            return False
        if words.reference_titles.match(self.title) is not None:
            return False
        return self.fresh or (not self.items and asks_in_title(self.title, words))

    def heads_step(self, words: Lexicon) -> bool:
        """Whether it is a step whose title says what its code is for: “Step 3: Write the function”."""
        if self.number is None or self.heading is None:
            return False
        title = self.title.partition(":")[2] or self.title.partition("-")[2] or self.title
        return asks_in_title(title, words)

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
            expecting=self.expecting,
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
