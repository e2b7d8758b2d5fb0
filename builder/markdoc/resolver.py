"""Replaces variables and functions in a tree by their values (MARKDOC 3, "Values at transform time")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from builder.markdoc.node import Node
from builder.markdoc.schema import Config
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

DEEPEST = 150
"""Levels of a tree that are visited; deeper nodes are left out."""

_PLAIN = frozenset({str, int, float, bool, type(None), type(UNDEFINED)})


def resolve(value: Any, config: Config) -> Any:
    """A value with every variable and call in it replaced; the value itself if it has none."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, Variable):
        return resolve_variable(value.path, config)
    if isinstance(value, FunctionCall):
        return _call(value, config)
    if isinstance(value, list):
        return [resolve(item, config) for item in value]
    if isinstance(value, dict):
        return {key: resolve(item, config) for key, item in value.items()}
    return value


def resolve_variable(path: Sequence[str | int], config: Config) -> Any:
    """The value of a path in ``config.variables``; undefined if a part does not exist."""
    variables = config.variables
    if callable(variables) and not isinstance(variables, Mapping):
        return variables(path)
    value: Any = variables
    for key in path:
        value = step(value, key)
    return value


def step(value: Any, key: str | int) -> Any:
    """One step of a variable's path: into a mapping, a list, or the characters of a string."""
    if isinstance(value, Mapping):
        if key in value:
            return value[key]
        other: Any = str(key) if isinstance(key, int) else int(key) if key.isdecimal() and len(key) < 16 else key
        return value.get(other, UNDEFINED)
    if not isinstance(value, list | tuple | str):
        return UNDEFINED
    if key == "length":
        return len(value.encode("utf-16-le")) // 2 if isinstance(value, str) else len(value)
    index = int(key) if isinstance(key, int) or (key.isdecimal() and key.isascii() and len(key) < 16) else -1
    return value[index] if 0 <= index < len(value) else UNDEFINED


def _call(call: FunctionCall, config: Config) -> Any:
    function = config.functions.get(call.name)
    if function is None:
        return None
    parameters = {name: resolve(value, config) for name, value in call.parameters.items()}
    return UNDEFINED if function.transform is None else function.transform(parameters, config)


def resolved_attributes(attributes: dict[str, Any], config: Config) -> dict[str, Any]:
    """Attributes with their values resolved; the same mapping if none needs it."""
    for value in attributes.values():
        if value.__class__ not in _PLAIN:
            return {name: resolve(item, config) for name, item in attributes.items()}
    return attributes


def resolve_tree(node: Node, config: Config) -> Node:
    """The tree with all attributes resolved. Nodes in which nothing changes are shared with the tree given."""
    if _is_plain(node):
        return node
    return rebuild(node, lambda attributes: resolved_attributes(attributes, config))


def _is_plain(root: Node) -> bool:
    """Whether nothing in a tree needs to be resolved or left out; a tree of few nodes can't be too deep."""
    nodes = [root]
    for node in nodes:
        if node.slots or len(nodes) > DEEPEST:
            return False
        for value in node.attributes.values():
            if value.__class__ not in _PLAIN:
                return False
        nodes += node.children
    return True


def rebuild(node: Node, change: Callable[[dict[str, Any]], dict[str, Any]], level: int = 0) -> Node:
    """A tree whose nodes' attributes are changed; nodes deeper than ``DEEPEST`` are left out."""
    attributes = change(node.attributes) if node.attributes else node.attributes
    children, slots = node.children, node.slots
    if level == DEEPEST:
        children, slots = [], {}
    if children:
        rebuilt = [rebuild(child, change, level + 1) for child in children]
        if rebuilt != children:
            children = rebuilt
    if slots:
        slots = {name: rebuild(slot, change, level + 1) for name, slot in slots.items()}
    if attributes is node.attributes and children is node.children and slots is node.slots:
        return node
    return with_changes(node, attributes, children, slots)


def with_changes(node: Node, attributes: dict[str, Any], children: list[Node], slots: dict[str, Node]) -> Node:
    """A copy of ``node`` with these parts replaced, and the rest shared."""
    copy = Node(node.type, attributes, children, node.tag)
    copy.slots = slots
    copy.annotations = node.annotations
    copy.errors = node.errors
    copy.lines = node.lines
    copy.inline = node.inline
    copy.file = node.file
    copy.character = node.character
    copy.where = node.where
    return copy


def size(node: Node) -> int:
    """The number of nodes in a tree."""
    count = 0
    pending = [node]
    while pending:
        one = pending.pop()
        count += 1
        pending += one.children
        if one.slots:
            pending += one.slots.values()
    return count
