"""JSON Schema (draft 2020-12) for front matter: checked by the package ``jsonschema``, with messages for authors.

The package is an extra, loaded only if a project has a schema.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from builder.diagnostics.suggest import nearest

Keys = tuple[str | int, ...]
Violation = tuple[Keys, str]
"""The keys of the value, and the problem, worded to follow the value's name."""

MISSING = "needs the package 'jsonschema', which is not installed: pip install 'handrail[schema]'"

_NAMES: Mapping[str, str] = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a list of keys",
    "null": "empty",
}
_OF_SCHEMAS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
"""Keywords that contain schemas by name."""
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_ONE = (
    *("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
_KEYWORDS = (
    *_OF_SCHEMAS,
    *_LISTS,
    *_ONE,
    *("type", "enum", "const", "required", "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems"),
    *("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("multipleOf", "minContains", "maxContains", "dependentRequired", "$ref", "$dynamicRef", "$anchor"),
    *("$dynamicAnchor", "$id", "$schema", "$comment", "$vocabulary", "title", "description", "default", "examples"),
    *("deprecated", "readOnly", "writeOnly", "contentEncoding", "contentMediaType"),
)
"""https://json-schema.org/draft/2020-12/json-schema-core, and its vocabularies; jsonschema ignores other keywords."""


def schema_problem(schema: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The problem of a schema, with suggestions; empty if the schema is valid."""
    package = _package()
    if package is None:
        return MISSING, ()
    for part in _parts(schema):
        unknown = next((name for name in part if name not in _KEYWORDS and not name.startswith("x-")), "")
        if unknown:
            return f"'{unknown}' is not a keyword of JSON Schema", nearest(unknown, _KEYWORDS)
        reference = part.get("$ref", "#")
        if not isinstance(reference, str) or not _leads_on(reference, schema):
            return f"'{reference}' is not a place in this schema, such as #/$defs/name", ()
    try:
        package.Draft202012Validator.check_schema(schema)
    except package.SchemaError as error:
        return f"it is not a JSON Schema: {error.message[:200]}", ()
    return "", ()


def checker_of(schema: Mapping[str, Any]) -> Callable[[Any], Iterator[Violation]]:
    """A function that finds all violations of the schema in a value; nothing without the package."""
    package = _package()
    if package is None:
        return lambda value: iter(())
    # An empty registry: a reference to another host is never fetched.
    registry = importlib.import_module("referencing").Registry()
    validator = package.Draft202012Validator(
        _located(schema), registry=registry, format_checker=package.FormatChecker()
    )

    def check(value: Any) -> Iterator[Violation]:
        errors = sorted(validator.iter_errors(value), key=lambda error: [str(key) for key in error.absolute_path])
        for error in errors:
            yield from _violations(error)

    return check


def _package() -> Any:
    try:
        return importlib.import_module("jsonschema")
    except ImportError:
        return None


def _parts(schema: Any) -> Iterator[Mapping[str, Any]]:
    """The schema, and all schemas in it."""
    if not isinstance(schema, Mapping):
        return
    yield schema
    for name, value in schema.items():
        inner = [value] if name in _ONE else []
        inner += value.values() if name in _OF_SCHEMAS and isinstance(value, Mapping) else ()
        inner += value if name in _LISTS and isinstance(value, list) else ()
        for each in inner:
            yield from _parts(each)


def _located(schema: Any) -> Any:
    """The schema with each ``false`` below a name as ``{"not": {}}``, for which the package reports the place."""
    if isinstance(schema, list):
        return [_located(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        name: {key: {"not": {}} if each is False else _located(each) for key, each in value.items()}
        if name in _OF_SCHEMAS and isinstance(value, Mapping)
        else _located(value)
        if name in (*_LISTS, *_ONE)
        else value
        for name, value in schema.items()
    }


def _leads_on(reference: str, schema: Mapping[str, Any]) -> bool:
    if reference.startswith("#/"):
        place: Any = schema
        for step in reference[2:].split("/"):
            name = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(place, Mapping) or name not in place:
                return False
            place = place[name]
        return True
    return reference == "#" or any(f"#{part.get('$anchor')}" == reference for part in _parts(schema))


def _violations(error: Any) -> Iterator[Violation]:
    keys: Keys = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        patterns = error.schema.get("patternProperties", {})
        for name in error.instance:
            known = name in error.schema.get("properties", {}) or any(re.search(each, name) for each in patterns)
            if not known:
                yield (*keys, name), "is not allowed"
    elif error.validator == "required":
        yield keys, f"has no {error.message.rpartition(' is a required property')[0]}"
    else:
        said = _SAID.get(error.validator or "")
        yield (
            keys,
            said(error.validator_value) if said is not None else f"is not what the schema asks for: {error.message}",
        )


def _type(declared: Any) -> str:
    names = declared if isinstance(declared, list) else [declared]
    return "must be " + " or ".join(_NAMES.get(str(name), str(name)) for name in names)


_SAID: Mapping[str, Callable[[Any], str]] = {
    "": lambda _: "is not allowed",
    "type": _type,
    "enum": lambda allowed: f"must be one of {', '.join(map(str, allowed))}",
    "const": lambda wanted: f"must be {wanted}",
    "uniqueItems": lambda _: "holds a value twice",
    "pattern": lambda pattern: f"must match /{pattern}/",
    "format": lambda name: f"must be {'a date such as 2026-01-31' if name == 'date' else f'of the form {name!r}'}",
    "anyOf": lambda _: "meets none of the forms that the schema allows",
    "oneOf": lambda _: "must meet exactly one of the forms that the schema allows",
    "not": lambda forbidden: "is what the schema forbids" if forbidden else "is not allowed",
    "minLength": lambda least: f"must have at least {least} characters",
    "maxLength": lambda most: f"must have at most {most} characters",
    "minItems": lambda least: f"must have at least {least} values",
    "maxItems": lambda most: f"must have at most {most} values",
    "minProperties": lambda least: f"must have at least {least} keys",
    "maxProperties": lambda most: f"must have at most {most} keys",
    "minimum": lambda least: f"must be at least {least}",
    "maximum": lambda most: f"must be at most {most}",
    "exclusiveMinimum": lambda least: f"must be more than {least}",
    "exclusiveMaximum": lambda most: f"must be less than {most}",
    "multipleOf": lambda of: f"must be a multiple of {of}",
}
"""Functions from a keyword's value to the message about a refused value, by keyword."""
