"""The attribute types of the language: their checks and their rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.markdoc.javascript import entries, is_truthy, string_of
from builder.markdoc.node import NodeError
from builder.markdoc.schema import Config, Types

_BEGINS_WITH_LETTER = re.compile("[a-zA-Z]")


class Class:
    """A string of class names, or a mapping whose true values name the classes."""

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """Strings, mappings, lists and ``null`` are valid."""
        if isinstance(value, str | Mapping | list) or value is None:
            return ()
        return (
            NodeError(
                id="attribute-type-invalid", level="error", message=f"Attribute '{name}' must be type 'string | object'"
            ),
        )

    def transform(self, value: Any, config: Config) -> Any:
        """The names, separated by spaces."""
        if isinstance(value, str) or not is_truthy(value):
            return value
        if isinstance(value, list):
            value = {str(index): item for index, item in enumerate(value)}
        if not isinstance(value, Mapping):
            return ""
        return " ".join(key for key, item in entries(value) if is_truthy(item))


class Id:
    """A string that begins with a letter."""

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """Anything else is ``attribute-value-invalid``."""
        if isinstance(value, str) and _BEGINS_WITH_LETTER.match(value):
            return ()
        return (
            NodeError(
                id="attribute-value-invalid", level="error", message="The 'id' attribute must start with a letter"
            ),
        )


class ConditionalAttributeType:
    """The condition of an ``if`` or ``else``: true, false, null, a mapping or a list."""

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """Strings and numbers are ``attribute-type-invalid``."""
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return ()
        message = f"Attribute '{name}' must be type 'boolean | object' (null or undefined are also allowed)"
        return (NodeError(id="attribute-type-invalid", level="error", message=message),)


class PartialFile:
    """The name of a partial."""

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """A name that ``Config.partials`` doesn't have is ``attribute-value-invalid``."""
        if isinstance(value, str) and value in config.partials:
            return ()
        message = f"Partial `{string_of(value)}` not found. The 'file' attribute must be set in `config.partials`"
        return (NodeError(id="attribute-value-invalid", level="error", message=message),)


NAMED: Mapping[str, object] = {"Class": Class(), "Id": Id()}
"""Named types that check more than the kind of a value."""


PYTHON: Mapping[object, str] = {
    str: "String",
    int: "Number",
    float: "Number",
    bool: "Boolean",
    list: "Array",
    tuple: "Array",
    dict: "Object",
}
"""Python's classes, by the name of the equivalent type."""


def attribute_type(declared: object) -> object:
    """The checker for a declared type: an instance with the methods of ``AttributeType``, or the type's name."""
    if isinstance(declared, type):
        return PYTHON[declared] if declared in PYTHON else declared()
    return NAMED.get(declared, declared) if isinstance(declared, str) else declared


def transformed(declared: object, value: Any, config: Config) -> Any:
    """``value`` as its type renders it."""
    transform = getattr(attribute_type(declared), "transform", None)
    return value if transform is None else transform(value, config)


def is_of_kind(name: str, value: Any) -> bool:
    """Whether a value is an instance of JavaScript's constructor of that name; null and undefined never are."""
    match name:
        case "String":
            return isinstance(value, str)
        case "Number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "Array":
            return isinstance(value, list | tuple)
        case "Object":
            return isinstance(value, Mapping)
    return False


def type_name(declared: Types) -> str:
    """The name of a type in messages: ``String | Number`` for several."""
    if isinstance(declared, str):
        return declared
    if isinstance(declared, Sequence):
        return " | ".join(map(type_name, declared))
    if isinstance(declared, type):
        return PYTHON.get(declared, declared.__name__)
    return type(declared).__name__
