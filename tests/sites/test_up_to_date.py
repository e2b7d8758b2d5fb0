"""A site that is up to date is not loaded again; after any change, it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

from builder import pipeline
from builder.engine import file_stamps
from builder.project.inputs import ProjectInputs
from builder.project.project import Project

SETTLED = 1.5 * file_stamps.TICK_NS / 1e9
"""Seconds after which a file's times can be trusted."""

PAGES: dict[str, str | bytes] = {
    "handrail.yml": "title: Site\n",
    "content/index.md": "---\ntitle: Home\n---\n\n# Home\n\n[A](/a)\n",
    "content/a.md": "---\ntitle: A\n---\n\nText.\n",
    "content/partials/note.md": "A note.\n",
    "content/images/a.png": image(),
    "theme/static/own.txt": "own",
}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    made = site().write(PAGES)
    time.sleep(SETTLED)
    return made.build().exits(0)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The projects that are loaded from now on."""
    found: list[Path] = []
    original = pipeline.read_inputs

    def recorded(project: Project, *others: Any) -> ProjectInputs:
        found.append(project.folder)
        return original(project, *others)

    monkeypatch.setattr(pipeline, "read_inputs", recorded)
    return found


def test_nothing_is_loaded_where_nothing_has_changed(project: Site, loads: list[Path]) -> None:
    before = project.published()
    project.build().exits(0).says("0 files written")
    assert loads == []
    assert project.published() == before


MODULES = """
import sys
from pathlib import Path
from builder.build_site import build_site
from builder.project.open_project import Options
built = build_site(Options(project=Path(sys.argv[1])), None)
print(len(built.publication.written), *sys.modules)
"""
STAGES = ("article", "checklist", "checks", "lint", "markdoc", "outputs", "pipeline", "structure", "vocabulary")


def test_no_stage_is_imported_where_nothing_has_changed(project: Site) -> None:
    program = [sys.executable, "-c", MODULES, str(project.root)]
    written, *names = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()
    assert written == "0"
    heavy = {f"builder.{stage}" for stage in STAGES} | {"jinja2", "markdown_it", "multiprocessing", "pygments"}
    assert heavy & set(names) == set()


def test_a_log_next_to_the_sources_is_not_an_input(project: Site, loads: list[Path]) -> None:
    project.write({"build.log": "Building …\n"})
    project.build().exits(0).says("0 files written")
    assert loads == []


def test_its_problems_are_reported_again(project: Site, loads: list[Path]) -> None:
    project.write({"content/a.md": "---\ntitle: A\n---\n\nTODO: write.\n"})
    time.sleep(SETTLED)
    project.build().exits(0).says("placeholder-left")
    project.build().exits(0).says("placeholder-left")
    assert len(loads) == 1
    project.build("--strict").exits(1)


@pytest.mark.parametrize(
    "path",
    [
        "handrail.yml",
        "content/a.md",
        "content/partials/note.md",
        "content/images/a.png",
        "theme/static/own.txt",
        "content/new.md",
        "redirects.yml",
        "checklist.lock.json",
        "site/a/index.html",
    ],
)
def test_a_change_anywhere_is_seen(project: Site, loads: list[Path], path: str) -> None:
    place = project.root / path
    old = place.read_bytes() if place.exists() else b""
    project.write({path: old + b"\n"})
    project.build()
    assert len(loads) == 1


def test_a_file_that_is_gone_is_seen(project: Site, loads: list[Path]) -> None:
    project.remove("content/partials/note.md").build().exits(0)
    project.remove("site/a/index.html").build().exits(0)
    assert len(loads) == 2
    assert "site/a/index.html" in {f"site/{path}" for path in project.published()}


def test_a_file_that_was_just_written_is_not_trusted(
    project: Site, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could change again in the same tick of the clock, with no new time to show for it."""
    project.write({"content/a.md": "---\ntitle: A\n---\n\nOne.\n"})
    monkeypatch.setattr(file_stamps, "TICK_NS", 3600 * 10**9)
    project.build().build()
    assert len(loads) == 2


def test_an_edit_that_keeps_size_and_time_is_seen(project: Site, loads: list[Path]) -> None:
    page = project.root / "content/a.md"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Text", b"Test"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    project.build().exits(0)
    assert "Test." in project.page("a/index.html")


def test_redirects_in_a_folder_of_their_own_are_looked_at(site: Callable[..., Site]) -> None:
    project = site().write({**PAGES, "handrail.yml": "redirects: meta/old.yml\n", "meta/old.yml": "/b: /a\n"})
    time.sleep(SETTLED)
    project.build().exits(0)
    project.write({"meta/old.yml": "/c: /a\n"})
    time.sleep(SETTLED)
    project.build().exits(0)
    assert "c/index.html" in project.published()
    assert "b/index.html" not in project.published()
