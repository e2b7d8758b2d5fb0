"""Everything that composing a page asks for besides its own text is recorded, with a digest of the answer."""

from __future__ import annotations

from typing import Any

import pytest
from composing import PARTIALS, new_compose

from builder.article.dependencies import (
    EVERY_NAME,
    RecordedPartials,
    RecordedVariables,
    names_digest,
    partial_digest,
    variable_digest,
)
from builder.diagnostics.outcome import Read

VARIABLES: dict[str, Any] = {"name": "Ann", "version": {"name": "v1"}}


def _variable(name: str) -> Read:
    return Read("variable", name, variable_digest({"product": "Handrail", **VARIABLES}, name))


def _partial(name: str) -> Read:
    return Read("partial", name, partial_digest(PARTIALS.get(name)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.", set()),
        ("Hello {% $name %}.", {_variable("name")}),
        ("{% $product %} {% $version.name %}", {_variable("product"), _variable("version")}),
        ("Hello {% $nobody %}.", {_variable("nobody")}),
        ("`{% $name %}` in code", set()),
        ("{% if $name %}\n\nShown.\n\n{% /if %}", {_variable("name")}),
        ("---\ntitle: T\n---\n\n{% $markdoc.frontmatter.title %}", set()),
        ('{% partial file="/shared.md" /%}', {_partial("/shared.md")}),
        ('{% partial file="/outer.md" /%}', {_partial("/outer.md"), _partial("/greeting.md"), _variable("name")}),
        ('{% partial file="/gone.md" /%}', {_partial("/gone.md")}),
        ('A\n\n{% tabs %}\n{% tab title="T" %}\n{% $name %}\n{% /tab %}\n{% /tabs %}', {_variable("name")}),
    ],
)
def test_a_page_depends_on_its_questions(text: str, expected: set[Read]) -> None:
    reads = set(new_compose()(text, VARIABLES).reads)
    # To suggest another name, a page looks at all there are.
    assert {read for read in reads if read.name != EVERY_NAME} == expected


@pytest.mark.parametrize(
    ("text", "other", "is_same"),
    [
        ("Hello {% $name %}.", {"name": "Bob"}, False),
        ("Hello {% $name %}.", {"name": "Ann", "more": 1}, True),
        ("Hello {% $version.name %}.", {"version": {"name": "v2"}}, False),
        ("Words.", {}, True),
    ],
)
def test_the_same_questions_have_the_same_answers_elsewhere(text: str, other: dict[str, Any], is_same: bool) -> None:
    reads = new_compose()(text, VARIABLES).reads
    assert RecordedVariables({"product": "Handrail", **other}, {}).repeats(reads) is is_same


def test_asking_twice_is_one_read() -> None:
    variables = RecordedVariables({"name": "Ann"}, {})
    assert variables["name"] == "Ann"
    assert "name" in variables
    assert "other" not in variables
    assert [(read.name, bool(read.digest)) for read in variables.reads()] == [("name", True), ("other", False)]


def test_going_through_all_names_depends_on_them() -> None:
    partials = RecordedPartials(PARTIALS)
    assert set(partials) == set(PARTIALS)
    assert partials.reads() == (Read("partial", EVERY_NAME, names_digest(PARTIALS)),)


def test_each_page_begins_with_no_reads() -> None:
    partials, variables = RecordedPartials(PARTIALS), RecordedVariables({"name": "Ann"}, {"title": "T"})
    assert "/shared.md" in partials
    assert variables["markdoc"] == {"frontmatter": {"title": "T"}}
    assert variables.is_personal
    partials.begin()
    variables.begin()
    assert (partials.reads(), variables.reads(), variables.is_personal) == ((), (), False)


def test_a_variable_of_the_project_hides_the_front_matter() -> None:
    variables = RecordedVariables({"markdoc": "mine"}, {"title": "T"})
    assert variables["markdoc"] == "mine"
    assert not variables.is_personal
