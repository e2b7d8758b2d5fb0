"""Expands a tree: resolves everything that doesn't depend on rendering: conditions, variables, functions, partials.

The result is the content that readers see, in tags that still have their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.markdoc.config import Given, complete
from builder.markdoc.node import Node, NodeError
from builder.markdoc.resolver import DEEPEST, resolved_attributes, with_changes
from builder.markdoc.schema import Config
from builder.markdoc.tags.conditional import chosen
from builder.markdoc.tags.partial import documents, scoped
from builder.markdoc.values import UNDEFINED

Keep = Callable[[Node], bool | None]
"""Called for each resolved tag: ``False`` drops it with its content; ``True`` or ``None`` keeps it."""


def expand(node: Node, config: Given = None, *, keep: Keep | None = None) -> Node:
    """The tree with everything that depends on values resolved (MARKDOC 3, "Conditionals", "Partials with variables").

    Conditionals are decided, values resolved, partials put in, and unwanted tags dropped.

    A ``partial`` tag stays as a wrapper: its children are those of the partial's document, whose places are
    in the file that ``attributes["file"]`` names; its own place is that of the tag that includes it. One that
    includes itself, or would bring in too much, has no children and the error ``partial-recursive``. Nodes
    in which nothing changes are shared with the tree given.
    """
    return _Expansion(keep).node(node, complete(config), 0)


class _Expansion:
    """The state of one expansion."""

    __slots__ = ("_keep",)

    def __init__(self, keep: Keep | None) -> None:
        self._keep = keep

    def node(self, node: Node, config: Config, level: int) -> Node:
        attributes = resolved_attributes(node.attributes, config)
        if node.tag == "partial" and node.type == "tag":
            return self._partial(with_changes(node, attributes, node.children, node.slots), config, level)
        children, slots = node.children, node.slots
        if level >= DEEPEST:
            children, slots = [], {}
        if children:
            expanded = list(self._nodes(children, config, level + 1))
            if expanded != children:
                children = expanded
        if slots:
            slots = {name: self.node(slot, config, level + 1) for name, slot in slots.items()}
        if attributes is node.attributes and children is node.children and slots is node.slots:
            return node
        return with_changes(node, attributes, children, slots)

    def _nodes(self, nodes: list[Node], config: Config, level: int) -> Iterator[Node]:
        for node in nodes:
            if node.type == "tag":
                yield from self._tag(node, config, level)
            else:
                yield self.node(node, config, level)

    def _tag(self, node: Node, config: Config, level: int) -> Iterator[Node]:
        if node.tag == "else":
            return
        if node.tag == "if":
            yield from self._nodes(chosen(_with_conditions(node, config)), config, level)
            return
        attributes = resolved_attributes(node.attributes, config)
        asked = node
        if attributes is not node.attributes:
            asked = with_changes(node, attributes, node.children, node.slots)
        if self._keep is None or self._keep(asked) is not False:
            yield self.node(asked, config, level)

    def _partial(self, node: Node, config: Config, level: int) -> Node:
        found = documents(node.attributes.get("file", UNDEFINED), config)
        if not found:
            return with_changes(node, node.attributes, [], {})
        inner = scoped(node, found, config)
        if inner is None or level >= DEEPEST:
            refused = with_changes(node, node.attributes, [], {})
            refused.errors = [*node.errors, _recursive(node)]
            return refused
        children = [child for document in found for child in self._nodes(document.children, inner, level + 1)]
        return with_changes(node, node.attributes, children, {})


def _with_conditions(node: Node, config: Config) -> Node:
    """An ``if`` with its own condition and that of its ``else`` resolved."""
    children = [
        with_changes(child, resolved_attributes(child.attributes, config), child.children, child.slots)
        if child.tag == "else"
        else child
        for child in node.children
    ]
    return with_changes(node, resolved_attributes(node.attributes, config), children, node.slots)


def _recursive(node: Node) -> NodeError:
    message = f"Partial `{node.attributes['file']}` includes itself, or brings in too much"
    return NodeError(id="partial-recursive", level="error", message=message)
