"""Constructs of each system and their converted forms, as tables in ``cases/``.

``HANDRAIL_REWRITE=1`` writes the present results, for you to read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from example_sites import Case, body_of, cases_of, imported, site_files, write_cases, write_files

from builder.importing.systems.table import SYSTEMS


def bodies(tmp_path: Path, system: str, cases: list[Case]) -> list[str]:
    """The result of each case; all of them are pages of one site."""
    pages = {f"case-{index:02}": case.given for index, case in enumerate(cases)}
    result = imported(write_files(tmp_path / "source", site_files(system, pages)), system)
    texts = {file.path: file.text for file in result.files}
    return [body_of(texts[f"content/cases/{name}.md"]) for name in pages]


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_cases(tmp_path: Path, system: str) -> None:
    cases = cases_of(system)
    assert len(cases) >= 30
    found = bodies(tmp_path, system, cases)
    if os.environ.get("HANDRAIL_REWRITE"):
        write_cases(system, [Case(c.title, c.given, text) for c, text in zip(cases, found, strict=True)])
        return
    for case, text in zip(cases, found, strict=True):
        assert text == case.expected, case.title
