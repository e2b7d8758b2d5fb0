"""Bad projects: the exact report, the exit code, and that nothing is published.

``HANDRAIL_REWRITE=1 pytest tests/invalid`` writes the reports that the program gives now; read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from archive import Case, cases, rewritten
from driver import Site

CASES = [case for file in sorted(Path(__file__).parent.glob("*.txt")) for case in cases(file)]


_CONFIG_PROBLEM = re.compile(r"\S*handrail\.yml(?::(\d+:\d+))?  (error  .*)")


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
        # Problems of the configuration are shown to people alone.
        return list(_said(project.last.err))
    return [
        "{path}:{line}:{column}-{end_line}:{end_column} {severity} {code} {message}".format(**problem)
        + (f" [{', '.join(problem['suggestions'])}]" if problem["suggestions"] else "")
        + "".join(f" < {step['path']}:{step['line']}:{step['column']}" for step in problem["via"])
        for problem in project.problems()
    ]


def _said(report: str) -> Iterator[str]:
    """Each problem of the configuration with its place, and its help."""
    for line in report.splitlines():
        found = _CONFIG_PROBLEM.match(line)
        if found is not None:
            yield f"{found[1] or '-'}  {found[2]}"
        elif line.startswith("    ") and "│" not in line:
            yield line.strip()
