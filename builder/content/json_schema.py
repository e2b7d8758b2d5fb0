"""JSON Schema, as far as front matter needs it (draft 2020-12).

``type``, ``enum``, ``const``; ``required``, ``properties``, ``additionalProperties``, ``minProperties``,
``maxProperties``; ``items``, ``minItems``, ``maxItems``, ``uniqueItems``; ``minLength``, ``maxLength``, ``pattern``,
``format`` (``date``); ``minimum``, ``maximum``, ``exclusiveMinimum``, ``exclusiveMaximum``, ``multipleOf``;
``allOf``, ``anyOf``, ``oneOf``, ``not``. Annotations such as ``title`` and ``description`` say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Keys = tuple[str | int, ...]
Violation = tuple[Keys, str]
"""The keys that lead to the value, and what is wrong with it, to stand behind its name."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_NAMES: Mapping[str, str] = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a list of keys",
    "null": "empty",
}
ANNOTATIONS = frozenset({"$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated"})


def unknown_keywords(schema: Any) -> Iterator[str]:
    """Keywords of a schema, and of those in it, that are not among the ones above."""
    if not isinstance(schema, Mapping):
        return
    for name, value in schema.items():
        if name not in KEYWORDS and name not in ANNOTATIONS:
            yield str(name)
        elif name == "properties" and isinstance(value, Mapping):
            for inner in value.values():
                yield from unknown_keywords(inner)
        elif name in ("items", "additionalProperties", "not"):
            yield from unknown_keywords(value)
        elif name in ("allOf", "anyOf", "oneOf") and isinstance(value, list):
            for inner in value:
                yield from unknown_keywords(inner)


def violations(value: Any, schema: Any, keys: Keys = ()) -> Iterator[Violation]:
    """Everything in which ``value`` does not meet ``schema``."""
    if schema is False:
        yield keys, "is not allowed"
    if not isinstance(schema, Mapping):
        return
    if "type" in schema and not _is_of(value, schema["type"]):
        yield keys, f"must be {_named(schema['type'])}"
        return
    for name, argument in schema.items():
        check = KEYWORDS.get(name)
        if check is not None:
            yield from check(value, argument, schema, keys)


def _is_of(value: Any, declared: Any) -> bool:
    names = declared if isinstance(declared, list) else [declared]
    for name in names:
        if isinstance(value, bool):
            if name == "boolean":
                return True
        elif isinstance(value, _TYPES.get(str(name), ())):
            return True
    return False


def _named(declared: Any) -> str:
    names = declared if isinstance(declared, list) else [declared]
    return " or ".join(_NAMES.get(str(name), str(name)) for name in names)


_Check = Callable[[Any, Any, Mapping[str, Any], Keys], Iterator[Violation]]


def _nothing(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    yield from ()


def _enum(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if value not in argument:
        yield keys, f"must be one of {', '.join(map(str, argument))}"


def _const(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if value != argument:
        yield keys, f"must be {argument}"


def _required(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    for name in argument if isinstance(value, dict) else ():
        if name not in value:
            yield keys, f"has no '{name}'"


def _properties(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name, inner in argument.items():
            if name in value:
                yield from violations(value[name], inner, (*keys, name))


def _additional(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name in value:
            if name not in schema.get("properties", {}):
                yield from violations(value[name], argument, (*keys, name))


def _items(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    for index, item in enumerate(value if isinstance(value, list) else ()):
        yield from violations(item, argument, (*keys, index))


def _unique(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if argument and isinstance(value, list) and len({repr(item) for item in value}) < len(value):
        yield keys, "contains a value twice"


def _pattern(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if isinstance(value, str) and re.search(argument, value) is None:
        yield keys, f"must match /{argument}/"


def _format(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if argument == "date" and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            yield keys, "must be a date such as 2026-01-31"


def _all_of(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    for inner in argument:
        yield from violations(value, inner, keys)


def _any_of(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if not any(_meets(value, inner) for inner in argument):
        yield keys, "fits none of the forms that the schema allows"


def _one_of(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if sum(_meets(value, inner) for inner in argument) != 1:
        yield keys, "must meet exactly one of the forms that the schema allows"


def _not(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
    if _meets(value, argument):
        yield keys, "is what the schema forbids"


def _meets(value: Any, schema: Any) -> bool:
    return next(violations(value, schema), None) is None


def _size(of: tuple[type, ...], fits: Callable[[Any, Any], bool], said: str) -> _Check:
    """A keyword that compares a value, or its length, with a number."""

    def check(value: Any, argument: Any, schema: Mapping[str, Any], keys: Keys) -> Iterator[Violation]:
        if isinstance(value, of) and not isinstance(value, bool) and not fits(value, argument):
            yield keys, said.format(argument)

    return check


def _longer(value: Sequence[Any], least: int) -> bool:
    return len(value) >= least


def _shorter(value: Sequence[Any], most: int) -> bool:
    return len(value) <= most


_NUMBER = (int, float)
KEYWORDS: Mapping[str, _Check] = {
    "type": _nothing,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "uniqueItems": _unique,
    "pattern": _pattern,
    "format": _format,
    "allOf": _all_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "not": _not,
    "minLength": _size((str,), _longer, "must have at least {} characters"),
    "maxLength": _size((str,), _shorter, "must have at most {} characters"),
    "minItems": _size((list,), _longer, "must have at least {} values"),
    "maxItems": _size((list,), _shorter, "must have at most {} values"),
    "minProperties": _size((dict,), _longer, "must have at least {} keys"),
    "maxProperties": _size((dict,), _shorter, "must have at most {} keys"),
    "minimum": _size(_NUMBER, lambda value, least: bool(value >= least), "must be at least {}"),
    "maximum": _size(_NUMBER, lambda value, most: bool(value <= most), "must be at most {}"),
    "exclusiveMinimum": _size(_NUMBER, lambda value, least: bool(value > least), "must be more than {}"),
    "exclusiveMaximum": _size(_NUMBER, lambda value, most: bool(value < most), "must be less than {}"),
    "multipleOf": _size(_NUMBER, lambda value, of: bool(value % of == 0), "must be a multiple of {}"),
}
"""What each keyword checks."""
