"""The public names of the package: each names a part of the language."""

from __future__ import annotations

import inspect
import re

import pytest

from builder import markdoc

DOCUMENTED = [
    name
    for name in markdoc.__all__
    if (inspect.isclass(getattr(markdoc, name)) or inspect.isfunction(getattr(markdoc, name)))
]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_public_name_reports_its_part_of_the_language(name: str) -> None:
    said = inspect.getdoc(getattr(markdoc, name)) or ""
    assert re.search(r"\(MARKDOC [2-8][,\d ]*(?:, \"[^)]*\")?\)", said.partition("\n\n")[0]), said


def test_all_public_names_are_there() -> None:
    assert len(DOCUMENTED) >= 25
    assert all(hasattr(markdoc, name) for name in markdoc.__all__)
