"""Completes a configuration with the built-in schemas, and the two functions that accept any form of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.markdoc.functions import FUNCTIONS
from builder.markdoc.node import Node
from builder.markdoc.nodes import NODES
from builder.markdoc.parser import parse
from builder.markdoc.resolver import resolve_tree
from builder.markdoc.schema import Config
from builder.markdoc.tag import Renderable
from builder.markdoc.tags import TAGS
from builder.markdoc.transformer import transform_node, transform_nodes

_PLAIN = Config(nodes=NODES, tags=TAGS, functions=FUNCTIONS, complete=True)


Given = Config | Mapping[str, Any] | None
"""The accepted forms of a configuration: the record, the reference's JSON format, or none."""


def complete(config: Given) -> Config:
    """The configuration with the built-in nodes, tags and functions (MARKDOC 4, "Config").

    One that is given replaces one built in, as a whole.

    A mapping is read as :meth:`Config.from_json` reads it; a partial may be a text there, which is parsed.
    """
    if config is None:
        return _PLAIN
    if not isinstance(config, Config):
        config = Config.from_json({**config, "partials": _parsed(config.get("partials") or {})})
    if config.complete:
        return config
    return replace(
        config,
        nodes={**NODES, **config.nodes},
        tags={**TAGS, **config.tags},
        functions={**FUNCTIONS, **config.functions},
        complete=True,
    )


def _parsed(partials: Mapping[str, Any]) -> dict[str, Any]:
    return {name: parse(given, file=name) if isinstance(given, str) else given for name, given in partials.items()}


def transform(content: Node | Sequence[Node], config: Given = None) -> Renderable:
    """Transform content: a document into its ``article``, a list of nodes into a flat list (MARKDOC 6).

    Never raises because of the content; errors of a schema's own ``transform`` are not caught.
    """
    whole = complete(config)
    if isinstance(content, Node):
        return transform_node(resolve_tree(content, whole), whole)
    return transform_nodes([resolve_tree(node, whole) for node in content], whole)
