"""The schemas that validate uses of a site's tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from builder.diagnostics.suggest import Names
from builder.markdoc.node import NodeError
from builder.markdoc.schema import Config, Schema
from builder.vocabulary.definition import TagDefinition, Vocabulary
from builder.vocabulary.icons import known_icon


def tag_schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Schemas by tag name; an attribute for icons accepts only names in the icon sheets."""
    check = partial(_icon_errors, frozenset(vocabulary.icons), Names(sorted(vocabulary.icons)))
    return {name: _schema(tag, check) for name, tag in vocabulary.tags.items()}


def _schema(tag: TagDefinition, check: Any) -> Schema:
    if not tag.icon_attributes:
        return tag.schema
    declared = tag.schema.attributes
    checked: Mapping[str, Any] = {name: replace(declared[name], validate=check) for name in tag.icon_attributes}
    return replace(tag.schema, attributes={**declared, **checked})


def _icon_errors(
    icons: frozenset[str], names: Names, value: Any, config: Config, attribute: str
) -> Sequence[NodeError]:
    if not isinstance(value, str) or not value.strip() or known_icon(icons, value):
        return ()
    message = f"There is no icon '{value}'."
    return (NodeError(id="icon-undefined", level="warning", message=message, suggestions=names.nearest(value)),)
