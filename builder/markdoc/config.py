"""A configuration with the built-in schemas in it, and the two entrances that take one as it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.markdoc.functions import FUNCTIONS
from builder.markdoc.node import Node
from builder.markdoc.nodes import NODES
from builder.markdoc.resolver import resolve_tree
from builder.markdoc.schema import Config
from builder.markdoc.tag import Renderable
from builder.markdoc.tags import TAGS
from builder.markdoc.transformer import transform_node, transform_nodes

_PLAIN = Config(nodes=NODES, tags=TAGS, functions=FUNCTIONS, complete=True)


def complete(config: Config | None) -> Config:
    """The configuration with the built-in nodes, tags and functions; one given replaces one built in, as a whole."""
    if config is None:
        return _PLAIN
    if config.complete:
        return config
    return replace(
        config,
        nodes={**NODES, **config.nodes},
        tags={**TAGS, **config.tags},
        functions={**FUNCTIONS, **config.functions},
        complete=True,
    )


def transform(content: Node | Sequence[Node], config: Config | None = None) -> Renderable:
    """What content becomes: a document its ``article``, a list of nodes a flat list.

    Never raises for what an author wrote; what a schema's own ``transform`` raises comes through.
    """
    whole = complete(config)
    if isinstance(content, Node):
        return transform_node(resolve_tree(content, whole), whole)
    return transform_nodes([resolve_tree(node, whole) for node in content], whole)
