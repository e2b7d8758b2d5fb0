"""Any text gives data or a problem at its place; nothing is too deep, too long or too large for the reader."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.yaml_reader import read_yaml

LIKELY = st.text("[]{}-?:&*!|>'\"#% \n\tab01.eExXfn~=<,", max_size=60)


@given(LIKELY | st.text(max_size=40))
def test_any_text_gives_plain_data_or_problems(text: str) -> None:
    document = read_yaml(text)
    json.dumps(document.value)
    lines = text.count("\n") + text.count("\r") + 2
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in document.problems)
    assert all(path in document.places for path in (*document.written, *document.unclear))


@pytest.mark.parametrize("shape", ["[", "{a: ", "- ", "? ", "- - ", "!!seq [", "&a [", "{[", "- ? ", "&a - ", "a: - "])
@pytest.mark.parametrize("times", [900, 5_000, 100_000])
def test_deep_nesting_is_a_problem_and_nothing_worse(shape: str, times: int) -> None:
    assert read_yaml(shape * times).problems


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: \x00", (1, 4)), ("a: 1\nb: \x7f", (2, 4)), ("a: !thing b", (1, 4)), ("a:\n  - !!binary eA==", (2, 5))],
)
def test_forbidden_content_of_a_file_is_reported_at_its_place(text: str, place: tuple[int, int]) -> None:
    (problem,) = read_yaml(text).problems
    assert (problem.line, problem.column) == place
