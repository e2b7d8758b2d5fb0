"""Attribute values for templates: of the declared type, and never undefined.

The validator reports a value of the wrong type; here it must only do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.markdoc.schema import Attribute
from builder.markdoc.values import UNDEFINED

_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "String": (str,),
    "Number": (int, float),
    "Boolean": (bool,),
    "Object": (dict,),
    "Array": (list, tuple),
}


def type_names(attribute: Attribute) -> tuple[str, ...]:
    """The names of the attribute's types; empty for any."""
    declared = attribute.type
    if isinstance(declared, str):
        return (declared,)
    if isinstance(declared, (list, tuple)):
        return tuple(name for name in declared if isinstance(name, str))
    return ()


def default_of(attribute: Attribute) -> Any:
    """The value of an omitted attribute: its default, else ``None``."""
    return None if attribute.default is UNDEFINED else attribute.default


def fitted(value: Any, attribute: Attribute) -> Any:
    """``value`` if it is valid, converted if the conversion is obvious, else the default."""
    if isinstance(attribute.matches, tuple) and value not in attribute.matches:
        return default_of(attribute)
    if attribute.type == "String" and value.__class__ is str:
        return value
    names = type_names(attribute)
    if not names or any(_is_a(value, name) for name in names):
        return value
    if value is None or value is UNDEFINED:
        return default_of(attribute)
    if "String" in names and isinstance(value, (int, float)):
        return str(printable(value))
    if "Number" in names and isinstance(value, str) and value.isdecimal() and len(value) < 16:
        return int(value)
    if "Array" in names and isinstance(value, str):
        return [value]
    return default_of(attribute)


def _is_a(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "Boolean"
    return isinstance(value, _PYTHON_TYPES.get(name, ()))


def printable(value: Any) -> Any:
    """A value as text: empty for null, ``true``/``false``, whole numbers without a point."""
    if value is None or value is UNDEFINED:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return value
