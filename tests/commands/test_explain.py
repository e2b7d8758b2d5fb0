"""``handrail explain``: the meaning of every code."""

from __future__ import annotations

import pytest
from driver import run

from builder.diagnostics.catalogue import codes, rule


@pytest.mark.parametrize("code", codes())
def test_a_code_is_explained(code: str) -> None:
    said = run("explain", code)
    assert said.code == 0
    assert said.out.startswith(f"{code}: {rule(code).title}\n")
    assert rule(code).explanation in said.out
    assert f"How to fix it: {rule(code).help}" in said.out


def test_without_a_code_all_are_listed() -> None:
    lines = run("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(codes())


def test_a_code_that_is_none_is_wrong_use() -> None:
    said = run("explain", "link-cse")
    assert said.code == 2
    assert "Did you mean 'link-case'?" in said.err
