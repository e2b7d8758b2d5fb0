"""The words of the sample sites' pages are published, in their order: from the source to the HTML."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from driver import Site
from example_sites import cases_of, site_files, write_files

from builder.importing.project import import_site
from builder.importing.project_writer import write_project
from builder.importing.source_files import SourceFiles
from builder.importing.systems.table import SYSTEMS, read_site

TOOL = Path(__file__).resolve().parents[2] / "tools/import_words.py"

pytestmark = pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")

NOT_TEXT: dict[str, dict[str, str]] = {
    "docusaurus": {"import and export are left out": "brand"},
    "mintlify": {"constants of a snippet": "limit"},
    "next-markdoc": {"a video": "tea", "conditions and variables": "shown for"},
}
"""By system and case, words of the source that are no text of the page."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("import_words", TOOL)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_no_word_of_a_sample_site_is_lost(system: str, tmp_path: Path, tool: Any) -> None:
    cases = {f"case-{number}": case for number, case in enumerate(cases_of(system))}
    write_files(tmp_path / "source", site_files(system, {name: case.given for name, case in cases.items()}))
    files = SourceFiles(tmp_path / "source")
    site = read_site(system, files)
    write_project(import_site(site, files), files, tmp_path / "project", force=False)
    Site(tmp_path / "project").build("--keep-going", "--no-search")
    found = tool.compared(site, tmp_path / "project")
    lost = {}
    for path, (_, gone, moved) in found.items():
        case = cases.get(Path(path).stem)
        if (gone or moved) and case is not None:
            lost[case.title] = " ".join(gone) if not moved else f"{' '.join(gone)} ({moved} moved)"
    assert len(found) >= len(cases)
    assert lost == NOT_TEXT.get(system, {})
