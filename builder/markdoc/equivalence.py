"""Compares two trees, ignoring places and how texts are split into nodes."""

from __future__ import annotations

from builder.markdoc.node import Node


def equivalent(one: Node, other: Node) -> bool:
    """Whether two trees have the same nodes, attributes, annotations, slots and kinds of errors."""
    pending = [(one, other)]
    while pending:
        left, right = pending.pop()
        if not _same(left, right):
            return False
        below, opposite = _below(left), _below(right)
        if len(below) != len(opposite):
            return False
        pending.extend(zip(below, opposite, strict=True))
    return True


def _same(left: Node, right: Node) -> bool:
    return (
        left.type == right.type
        and left.tag == right.tag
        and left.inline == right.inline
        and left.attributes == right.attributes
        and left.annotations == right.annotations
        and list(left.slots) == list(right.slots)
        and [error.id for error in left.errors] == [error.id for error in right.errors]
    )


def _below(node: Node) -> list[Node]:
    return [*node.slots.values(), *with_texts_joined(node.children)]


def with_texts_joined(nodes: list[Node]) -> list[Node]:
    """Nodes, with consecutive texts merged."""
    joined: list[Node] = []
    for node in nodes:
        if joined and _is_text(joined[-1]) and _is_text(node):
            before = joined[-1].attributes["content"]
            joined[-1] = Node("text", {"content": before + node.attributes["content"]})
            joined[-1].inline = node.inline
        else:
            joined.append(node)
    return joined


def _is_text(node: Node) -> bool:
    return node.type == "text" and isinstance(node.attributes.get("content"), str)
