"""The built-in functions of the language (MARKDOC 3, "Values at transform time")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.markdoc.javascript import entries, json_of, strictly_equal
from builder.markdoc.schema import Attribute, Config, Function
from builder.markdoc.values import UNDEFINED, is_truthy

Parameters = Mapping[str, Any]


def _and(parameters: Parameters, config: Config) -> bool:
    return all(map(is_truthy, parameters.values()))


def _or(parameters: Parameters, config: Config) -> bool:
    return any(map(is_truthy, parameters.values()))


def _not(parameters: Parameters, config: Config) -> bool:
    return not is_truthy(parameters.get("0", UNDEFINED))


def _equals(parameters: Parameters, config: Config) -> bool:
    values = [value for _, value in entries(parameters)]
    return all(strictly_equal(value, values[0]) for value in values)


def _default(parameters: Parameters, config: Config) -> Any:
    value = parameters.get("0", UNDEFINED)
    return parameters.get("1", UNDEFINED) if value is UNDEFINED else value


def _debug(parameters: Parameters, config: Config) -> Any:
    value = parameters.get("0", UNDEFINED)
    return UNDEFINED if value is UNDEFINED else json_of(value, 2)


FUNCTIONS: Mapping[str, Function] = {
    "and": Function(transform=_and),
    "or": Function(transform=_or),
    "not": Function(transform=_not, parameters={"0": Attribute(required=True)}),
    "equals": Function(transform=_equals),
    "default": Function(transform=_default),
    "debug": Function(transform=_debug),
}
"""Built-in functions by name."""
