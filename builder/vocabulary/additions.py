"""Records of what a project adds to the language: attributes of nodes, and functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from builder.markdoc.schema import Attribute

Returns = Literal["String", "Number", "Boolean"]


class NodeAttribute(msgspec.Struct, frozen=True):
    """An attribute of a node that the project declares."""

    declared: Attribute
    means: str = ""
    """The attribute of ours that it means; empty if it has no meaning here."""


class TagAttribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute of a tag that the project declares in its schema file."""

    declared: Attribute
    means: str = ""
    """The attribute of the tag that it stands for; empty for none."""
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Values of the tag's own attribute by those that pages write."""


class TagAddition(msgspec.Struct, frozen=True, kw_only=True):
    """The declaration of a tag in a schema file: of an existing tag, or of a new one, which shows its content."""

    attributes: Mapping[str, TagAttribute] = msgspec.field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    self_closing: bool = False
    inline: bool = False
    meaning: str = "layout"
    line: int = 1
    """The line of its name in the file."""


class FunctionDefinition(msgspec.Struct, frozen=True, kw_only=True):
    """A function that the project declares."""

    name: str
    parameters: Mapping[str, Attribute]
    """Keyed by name, in the order of positional values."""
    returns: Returns
    value: str
    """Jinja source of its value."""
    path: str
    line: int
    """The line of the value in the file."""


class SchemaAdditions(msgspec.Struct, frozen=True):
    """Everything that a schema file declares."""

    nodes: Mapping[str, Mapping[str, NodeAttribute]] = msgspec.field(default_factory=dict)
    """Attributes by type of node and name."""
    functions: Mapping[str, FunctionDefinition] = msgspec.field(default_factory=dict)
    tags: Mapping[str, TagAddition] = msgspec.field(default_factory=dict)
