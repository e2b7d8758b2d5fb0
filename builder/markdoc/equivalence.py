"""Whether two trees say the same: all but places, and how texts are cut into nodes."""

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
    """Slots and children, with texts that follow one another as one."""
    nodes: list[Node] = list(node.slots.values())
    previous: Node | None = None
    for child in node.children:
        if previous is not None and _is_text(previous) and _is_text(child):
            merged = Node("text", {"content": previous.attributes["content"] + child.attributes["content"]})
            merged.inline = child.inline
            nodes[-1] = previous = merged
            continue
        nodes.append(child)
        previous = child
    return nodes


def _is_text(node: Node) -> bool:
    return node.type == "text" and isinstance(node.attributes.get("content"), str)
