"""Bad projects: the exact report, the exit code, and that nothing is published.

``HANDRAIL_REWRITE=1 pytest tests/invalid`` writes the reports that the program gives now; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from archive import Case, cases, rewritten
from driver import Site

CASES = [case for file in sorted(Path(__file__).parent.glob("*.txt")) for case in cases(file)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file.stem}: {case.title}" for case in CASES])
def test_the_report(case: Case, site: Callable[..., Site]) -> None:
    if os.name == "posix" and os.geteuid() == 0 and any(entry.kind == "unreadable" for entry in case.entries):
        pytest.skip("the superuser may read everything")
    project = site()
    for entry in case.entries:
        entry.make(project.root)
    before = sorted(path for path in project.root.rglob("*"))
    report = "\n".join([*_lines(project), f"exit {project.last.code}"])
    if os.environ.get("HANDRAIL_REWRITE"):
        case.file.write_text(rewritten(case, report), "utf-8")
        return
    assert report == case.report, f"{case.file.name}: {case.title}"
    assert (project.last.code == 0) == (" error " not in report), "what fails says so, and what says so fails"
    if project.last.code:
        project.build("--no-cache").exits(project.last.code)
        assert [path for path in sorted(project.root.rglob("*")) if ".handrail" not in path.parts] == before


def _lines(project: Site) -> list[str]:
    project.check("--format", "json")
    if not project.last.out:
        # What is wrong with the configuration is told to people alone.
        said = (line.strip() for line in project.last.err.splitlines() if line.startswith("  "))
        return [line for line in said if "│" not in line]
    return [
        "{path}:{line}:{column}-{end_line}:{end_column} {severity} {code} {message}".format(**problem)
        + (f" [{', '.join(problem['suggestions'])}]" if problem["suggestions"] else "")
        + "".join(f" < {step['path']}:{step['line']}:{step['column']}" for step in problem["via"])
        for problem in project.problems()
    ]
