"""Every diagnostic code has a case in which it is found, and one that comes near it and is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.diagnostics.catalogue import codes, family

TESTS = Path(__file__).resolve().parents[1]
TABLES = (*sorted((TESTS / "invalid").glob("*.txt")), *sorted((TESTS / "checks/pages").glob("*.txt")))
OWN_TABLES = {
    "external": TESTS / "checks/external/test_client.py",
    "checklist": TESTS / "checklist",
    "url-vanished": TESTS / "commands/test_check_ledger.py",
    "file-unreadable": TESTS / "content/test_discover.py",
    "theme-file-invalid": TESTS / "theme/test_static_files.py",
    "images-not-scaled": TESTS / "outputs/test_responsive_images.py",
    "pages-vanish": TESTS / "checks/test_vanishing.py",
}
"""Families and codes that a project alone can't show."""
CONFIGURED = TESTS / "markdoc/test_configured_errors.py"
"""Problems that no configuration of a site can cause."""

_TITLE = re.compile(r"^=== (.+)$", re.MULTILINE)
_REPORT = re.compile(r"^-- (?:report|says) --\n(.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<![\w/'-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w'/-])")
_SOUND = re.compile(r"^not ([a-z0-9, -]+):")


def _named(place: Path) -> set[str]:
    files = place.rglob("*.py") if place.is_dir() else (place,)
    return {name for file in files for name in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", file.read_text("utf-8"))}


def _reported() -> set[str]:
    reports = (report for file in TABLES for report in _REPORT.findall(file.read_text("utf-8")))
    return {code for report in reports for code in _CODE.findall(report)} | _named(CONFIGURED)


def _sound() -> set[str]:
    titles = (title for file in TABLES for title in _TITLE.findall(file.read_text("utf-8")))
    matches = (match for match in map(_SOUND.match, titles) if match is not None)
    return {code for match in matches for code in match[1].split(", ")} | _named(CONFIGURED)


def _elsewhere(code: str) -> Iterator[Path]:
    yield from (OWN_TABLES[name] for name in (code, family(code)) if name in OWN_TABLES)


@pytest.mark.parametrize("code", codes())
def test_a_code_is_found_in_a_case(code: str) -> None:
    assert code in _reported() or any(code in _named(file) for file in _elsewhere(code))


@pytest.mark.parametrize("code", codes())
def test_a_code_has_a_case_that_comes_near_it_and_is_right(code: str) -> None:
    assert code in _sound() or family(code) in OWN_TABLES


def test_cases_name_no_other_codes() -> None:
    assert _sound() - _named(CONFIGURED) <= set(codes())
