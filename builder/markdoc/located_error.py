"""An error during validation: its place is computed only on demand."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics.span import Span
from builder.markdoc.node import AttributeSpan, Node, NodeError


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedError:
    """An error at a node, with suggestions."""

    error: NodeError
    suggestions: tuple[str, ...] = ()
    attribute: str = ""
    """The attribute whose value is wrong; empty if the error is about the node itself."""
    at_name: bool = False
    """True if the attribute's name is wrong, not its value."""
    reference: str = ""
    """How the variable or call in the value begins that it is about; empty for the whole value."""
    node: Node | None = None
    """The node it is about, where that is not the one at which it is reported."""

    def span(self, reported: Node, known: dict[int, dict[str, AttributeSpan]]) -> Span | None:
        """The exact place, given the node at which it is reported.

        ``known`` has the places of attributes that were computed so far, by node.
        """
        if self.error.span is not None:
            return self.error.span
        about = self.node or reported
        spans = None
        if self.attribute:
            if id(about) not in known:
                known[id(about)] = about.attribute_spans
            spans = known[id(about)].get(self.attribute)
        if spans is None:
            return about.opening_span or about.span
        if self.at_name:
            return spans.name
        if self.reference:
            for written, span in spans.references:
                if written.startswith(self.reference):
                    return span
        return spans.value
