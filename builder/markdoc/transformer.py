"""Transforms a syntax tree into a renderable tree (MARKDOC 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from builder.markdoc.attribute_types import Class, transformed
from builder.markdoc.node import Node
from builder.markdoc.schema import Config, Schema
from builder.markdoc.tag import Renderable, Tag
from builder.markdoc.values import UNDEFINED

_CLASS = Class()
_EMPTY = Schema()


def find_schema(node: Node, config: Config) -> Schema | None:
    """The schema that validates and renders a node: its tag's if it has one, else its type's."""
    return config.tags.get(node.tag) if node.tag else config.nodes.get(node.type)


def transform_attributes(node: Node, config: Config) -> dict[str, Any]:
    """Transform a node's attributes: defaults applied, in the schema's order, class and id first (MARKDOC 6)."""
    schema = find_schema(node, config) or _EMPTY
    given = node.attributes
    output: dict[str, Any] = {}
    always = schema.always_rendered
    if given or always:
        for key, name, declared, default in schema.rendered:
            value = given.get(key, UNDEFINED)
            if value is UNDEFINED and not always:
                continue
            if declared == "Class":
                value = _CLASS.transform(value, config)
            elif declared is not None and not isinstance(declared, str | list | tuple):
                value = transformed(declared, value, config)
            if value is UNDEFINED:
                value = default
                if value is UNDEFINED:
                    continue
            output[name] = value
    if schema.slots:
        for key, slot in schema.slots.items():
            if slot.render and key in node.slots:
                name = slot.render if isinstance(slot.render, str) else key
                output[name] = transform_node(node.slots[key], config)
    return output


def transform_children(node: Node, config: Config) -> list[Renderable]:
    """Transform a node's children, one after the other, into a flat list (MARKDOC 6)."""
    return transform_nodes(node.children, config)


def transform_nodes(nodes: Iterable[Node], config: Config) -> list[Renderable]:
    """Transform several nodes into a flat list."""
    output: list[Renderable] = []
    for node in nodes:
        rendered = transform_node(node, config)
        if isinstance(rendered, list):
            output += rendered
        else:
            output.append(rendered)
    return output


def transform_node(node: Node, config: Config) -> Renderable:
    """Transform one node by its schema; a node without one becomes its children (MARKDOC 6).

    The node must have been resolved, and the configuration complete, as ``transform`` of this package does.
    """
    schema = find_schema(node, config)
    if schema is None:
        return transform_children(node, config)
    if schema.transform is not None:
        return schema.transform(node, config)
    children = transform_nodes(node.children, config)
    if not schema.render:
        return children
    return Tag(schema.render, transform_attributes(node, config), children)
