"""``{% partial file="…" variables={…} /%}``: includes another document's content (MARKDOC 3, "Partials")."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Any, cast

from builder.markdoc.attribute_types import PartialFile
from builder.markdoc.node import Node
from builder.markdoc.resolver import resolve_tree, size
from builder.markdoc.schema import Attribute, Config, Inclusions, Schema
from builder.markdoc.tag import Renderable
from builder.markdoc.transformer import transform_children

FILENAME = "$$partial:filename"
"""The variable with the partial's name; content can't write it."""


def documents(file: Any, config: Config) -> Sequence[Node]:
    """The parsed documents of a partial; none if there is no such partial."""
    if not isinstance(file, str) or file not in config.partials:
        return ()
    partial = config.partials[file]
    return (partial,) if isinstance(partial, Node) else partial


def scoped(node: Node, found: Sequence[Node], config: Config) -> Config | None:
    """The configuration inside a partial; ``None`` if it includes itself, or the page's allowance is used up."""
    file = node.attributes["file"]
    inclusions = (config.inclusions or Inclusions()).entering(file, sum(map(size, found)))
    if inclusions is None:
        return None
    outer, passed = config.variables, node.attributes.get("variables")
    # Not copied: a mapping that records its reads would record all variables.
    variables = ChainMap({FILENAME: file}, *(_lookup(each) for each in (passed, outer)))
    return replace(config, variables=variables, inclusions=inclusions)


def _lookup(variables: Any) -> MutableMapping[str, Any]:
    """Variables layered over others, which are read and never written."""
    return cast(MutableMapping[str, Any], variables) if isinstance(variables, Mapping) else {}


def _transform(node: Node, config: Config) -> Renderable:
    found = documents(node.attributes.get("file"), config)
    inner = scoped(node, found, config) if found else None
    if inner is None:
        return None
    return [item for document in found for item in transform_children(resolve_tree(document, inner), inner)]


PARTIAL = Schema(
    inline=False,
    self_closing=True,
    attributes={
        "file": Attribute(type=PartialFile, render=False, required=True),
        "variables": Attribute(type="Object", render=False),
    },
    transform=_transform,
)
