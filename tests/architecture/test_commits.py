"""The check of commit messages."""

from __future__ import annotations

import importlib.util

import pytest
from sources import ROOT

_SPEC = importlib.util.spec_from_file_location("check_commits", ROOT / "tools/check_commits.py")
assert _SPEC is not None
assert _SPEC.loader is not None
check_commits = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(check_commits)


@pytest.mark.parametrize(
    "subject",
    [
        "Escape attribute names in rendered HTML",
        "Merge branch 'main' of a very long name that nobody chose and that git wrote itself",
        "Embed fonts",
    ],
)
def test_a_good_subject(subject: str) -> None:
    assert list(check_commits.problems(subject)) == []


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        ("Escaped attribute names", "imperative"),
        ("Escaping attribute names", "imperative"),
        ("The names are escaped", "imperative"),
        ("escape attribute names", "capital"),
        ("Escape attribute names.", "full stop"),
        ("Escape " + "names " * 12, "characters"),
    ],
)
def test_a_bad_subject(subject: str, problem: str) -> None:
    assert any(problem in found for found in check_commits.problems(subject))
