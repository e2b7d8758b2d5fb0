"""The syntax tree: what the author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from builder.diagnostics.span import Span

ErrorLevel = Literal["debug", "info", "warning", "error", "critical"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where a node stands, as the reference says it (0-based lines)."""

    file: str | None
    start_line: int
    end_line: int
    start_character: int | None = None
    end_character: int | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One attribute, class or id of a tag or an annotation, in source order."""

    type: Literal["attribute", "class"]
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class AttributeSpan:
    """Where one attribute was written."""

    name: Span
    value: Span


@dataclass(frozen=True, slots=True)
class NodeError:
    """Something that the parser found wrong at a node."""

    id: str
    """The reference's own id: ``missing-closing``."""
    level: ErrorLevel
    message: str
    location: Location | None = None
    """Given where the error's own place is not its node's."""
    span: Span | None = None
    """The exact place in the text; ``None`` means the node's."""


class Node:
    """One node of the tree. Built by the parser; treated as frozen from then on.

    Markdown nodes have a ``type`` of their own; a tag has type ``tag`` and its name in ``tag``
    (MARKDOC language reference, "Nodes" and "Tags").
    """

    __slots__ = (
        "annotations",
        "attribute_spans",
        "attributes",
        "children",
        "errors",
        "inline",
        "lines",
        "location",
        "slots",
        "span",
        "tag",
        "type",
    )

    def __init__(
        self,
        type: str = "node",
        attributes: dict[str, Any] | None = None,
        children: list[Node] | None = None,
        tag: str | None = None,
    ) -> None:
        self.type = type
        self.tag = tag
        self.attributes: dict[str, Any] = {} if attributes is None else attributes
        self.children: list[Node] = [] if children is None else children
        self.slots: dict[str, Node] = {}
        self.annotations: list[Annotation] = []
        self.errors: list[NodeError] = []
        self.lines: list[int] = []
        """0-based, ``[start, end, …]`` as the reference gives them."""
        self.location: Location | None = None
        self.inline = False
        """True for every node below an ``inline`` node."""
        self.span: Span | None = None
        """The exact range in the text, opening to close; for a tag with children the whole element."""
        self.attribute_spans: dict[str, AttributeSpan] = {}
        """Where each attribute stands; ``href``, ``src`` and ``title`` of links and images included."""

    def walk(self) -> Iterator[Node]:
        """Every node below this one, slots before children, in source order."""
        for child in (*self.slots.values(), *self.children):
            yield child
            yield from child.walk()

    def __repr__(self) -> str:
        name = f"tag {self.tag}" if self.tag else self.type
        return f"<Node {name} {self.attributes!r} {len(self.children)} children>"
