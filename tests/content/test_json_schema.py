"""Front matter against a project's JSON Schema: results as specified, in words for authors."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from builder.content import json_schema
from builder.content.json_schema import MISSING, checker_of, schema_problem


@pytest.mark.parametrize(
    ("schema", "value", "said"),
    [
        ({"type": "integer"}, 1.0, []),
        ({"type": "integer"}, 1.5, ["must be a whole number"]),
        ({"type": "integer"}, True, ["must be a whole number"]),
        ({"enum": [1]}, True, ["must be one of 1"]),
        ({"const": True}, 1, ["must be True"]),
        ({"const": 1}, 1.0, []),
        ({"uniqueItems": True}, [{"a": 1, "b": 2}, {"b": 2, "a": 1}], ["holds a value twice"]),
        ({"uniqueItems": True}, [1, True], []),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}, 1, ["must be text"]),
        (
            {"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": False},
            {"x": "a", "y": 1},
            ["y is not allowed"],
        ),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": 1}, ["has no 'b'"]),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"c": 1}, []),
        ({"properties": {"a": False}}, {"a": 1}, ["a is not allowed"]),
        ({"properties": {"a": {"format": "date"}}}, {"a": "2026-02-30"}, ["a must be a date such as 2026-01-31"]),
        (
            {"properties": {"a": {"items": {"maxLength": 2}}}},
            {"a": ["xx", "xxx"]},
            ["a.1 must have at most 2 characters"],
        ),
        ({"not": {"required": ["a"]}}, {"a": 1}, ["is what the schema forbids"]),
        (
            {"dependentRequired": {"a": ["b"]}},
            {"a": 1},
            ["is not what the schema asks for: 'b' is a dependency of 'a'"],
        ),
    ],
)
def test_messages_of_a_schema(schema: dict[str, Any], value: object, said: list[str]) -> None:
    assert schema_problem(schema) == ("", ())
    assert [" ".join((".".join(map(str, keys)), text)).strip() for keys, text in checker_of(schema)(value)] == said


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"require": ["a"]}, "'require' is not a keyword of JSON Schema"),
        ({"properties": {"a": {"maxlength": 3}}}, "'maxlength' is not a keyword of JSON Schema"),
        ({"type": "text"}, "it is not a JSON Schema: 'text' is not valid under any of the given schemas"),
        ({"$ref": "#/$defs/b", "$defs": {"a": {}}}, "'#/$defs/b' is not a place in this schema, such as #/$defs/name"),
        (
            {"$ref": "https://example.com/s.json"},
            "'https://example.com/s.json' is not a place in this schema, such as #/$defs/name",
        ),
        ({"pattern": "("}, "it is not a JSON Schema: '(' is not a 'regex'"),
    ],
)
def test_an_invalid_schema_is_reported(schema: dict[str, Any], said: str) -> None:
    assert schema_problem(schema)[0] == said


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(json_schema.importlib, "import_module", missing)
    assert schema_problem({"type": "object"}) == (MISSING, ())
    assert list(checker_of({"type": "object"})(1)) == []
    monkeypatch.undo()
    assert importlib.import_module("jsonschema")
