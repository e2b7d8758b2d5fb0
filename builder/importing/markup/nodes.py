"""The nodes of a page during conversion: those of the source, and those of Markdoc."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec


class MarkupText(msgspec.Struct, frozen=True):
    """Markdown as written, with its indentation."""

    text: str
    line: int = 0


class CodeNode(msgspec.Struct, frozen=True):
    """A code span, with its backticks."""

    text: str
    line: int = 0


class Fence(msgspec.Struct, frozen=True):
    """A fenced code block."""

    info: str
    """The text after the opening marks."""
    body: tuple[str, ...]
    """Its lines, without the fence's own indentation."""
    column: int = 0
    """0-based, of the opening marks."""
    line: int = 0


class MarkupAttribute(msgspec.Struct, frozen=True):
    """An attribute as an element has it."""

    name: str
    """Empty for a spread."""
    value: str
    """The text; of an expression its source."""
    kind: Literal["text", "expression", "flag", "spread", "primary"] = "text"


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """An element of HTML or JSX, or a container such as ``:::note``, whose name then begins with its mark."""

    name: str
    attributes: tuple[MarkupAttribute, ...] = ()
    children: tuple[Node, ...] = ()
    block: bool = False
    """Whether it has its lines to itself."""
    column: int = 0
    line: int = 0
    source: str = ""
    """Its opening as written."""
    closed: bool = True
    """Whether it is self-closing, void, or has its closing tag."""

    def get(self, name: str) -> MarkupAttribute | None:
        """The attribute of that name."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


class Expression(msgspec.Struct, frozen=True):
    """An expression of MDX, without its braces."""

    source: str
    block: bool = False
    column: int = 0
    line: int = 0


class Comment(msgspec.Struct, frozen=True):
    """A comment of HTML or MDX."""

    text: str
    block: bool = False
    column: int = 0
    line: int = 0


class Program(msgspec.Struct, frozen=True):
    """An ``import`` or ``export`` of MDX."""

    source: str
    line: int = 0


class MarkupTag(msgspec.Struct, frozen=True, kw_only=True):
    """A Markdoc tag."""

    name: str
    attributes: Mapping[str, Any] = {}
    """Values of JSON, or a :class:`VariableNode`."""
    children: tuple[Node, ...] | None = ()
    """``None`` for a tag that closes itself."""
    block: bool = True
    column: int = 0
    line: int = 0


class SourceNode(msgspec.Struct, frozen=True):
    """A value as it is written."""

    text: str


class VariableNode(msgspec.Struct, frozen=True):
    """The value of a variable: ``$page.title``."""

    path: str


class Prefixed(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks whose lines begin with marks: an item, a quotation, a heading."""

    first: str
    rest: str
    children: tuple[Node, ...]
    column: int = 0
    line: int = 0
    tight: bool = False
    """Whether it may follow the block before it without a blank line."""


class Raw(msgspec.Struct, frozen=True):
    """Inline Markdoc that is written out as it is."""

    text: str


Node = MarkupText | CodeNode | Fence | Element | Expression | Comment | Program | MarkupTag | Prefixed | Raw
