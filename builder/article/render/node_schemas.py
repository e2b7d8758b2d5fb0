"""The language's own schemas of nodes and tags, with the additions of a site and its ways to render them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from builder.checklist.model import Kind
from builder.markdoc.schema import Attribute, Schema
from builder.vocabulary import FENCE_ATTRIBUTES

_CHECKLIST_ATTRIBUTES: Mapping[str, Attribute] = {
    "kind": Attribute("String", matches=get_args(Kind), render=False, description="What the item is."),
    "optional": Attribute("Boolean", render=False, description="The reader may leave it out."),
    "skip": Attribute("Boolean", render=False, description="It is no item."),
    "collect": Attribute("String", render=False, description="The id of the value it asks for."),
    "secret": Attribute("Boolean", render=False, description="The value is never stored or shown."),
}
"""Annotations by which an author overrules the rules of the checklist; they are not rendered."""

_MORE_CHILDREN: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    ("link", "strong", "em", "s"), ("image", "softbreak", "hardbreak", "comment")
)
"""Children that a site renders well in an inline, though the language's own schema doesn't name them."""

_MORE_ATTRIBUTES: Mapping[str, Mapping[str, Attribute]] = {
    **dict.fromkeys(("item", "paragraph", "heading"), _CHECKLIST_ATTRIBUTES),
    "fence": FENCE_ATTRIBUTES,
}

Transforms = Mapping[str, Any]
"""By name, the function that renders a node or a tag."""


def site_nodes(builtin: Mapping[str, Schema], transforms: Transforms) -> dict[str, Schema]:
    """The schemas of nodes with a site's additions."""
    nodes = with_transforms(builtin, transforms)
    for name, children in _MORE_CHILDREN.items():
        nodes[name] = replace(nodes[name], children=(*(nodes[name].children or ()), *children))
    for name, attributes in _MORE_ATTRIBUTES.items():
        nodes[name] = replace(nodes[name], attributes={**nodes[name].attributes, **attributes})
    return nodes


def with_transforms(schemas: Mapping[str, Schema], transforms: Transforms) -> dict[str, Schema]:
    """The schemas, rendered by these functions where there is one."""
    return {
        name: replace(schema, transform=transforms[name]) if name in transforms else schema
        for name, schema in schemas.items()
    }
