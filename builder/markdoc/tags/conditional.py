"""``{% if %}`` and ``{% else /%}`` (MARKDOC 3, "Conditionals")."""

from __future__ import annotations

from builder.markdoc.attribute_types import ConditionalAttributeType
from builder.markdoc.node import Node
from builder.markdoc.schema import Attribute, Config, Schema
from builder.markdoc.tag import Renderable
from builder.markdoc.transformer import transform_nodes
from builder.markdoc.values import UNDEFINED, is_truthy


def chosen(node: Node) -> list[Node]:
    """The children of a resolved ``if`` that its conditions select; the first true one decides."""
    taken = is_truthy(node.attributes.get("primary", UNDEFINED))
    nodes: list[Node] = []
    for child in node.children:
        if child.type == "tag" and child.tag == "else":
            if taken:
                break
            taken = is_truthy(child.attributes.get("primary", True))
        elif taken:
            nodes.append(child)
    return nodes


def _transform(node: Node, config: Config) -> Renderable:
    return transform_nodes(chosen(node), config)


_CONDITION = {"primary": Attribute(type=ConditionalAttributeType, render=False)}

IF = Schema(attributes=_CONDITION, transform=_transform)
ELSE = Schema(attributes=_CONDITION, self_closing=True)
