"""Source text of tags, annotations and the values in them (MARKDOC 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from builder.markdoc.javascript import json_string
from builder.markdoc.node import Annotation, Node
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

_IDENTIFIER = re.compile(r"[a-zA-Z0-9_-]+\Z")
_INDENT = "   "
"""Indentation of an attribute on a separate line."""


def format_value(value: Any) -> str:
    """A value as written in a tag's attributes."""
    if isinstance(value, str):
        return json_string(value)
    if value is None or value is UNDEFINED:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return text.removesuffix(".0")
    if isinstance(value, Variable):
        return _variable(value)
    if isinstance(value, FunctionCall):
        return _call(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {format_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(format_value, value)) + "]"
    return "null"


def _key(key: str) -> str:
    return key if _IDENTIFIER.match(key) else json_string(key)


def _variable(variable: Variable) -> str:
    first, *rest = variable.path
    parts = [f"${first}"]
    for key in rest:
        if isinstance(key, int):
            parts.append(f"[{key}]")
        else:
            parts.append(f".{key}" if _IDENTIFIER.match(key) else f"[{json_string(key)}]")
    return "".join(parts)


def _call(call: FunctionCall) -> str:
    arguments = (
        format_value(value) if name == str(index) else f"{name}={format_value(value)}"
        for index, (name, value) in enumerate(call.parameters.items())
    )
    return f"{call.name}({', '.join(arguments)})"


def format_annotations(annotations: Iterable[Annotation]) -> str:
    """``{% #id .class name=value %}``; empty if there are none."""
    attributes = list(map(_attribute, annotations))
    return f"{{% {' '.join(attributes)} %}}" if attributes else ""


def _attribute(annotation: Annotation) -> str:
    name, value = annotation.name, annotation.value
    if annotation.type == "class" and value is True:
        return f".{name}"
    if name == "primary":
        return format_value(value)
    if name == "id" and isinstance(value, str) and _IDENTIFIER.match(value):
        return f"#{value}"
    return f"{name}={format_value(value)}"


def opening(node: Node, width: int) -> list[str]:
    """The lines of a tag's opening; more than one only if it is longer than ``width`` and no inline tag."""
    parts = [f"{{% {node.tag}", *map(_attribute, _written(node))]
    end = "%}" if node.children or node.slots else "/%}"
    line = f"{' '.join(parts)} {end}"
    if node.inline or len(" ".join(parts)) + 6 <= width or len(parts) == 1:
        return [line]
    return [parts[0], *(_INDENT + part for part in parts[1:-1]), f"{_INDENT}{parts[-1]} {end}"]


def closing(node: Node) -> str:
    """A tag's closing; empty if it closes itself."""
    return f"{{% /{node.tag} %}}" if node.children or node.slots else ""


def _written(node: Node) -> Iterable[Annotation]:
    """A tag's attributes as written; in current form if a program has changed them."""
    if _merged(node.annotations) == {key: value for key, value in node.attributes.items() if value is not UNDEFINED}:
        return node.annotations
    return list(_from_attributes(node.attributes))


def _merged(annotations: Iterable[Annotation]) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for annotation in annotations:
        if annotation.type != "class":
            attributes[annotation.name] = annotation.value
            continue
        classes = attributes.get("class")
        given = {annotation.name: annotation.value}
        attributes["class"] = {**classes, **given} if isinstance(classes, dict) else given
    return attributes


def _from_attributes(attributes: Mapping[str, Any]) -> Iterator[Annotation]:
    for name, value in attributes.items():
        if name == "class" and isinstance(value, dict) and all(item is True for item in value.values()):
            yield from (Annotation("class", key, True) for key in value)
        elif value is not UNDEFINED:
            yield Annotation("attribute", name, value)
