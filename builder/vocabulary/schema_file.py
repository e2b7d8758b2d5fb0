"""Reads ``theme/schema.yml``: attributes of Markdown's own nodes, and functions, declared as data.

A function is a template whose text is the function's value. It is rendered in the sandbox of a project's templates, so
it can't run programs, read files or keep a build from ending.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.keys.kinds import Anything, ChoiceKind, Flag, Key, ListOf, MapOf, Record, TextKind
from builder.content.keys.reader import read_keys
from builder.content.keys.text_forms import is_variable
from builder.content.yaml_document import KeyProblem
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.markdoc.nodes import NODES
from builder.markdoc.schema import Attribute
from builder.markdoc.values import UNDEFINED
from builder.vocabulary.additions import (
    FunctionDefinition,
    NodeAttribute,
    SchemaAdditions,
    TagAddition,
    TagAttribute,
)
from builder.vocabulary.definition import MEANINGS
from builder.vocabulary.front_matter import invalid_file
from builder.vocabulary.tag_keys import ATTRIBUTE_TYPES, TAG_NAME

SCHEMA_FILE = "schema.yml"


def _is_name(text: str) -> bool:
    return TAG_NAME.match(text) is not None


def _is_node(text: str) -> bool:
    return text in NODES


_TYPE = Key(
    name="type", kind=ListOf(ChoiceKind(ATTRIBUTE_TYPES), or_single=True), about="the type of its value; any by default"
)
_REQUIRED = Key(name="required", kind=Flag(), about="whether each use must have it")
_DESCRIPTION = Key(name="description", kind=TextKind(), about="its purpose")

NODE_ATTRIBUTE = Record(
    (
        _TYPE,
        _REQUIRED,
        Key(name="matches", kind=ListOf(Anything()), about="the values that it takes"),
        Key(name="means", kind=TextKind(_is_name, "the name of an attribute"), about="an attribute that it stands for"),
        _DESCRIPTION,
    )
)
PARAMETER = Record(
    (
        Key(
            name="name",
            kind=TextKind(is_variable, "a name of letters, digits and '_'"),
            about="its name",
            required=True,
        ),
        _TYPE,
        _REQUIRED,
        Key(name="default", kind=Anything(), about="the value where a call has none"),
        _DESCRIPTION,
    )
)
FUNCTION = Record(
    (
        Key(name="parameters", kind=ListOf(PARAMETER), about="its parameters, in their order"),
        Key(name="returns", kind=ChoiceKind(("String", "Number", "Boolean")), about="the type of its value"),
        Key(name="value", kind=TextKind(may_have_tags=True), about="a template of its value", required=True),
        _DESCRIPTION,
    )
)
TAG_ATTRIBUTE = Record(
    (
        *NODE_ATTRIBUTE.keys,
        Key(
            name="values",
            kind=MapOf(Anything()),
            about="values of the tag's own attribute, by those that pages write",
        ),
    )
)
TAG = Record(
    (
        Key(name="attributes", kind=MapOf(TAG_ATTRIBUTE, TextKind(_is_name)), about="by name"),
        Key(name="aliases", kind=ListOf(TextKind(_is_name, "a name of a tag"), or_single=True), about="other names"),
        Key(name="selfClosing", kind=Flag(), about="whether a tag that has no file has no content"),
        Key(name="inline", kind=Flag(), about="whether a tag that has no file is part of a line"),
        Key(name="meaning", kind=ChoiceKind(MEANINGS), about="how checklists treat a tag that has no file"),
    )
)
SCHEMA = Record(
    (
        Key(name="tags", kind=MapOf(TAG, TextKind(_is_name, "a name of a tag")), about="by name"),
        Key(
            name="nodes",
            kind=MapOf(
                Record((Key(name="attributes", kind=MapOf(NODE_ATTRIBUTE, TextKind(_is_name)), about="by name"),)),
                TextKind(_is_node, "a type of Markdoc node, such as fence or heading"),
            ),
            about="attributes of nodes, by type",
        ),
        Key(
            name="functions",
            kind=MapOf(FUNCTION, TextKind(is_variable, "a name of letters, digits and '_'")),
            about="by name",
        ),
    )
)
"""The keys of the file."""


def read_schema_file(text: str, path: str) -> Outcome[SchemaAdditions]:
    """The declarations of one file; what can't be used is left out and reported."""
    document = read_yaml(text)
    if document.problems:
        found = [
            invalid_file(path, f"The file is not valid YAML: {each.message}.", each.line, each.column)
            for each in document.problems
        ]
        return Outcome(SchemaAdditions(), tuple(found))
    if document.value is None:
        return Outcome(SchemaAdditions())
    reading = read_keys(document, SCHEMA)
    value: Mapping[str, Any] = reading.value or {}
    nodes = {
        kind: {name: _node_attribute(each) for name, each in declared.get("attributes", {}).items()}
        for kind, declared in value.get("nodes", {}).items()
    }
    places = document.places
    functions = {
        name: _function(name, declared, path, places.get(("functions", name, "value"), (1, 1))[0])
        for name, declared in value.get("functions", {}).items()
    }
    tags = {
        name: _tag(declared, places.get(("tags", name), (1, 1))[0]) for name, declared in value.get("tags", {}).items()
    }
    return Outcome(SchemaAdditions(nodes, functions, tags), tuple(_problems(reading.key_problems, path)))


def _tag(declared: Mapping[str, Any], line: int) -> TagAddition:
    return TagAddition(
        attributes={
            name: TagAttribute(
                declared=_attribute(each),
                means=each.get("means", name if "values" in each else ""),
                values={str(written): ours for written, ours in each.get("values", {}).items()},
            )
            for name, each in declared.get("attributes", {}).items()
        },
        aliases=tuple(declared.get("aliases", ())),
        self_closing=declared.get("selfClosing", False),
        inline=declared.get("inline", False),
        meaning=declared.get("meaning", "layout"),
        line=line,
    )


def _problems(problems: tuple[KeyProblem, ...], path: str) -> Iterator[Diagnostic]:
    for each in problems:
        said = f"Unknown key '{each.path[-1]}'" if each.kind == "unknown" else f"'{each.name}' {each.message}"
        yield invalid_file(path, f"{said}.", each.line, each.column, each.near, each.help)


def _node_attribute(declared: Mapping[str, Any]) -> NodeAttribute:
    return NodeAttribute(_attribute(declared), declared.get("means", ""))


def _attribute(declared: Mapping[str, Any]) -> Attribute:
    types = tuple(declared.get("type", ()))
    matches = declared.get("matches")
    return Attribute(
        type=None if not types else types[0] if len(types) == 1 else types,
        render=False,
        default=declared.get("default", UNDEFINED),
        required=declared.get("required", False),
        matches=tuple(matches) if matches else None,
        description=declared.get("description", ""),
    )


def _function(name: str, declared: Mapping[str, Any], path: str, line: int) -> FunctionDefinition:
    parameters = {each["name"]: _attribute(each) for each in declared.get("parameters", ())}
    returns = declared.get("returns", "String")
    return FunctionDefinition(
        name=name, parameters=parameters, returns=returns, value=declared["value"], path=path, line=line
    )
