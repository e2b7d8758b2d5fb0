"""Errors of validation: ids, levels, exact places, and suggestions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from builder import markdoc
from builder.markdoc import Attribute, Config, Function, Node, NodeError, Schema, Validation

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "validation.toml").read_text())["case"]

CONFIG = Config(
    tags={
        "note": Schema(
            attributes={
                "title": Attribute(type="String"),
                "kind": Attribute(type="String", matches=("info", "warning")),
                "level": Attribute(type="Number", error_level="warning"),
            }
        ),
        "link": Schema(attributes={"to": Attribute(type="String", required=True)}),
        "block": Schema(inline=False),
        "void": Schema(self_closing=True),
        "strict": Schema(children=("paragraph",)),
    },
    functions={
        "upper": Function(parameters={"0": Attribute(type="String"), "times": Attribute(type="Number")}),
    },
    variables={"product": "Handrail", "version": {"major": 1}},
    partials={"intro.md": markdoc.parse("Hello\n")},
    validation=Validation(validate_functions=True),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_problems(case: Mapping[str, Any]) -> None:
    text = case["input"]
    found = []
    for error in markdoc.validate(markdoc.parse(text), CONFIG):
        assert error.location is not None
        place = text[error.location.start : error.location.end]
        found.append(f"{error.id} {error.level} | {place} | {', '.join(error.suggestions)}")
    assert found == case["expected"]


def test_validators_see_the_nodes_around_theirs() -> None:
    seen: list[list[str]] = []

    def look(node: Node, config: Config) -> Sequence[NodeError]:
        seen.append([parent.tag or parent.type for parent in config.validation.parents])
        return ()

    config = Config(tags={"outer": Schema(), "inner": Schema(validate=look)})
    markdoc.validate(markdoc.parse("{% outer %}\n- {% inner /%}\n{% /outer %}\n"), config)
    assert seen == [["document", "outer", "list", "item"]]


def test_partials_are_not_looked_into() -> None:
    config = Config(partials={"p.md": markdoc.parse("{% nosuch /%}\n")})
    assert markdoc.validate(markdoc.parse('{% partial file="p.md" /%}\n'), config) == []


def test_variables_may_be_a_function() -> None:
    config = Config(variables=lambda path: 1 if path[0] == "known" else markdoc.UNDEFINED)
    errors = markdoc.validate(markdoc.parse("a {% $known %} {% $other %}\n"), config)
    assert [error.message for error in errors] == ["Undefined variable: 'other'"]


@pytest.mark.parametrize(
    ("declared", "good", "bad", "called"),
    [
        (str, '"x"', "1", "String"),
        (int, "1", '"1"', "Number"),
        (float, "1.5", "true", "Number"),
        (bool, "false", "0", "Boolean"),
        (list, "[1]", "{}", "Array"),
        (dict, "{a: 1}", "[]", "Object"),
        ((str, int), "1", "true", "String | Number"),
    ],
)
def test_a_type_may_be_python_s_own_class(declared: Any, good: str, bad: str, called: str) -> None:
    config = Config(tags={"t": Schema(attributes={"a": Attribute(type=declared)})})
    assert markdoc.validate(markdoc.parse(f"{{% t a={good} /%}}\n"), config) == []
    (error,) = markdoc.validate(markdoc.parse(f"{{% t a={bad} /%}}\n"), config)
    assert error.message == f"Attribute 'a' must be type of '{called}'"


def test_validators_may_give_nothing() -> None:
    def nothing(*_: Any) -> None:
        return None

    config = Config(
        tags={"t": Schema(validate=nothing, attributes={"a": Attribute(validate=nothing)})},
        functions={"f": Function(validate=nothing)},
        validation=Validation(validate_functions=True),
    )
    assert markdoc.validate(markdoc.parse("{% t a=f() /%}\n"), config) == []
