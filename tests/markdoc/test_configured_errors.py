"""Errors that depend on a configuration that sites can't have: slots, parameters, other nodes."""

from __future__ import annotations

from typing import Any

import pytest

from builder.markdoc import Attribute, Config, Function, Node, Schema, parse, validate
from builder.markdoc.schema import Validation

REQUIRED = {"a": Attribute(type="String", required=True)}

CASES: dict[str, tuple[Config, dict[str, Any], str]] = {
    "slot-undefined": (
        Config(tags={"box": Schema()}),
        {"slots": True},
        '{% box %}\n{% slot "a" %}\nx\n{% /slot %}\n{% /box %}',
    ),
    "slot-missing-required": (
        Config.from_json({"tags": {"box": {"slots": {"a": {"required": True}}}}}),
        {"slots": True},
        "{% box %}\n{% /box %}",
    ),
    "child-invalid": (Config(tags={"box": Schema(children=["list"])}), {}, "{% box %}\ntext\n{% /box %}"),
    "tag-placement-invalid": (Config(tags={"box": Schema(inline=True)}), {}, "{% box %}\ntext\n{% /box %}"),
    "href-format-invalid": (
        Config(variables={"host": "a"}),
        {"allow_link_validation": True},
        "See [it](https://{% $host %}).",
    ),
    "parameter-missing-required": (
        Config(
            tags={"box": Schema(attributes={"a": Attribute()})},
            functions={"f": Function(parameters=REQUIRED)},
            validation=Validation(validate_functions=True),
        ),
        {},
        "{% box a=f() %}\n{% /box %}",
    ),
    "parameter-type-invalid": (
        Config(
            tags={"box": Schema(attributes={"a": Attribute()})},
            functions={"f": Function(parameters=REQUIRED)},
            validation=Validation(validate_functions=True),
        ),
        {},
        "{% box a=f(a=1) %}\n{% /box %}",
    ),
}


SOUND: dict[str, str] = {
    "slot-undefined": "{% box %}\ntext\n{% /box %}",
    "slot-missing-required": '{% box %}\n{% slot "a" %}\nx\n{% /slot %}\n{% /box %}',
    "child-invalid": "{% box %}\n- item\n{% /box %}",
    "tag-placement-invalid": "text {% box %}text{% /box %}",
    "href-format-invalid": "See [it](https://example.com/host) on {% $host %}.",
    "parameter-missing-required": '{% box a=f(a="x") %}\n{% /box %}',
    "parameter-type-invalid": '{% box a=f(a="x") %}\n{% /box %}',
}
"""The same configurations, with a text that has nothing wrong."""


@pytest.mark.parametrize("code", CASES)
def test_no_problem(code: str) -> None:
    config, options, _ = CASES[code]
    assert [error.id for error in validate(parse(SOUND[code], **options), config)] == []


@pytest.mark.parametrize("code", CASES)
def test_a_problem(code: str) -> None:
    config, options, text = CASES[code]
    assert [error.id for error in validate(parse(text, **options), config)] == [code]


def test_a_node_of_no_known_type() -> None:
    assert [error.id for error in validate(Node("marquee"), Config())] == ["node-undefined"]
    assert validate(Node("paragraph"), Config()) == []
