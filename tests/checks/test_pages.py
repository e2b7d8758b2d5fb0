"""Every kind of reference, image and text, right and wrong, with the exact problems.

Each case is one page of one site: ``=== title``, the page, ``-- says --``, and its problems as
``line:column-line:column severity code message [suggestions]``. The page has three lines of front matter
above it unless it brings its own. ``HANDRAIL_REWRITE=1 pytest tests/checks`` writes the present problems.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

FOLDER = Path(__file__).parent / "pages"
SAYS = "-- says --\n"
_TITLE = re.compile(r"^=== (.+)\n", re.MULTILINE)

PROJECT: dict[str, str | bytes] = {
    "handrail.yml": "base_url: https://docs.example.com\neditions: [oss, collate]\nvariables: {product: Rail}\n",
    "content/images/v1.0/Front Door.png": image(),
    "content/images/v1.0/door.png": image(3),
    "content/images/v1.0/window.png": image(4),
    "content/images/v0.9/door.png": image(5),
    "content/images/v1.0/photo.jpg": image(6),
    "content/images/v1.0/empty.png": b"",
    "content/images/v1.0/text.png": b"This is no picture.",
    "content/partials/note.md": "See [the guide](/guide).\n",
    "content/partials/broken.md": "Text.\n\nSee [nothing](/nowhere).\n",
    "content/v0.9.x/guide.md": "---\ntitle: Guide\n---\nText.\n",
    "content/v0.9.x/only-old.md": "---\ntitle: Only old\n---\nText.\n",
    "content/v1.0.x/guide.md": (
        "---\ntitle: Guide\nredirect_from: /old-guide\n---\n"
        "# Guide\n\n## First part\n\n## First part\n\n## Own {% #mine %}\n"
    ),
    "content/v1.0.x/deploy/index.md": "---\ntitle: Deploy\n---\nText.\n",
    "content/v1.0.x/deploy/on-Docker.md": "---\ntitle: On Docker\n---\n## Run it\n",
    "content/v1.0.x/taken.md": "---\ntitle: Taken\n---\nText.\n",
    "content/v1.0.x/moved/here.md": "---\ntitle: Moved\n---\nText.\n",
    "content/v1.0.x/soon.md": "---\ntitle: Soon\ndraft: true\n---\nText.\n",
    "content/v1.0.x/paid.md": "---\ntitle: Paid\ncollate: true\n---\nText.\n",
}


@dataclass(frozen=True, slots=True)
class Case:
    file: Path
    number: int
    title: str
    page: str
    says: str

    @property
    def path(self) -> str:
        return f"content/v1.0.x/cases/{self.file.stem}-{self.number}.md"

    @property
    def text(self) -> str:
        return (
            self.page
            if self.page.startswith("---")
            else f"---\ntitle: {self.file.stem} {self.number}\n---\n{self.page}"
        )


def _cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.txt")):
        _, *parts = _TITLE.split(file.read_text("utf-8"))
        for number, (title, body) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
            page, _, says = body.partition(SAYS)
            yield Case(file, number, title, page, says.strip())


CASES = list(_cases())


def _line(problem: dict[str, Any]) -> str:
    near = f" [{', '.join(problem['suggestions'])}]" if problem["suggestions"] else ""
    via = "".join(f" < {step['path']}:{step['line']}:{step['column']}" for step in problem["via"])
    return "{line}:{column}-{end_line}:{end_column} {severity} {code} {message}".format(**problem) + near + via


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The problems of each page, and of the partials that it shows."""
    project = Site(tmp_path_factory.mktemp("pages"))
    project.write(PROJECT).write({case.path: case.text for case in CASES})
    lines: dict[str, list[str]] = {}
    for problem in project.problems():
        page = problem["via"][0]["path"] if problem["via"] else problem["path"]
        lines.setdefault(page, []).append(_line(problem))
    if os.environ.get("HANDRAIL_REWRITE"):
        _rewrite(lines)
    return lines


def _rewrite(lines: dict[str, list[str]]) -> None:
    for file in {case.file for case in CASES}:
        cases = [case for case in CASES if case.file == file]
        file.write_text("\n".join(_written(case, lines.get(case.path, [])) for case in cases), "utf-8")


def _written(case: Case, says: list[str]) -> str:
    return f"=== {case.title}\n{case.page}{SAYS}" + "".join(f"{line}\n" for line in says)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file.stem}: {case.title}" for case in CASES])
def test_what_is_found_in_a_page(case: Case, found: dict[str, list[str]]) -> None:
    assert found.get(case.path, []) == case.says.splitlines()


def test_there_are_enough_of_both() -> None:
    """Right ones too: a check that finds everything is worth nothing."""
    assert len(CASES) >= 150
    assert sum(not case.says for case in CASES) >= 40
