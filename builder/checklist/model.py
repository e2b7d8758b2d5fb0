"""The records of a checklist before it has a place in a site: plain data, the same in every version."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from builder.diagnostics.diagnostic import Diagnostic, Via

RULES = "steps/2"

Kind = Literal["step", "prerequisite", "requirement", "warning", "info", "choice", "collect", "verify"]

TO_DO: tuple[Kind, ...] = ("step", "verify", "choice", "requirement", "prerequisite", "collect")
"""Kinds with a check box."""


class Origin(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The place of an item's words."""

    path: str
    """Path of the partial; empty for the page itself."""
    line: int
    column: int
    end_line: int
    end_column: int
    via: tuple[Via, ...] = ()

    def holds(self, other: Origin) -> bool:
        """Whether another place is inside this one."""
        same = self.path == other.path and self.via == other.via
        start, end = (self.line, self.column), (self.end_line, self.end_column)
        return same and start <= (other.line, other.column) and (other.end_line, other.end_column) <= end


class Code(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A block of code that belongs to an item."""

    language: str
    text: str
    role: Literal["command", "file", "output"] = "command"
    """Its role: to be run, the content of a file, or what the reader should see."""
    title: str = ""
    """The title of the code block or its tag, such as a file's name."""
    alternative: bool = False
    """Whether it is used instead of code before it."""


class ItemImage(msgspec.Struct, frozen=True, array_like=True):
    """An image that belongs to an item."""

    src: str
    """As written."""
    alt: str


class LinkTarget(msgspec.Struct, frozen=True, array_like=True):
    """A link in an item's words."""

    text: str
    target: str
    """As written."""


class Option(msgspec.Struct, frozen=True, array_like=True):
    """One option of a choice."""

    label: str
    text: str
    origin: Origin


class Action(msgspec.Struct, frozen=True, array_like=True):
    """The action of an item, if it is clear."""

    type: Literal["run", "open", "click", "set", "file", "edit"]
    target: str
    """The address, control, field or file."""
    value: str
    """The command, the field's value, or the file's content."""


class Need(msgspec.Struct, frozen=True, array_like=True):
    """A value that an item needs."""

    value: str
    """Its name."""
    sources: tuple[str, ...]
    """Ids of the items where it was copied."""


class Details(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The details that a program needs to follow an item."""

    when: str = ""
    """The condition, in the item's words."""
    owner: str = ""
    """Another person who acts."""
    controls: tuple[str, ...] = ()
    """The labels that are controls: no code, paths or values."""
    action: Action | None = None
    expects: tuple[str, ...] = ()
    """The results that the reader should see."""
    gives: tuple[str, ...] = ()
    """Names of the values that the reader copies here for a later item."""
    needs: tuple[Need, ...] = ()
    """Values that were copied in items before."""


class Tab(msgspec.Struct, frozen=True, array_like=True):
    """The tab around an item."""

    group: int
    title: str
    """The title of the group."""
    label: str


class ChoiceOption(msgspec.Struct, frozen=True, array_like=True):
    """One option of a choice, with the items that belong to it."""

    label: str
    items: tuple[str, ...]


class Choice(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Alternatives, of which the reader takes one."""

    id: str
    question: str
    item: str
    """The item that offers them; empty for tabs and sections."""
    decides: str
    """The step that the choice decides; empty if none is near."""
    options: tuple[ChoiceOption, ...]


class Item(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One thing that a reader does, knows, chooses or passes on."""

    id: str
    section: str
    """The section's id."""
    parent: str | None
    """The parent item."""
    kind: Kind
    optional: bool
    severity: Literal["must", "should"] | None
    """Severity of a requirement."""
    text: str
    """Plain text on one line."""
    markdown: str
    """As the author wrote it."""
    ui: tuple[str, ...]
    """Labels in bold or code, in order."""
    code: tuple[Code, ...]
    images: tuple[ItemImage, ...]
    links: tuple[LinkTarget, ...]
    options: tuple[Option, ...]
    """Options of a choice."""
    collects: tuple[str, ...]
    """Ids of the values that it asks for."""
    uses: tuple[str, ...]
    """Ids of the values whose placeholders it contains."""
    origin: Origin
    digest: str
    """Place of the words."""
    rule: str
    """The rule that made the item: ``R4``."""
    named: bool = False
    """Whether the author gave the id."""
    details: Details = Details()
    tab: Tab | None = None
    anchor: str = ""
    """Its id in the page's HTML."""


class ItemWords(NamedTuple):
    """The words and code of an item, without its place."""

    kind: Kind
    text: str
    markdown: str
    ui: tuple[str, ...]
    code: tuple[Code, ...]

    @classmethod
    def of(cls, item: Item) -> ItemWords:
        """Those of an item."""
        return cls(item.kind, item.text, item.markdown, item.ui, item.code)


class Section(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A part of the guide below a heading."""

    id: str
    title: str
    step_number: int | None
    anchor: str
    items: tuple[str, ...]
    """Ids, in order."""
    line: int = 0
    """The line of its heading."""
    path: str = ""
    """The path of the partial with its heading; empty for the page itself."""
    level: int = 0
    """The level of its heading."""


class Value(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A value to collect."""

    id: str
    label: str
    type: Literal["text", "url", "file"]
    secret: bool
    recipient: str | None
    found_at: tuple[str, ...]
    """Ids of the items that say where to find it."""
    used_at: tuple[str, ...]
    """Ids of the items that need it."""
    required: bool
    example: str | None


class LeftOut(msgspec.Struct, frozen=True, array_like=True):
    """A part of a step section that gave no item, with the reason."""

    origin: Origin
    text: str
    reason: str


class ChecklistDraft(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A guide's checklist."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    """In document order."""
    values: tuple[Value, ...]
    passed: tuple[LeftOut, ...]
    diagnostics: tuple[Diagnostic, ...]
    """With an empty path for the page itself."""
    language: str
    choices: tuple[Choice, ...] = ()
