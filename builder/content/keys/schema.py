"""JSON Schemas from tables of keys, for editors that complete and check YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from builder.content.keys.kinds import (
    AnyOf,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    Refers,
    TextKind,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Names = Mapping[Refers, Iterable[str]]
"""The existing names by kind of reference; if they are not known, any text is allowed."""


def json_schema(title: str, kind: Kind, names: Names | None = None) -> dict[str, Any]:
    """The schema of a file."""
    return {"$schema": DIALECT, "title": title, **_of(kind, names or {})}


def _of(kind: Kind, names: Names) -> dict[str, Any]:
    if isinstance(kind, Record):
        return _record(kind, names)
    if isinstance(kind, TextKind):
        return _text(kind, names)
    if isinstance(kind, Flag):
        return {"type": "boolean"}
    if isinstance(kind, Number):
        least = {"minimum": kind.minimum} if kind.minimum is not None else {}
        return {"type": "integer" if kind.whole else "number", **least}
    if isinstance(kind, ChoiceKind):
        # Editors read a bare "off" as in YAML 1.1 or as in 1.2.
        return {"enum": [*kind.names, *([False] if "off" in kind.names else [])]}
    if isinstance(kind, ListOf):
        item = _of(kind.item, names)
        many = {"type": "array", "items": item}
        return {"anyOf": [item, many]} if kind.or_single else many
    if isinstance(kind, MapOf):
        return {
            "type": "object",
            "propertyNames": {"type": "string", **_choices(kind.name, names)},
            "additionalProperties": _of(kind.value, names),
        }
    if isinstance(kind, AnyOf):
        return {"anyOf": [_of(each, names) for each in kind.kinds]}
    return {"type": ["object", "boolean"]} if isinstance(kind, JsonSchema) else {}


def _record(kind: Record, names: Names) -> dict[str, Any]:
    required = [key.name for key in kind.keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: {**_about(key), **_of(key.kind, names)} for key in kind.keys},
        **({"required": required} if required else {}),
        **({} if kind.is_open else {"additionalProperties": False}),
    }


def _about(key: Key) -> dict[str, Any]:
    found: dict[str, Any] = {"description": key.about} if key.about else {}
    return {**found, "examples": [key.example]} if key.example else found


def _text(kind: TextKind, names: Names) -> dict[str, Any]:
    choices = _choices(kind, names)
    if choices:
        return choices
    if kind.pattern:
        return {"type": "string", "pattern": kind.pattern}
    # Handrail keeps a number as written where text is expected; editors need not complain.
    return {"type": ["string", "number", "boolean"]}


def _choices(kind: TextKind, names: Names) -> dict[str, Any]:
    known = sorted(names.get(kind.refers, ())) if kind.refers else []
    return {"enum": known} if known else {}
