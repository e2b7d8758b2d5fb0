"""The syntax tree of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from builder.diagnostics.span import Span
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

ErrorLevel = Literal["debug", "info", "warning", "error", "critical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """The place of a node, as the reference gives it (0-based lines) (MARKDOC 4, "Nodes")."""

    file: str | None
    start_line: int
    end_line: int
    start_character: int | None = None
    end_character: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The reference's plain form: ``{"file", "start": {"line", "character"}, "end": …}``."""
        start: dict[str, Any] = {"line": self.start_line}
        end: dict[str, Any] = {"line": self.end_line}
        if self.start_character is not None and self.end_character is not None:
            start["character"], end["character"] = self.start_character, self.end_character
        return {**({"file": self.file} if self.file is not None else {}), "start": start, "end": end}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One attribute, class or id of a tag or an annotation, in source order (MARKDOC 3, "Annotations")."""

    type: Literal["attribute", "class"]
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class AttributeSpan:
    """Where one attribute was written (MARKDOC 3, "Annotations")."""

    name: Span
    value: Span
    references: tuple[tuple[str, Span], ...] = ()
    """Each variable and call in the value, as written, with its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeError:
    """An error of the parser at a node (MARKDOC 5)."""

    id: str
    """The reference's own id: ``missing-closing``."""
    level: ErrorLevel
    message: str
    location: Location | None = None
    """Set if the error's own place differs from its node's."""
    span: Span | None = None
    """The exact place in the text; ``None`` means the node's."""
    related: Span | None = None
    """For an unclosed tag, the place where its closing was expected."""
    attribute: str = ""
    """The attribute it is about; empty if it is about the node itself."""
    suggestions: tuple[str, ...] = ()
    """Names that the author may have meant, the nearest first."""


class Where(Protocol):
    """Computes the places of a node on demand."""

    def span(self, node: Node) -> Span | None:
        """The node's whole range."""

    def opening(self, node: Node) -> Span | None:
        """The range of its opening; for all but tags with children the whole."""

    def attributes(self, node: Node) -> dict[str, AttributeSpan]:
        """The places of its attributes."""


class Node:
    """One node of the tree. Built by the parser; treated as frozen from then on (MARKDOC 4, "Nodes").

    Markdown nodes have a ``type`` of their own; a tag has type ``tag`` and its name in ``tag``.
    """

    __slots__ = (
        "annotations",
        "attributes",
        "character",
        "children",
        "errors",
        "file",
        "inline",
        "lines",
        "slots",
        "tag",
        "type",
        "where",
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
        self.inline = False
        """True for every node below an ``inline`` node."""
        self.file: str | None = None
        self.character: tuple[int, int] | None = None
        """Columns in its line, for nodes inside a fence, as the reference gives them."""
        self.where: Where | None = None
        """``None`` for a node made by a program."""

    @property
    def location(self) -> Location | None:
        """The place of the node, as the reference gives it; ``None`` without lines."""
        if not self.lines:
            return None
        start, end = self.character or (None, None)
        return Location(
            file=self.file, start_line=self.lines[0], end_line=self.lines[1], start_character=start, end_character=end
        )

    @property
    def span(self) -> Span | None:
        """The exact range in the text, opening to close; for a tag with children the whole element."""
        return None if self.where is None else self.where.span(self)

    @property
    def opening_span(self) -> Span | None:
        """The range of a tag's opening; for any other node its whole range."""
        return None if self.where is None else self.where.opening(self)

    @property
    def attribute_spans(self) -> dict[str, AttributeSpan]:
        """The place of each attribute, including ``href``, ``src`` and ``title`` of links and images.

        It is computed at each call: keep the result if you need it twice.
        """
        return {} if self.where is None else self.where.attributes(self)

    def walk(self) -> Iterator[Node]:
        """Every node below this one, slots before children, in source order."""
        stack = [*reversed(self.children), *reversed(self.slots.values())]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))
            if node.slots:
                stack.extend(reversed(node.slots.values()))

    def to_json(self) -> dict[str, Any]:
        """The reference's plain form of the node and all below it, as JSON can hold it."""
        values: dict[str, Any] = {
            "$$mdtype": "Node",
            "errors": [_plain_error(error) for error in self.errors],
            "lines": list(self.lines),
            "inline": self.inline,
            "attributes": _plain(self.attributes),
            "children": [child.to_json() for child in self.children],
            "type": self.type,
            "annotations": [
                {"type": given.type, "name": given.name, "value": _plain(given.value)} for given in self.annotations
            ],
            "slots": {name: slot.to_json() for name, slot in self.slots.items()},
        }
        if self.tag is not None:
            values["tag"] = self.tag
        location = self.location
        if location is not None:
            values["location"] = location.to_json()
        return values

    def __repr__(self) -> str:
        name = f"tag {self.tag}" if self.tag else self.type
        return f"<Node {name} {self.attributes!r} {len(self.children)} children>"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not UNDEFINED}
    if isinstance(value, list):
        return [None if item is UNDEFINED else _plain(item) for item in value]
    if isinstance(value, Variable):
        return value.to_json()
    if isinstance(value, FunctionCall):
        return {**value.to_json(), "parameters": _plain(value.parameters)}
    return value


def _plain_error(error: NodeError) -> dict[str, Any]:
    values: dict[str, Any] = {"id": error.id, "level": error.level, "message": error.message}
    if error.location is not None:
        values["location"] = error.location.to_json()
    return values
