"""The records by which nodes, tags, attributes and functions are declared.

Built-in ones use the same records as a user's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from builder.markdoc.node import ErrorLevel, Node, NodeError
from builder.markdoc.tag import Renderable
from builder.markdoc.values import UNDEFINED

if TYPE_CHECKING:
    from builder.markdoc.config import Config


class AttributeType(Protocol):
    """A type of attribute that a program defines: its own check, its own rendering."""

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """What is wrong with ``value`` for the attribute ``name``; nothing if it is fine."""

    def transform(self, value: Any, config: Config) -> Any:
        """The value as it is rendered."""


Type = str | type[AttributeType] | AttributeType
"""``String Number Boolean Object Array Class Id``, or an attribute type of one's own."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute may be (MARKDOC 4, "Attribute schema")."""

    type: Type | Sequence[Type] | None = None
    default: Any = UNDEFINED
    required: bool = False
    matches: Sequence[Any] | re.Pattern[str] | Callable[[Config], Any] | None = None
    render: bool | str = True
    """False: not rendered; a name: rendered under that name."""
    validate: Callable[[Any, Config, str], Sequence[NodeError]] | None = None
    error_level: ErrorLevel | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A named slot of a tag."""

    render: bool | str = True
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """What a node or tag is: its element, attributes, children, and what it becomes."""

    render: str | None = None
    """Element name; ``None`` renders the children only."""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: Sequence[str] | None = None
    """Node types allowed; ``None`` allows any."""
    slots: Mapping[str, Slot] | None = None
    self_closing: bool = False
    inline: bool | None = None
    """True: inside a line only; False: as a block only; ``None``: both."""
    transform: Callable[[Node, Config], Renderable] | None = None
    validate: Callable[[Node, Config], Sequence[NodeError]] | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function that content may call."""

    transform: Callable[[Mapping[str, Any], Config], Any] | None = None
    """Given its parameters by name (``"0"``, ``"1"``, … for positional ones)."""
    parameters: Mapping[str, Attribute] | None = None
    returns: Type | Sequence[Type] | None = None
    validate: Callable[..., Sequence[NodeError]] | None = None
