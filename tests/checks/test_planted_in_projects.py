"""Plants one mistake in a project without problems: it is reported at its place, and nothing else is reported.

``HANDRAIL_PLANTED=all`` plants 300; otherwise a sample with a new seed, which a failure names.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site
from healthy import Mistake, healthy, mistakes

SEED = int(os.environ.get("HANDRAIL_PLANTED_SEED") or random.SystemRandom().randrange(10**9))
PLANTED = 300 if os.environ.get("HANDRAIL_PLANTED") == "all" else 70
PARTS = 7

_CONFIG_PROBLEM = re.compile(r"^\S*handrail\.yml:(\d+):(\d+)  \w+  .*?(\S+)$", re.MULTILINE)

REMARKS = {"mended-elsewhere"}
"""Codes that say more of another problem."""

Found = tuple[str, str, int, int]


def drawn() -> list[Mistake]:
    """This many mistakes, with each entry of the table equally often."""
    chance = random.Random(SEED)
    found: list[Mistake] = []
    while len(found) < PLANTED:
        table = mistakes(chance)
        chance.shuffle(table)
        found += table
    return found[:PLANTED]


def reported(project: Site) -> list[Found]:
    """The problems of a project: code, path, line and column."""
    project.check("--format", "json", "--infos")
    if not project.last.out:
        places = _CONFIG_PROBLEM.findall(project.last.err)
        return [(code, "handrail.yml", int(line), int(column)) for line, column, code in places]
    problems = json.loads(project.last.out)["diagnostics"]
    return [
        (each["code"], each["path"], each["line"], each["column"]) for each in problems if each["code"] not in REMARKS
    ]


def test_the_project_is_healthy(site: Callable[..., Site]) -> None:
    project = site().write(healthy())
    assert reported(project) == []
    project.build().exits(0)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_each_mistake_is_reported_where_it_is(part: int, tmp_path: Path) -> None:
    failures = []
    for number, mistake in list(enumerate(drawn()))[part::PARTS]:
        files, line, column = mistake.planted(healthy())
        found = reported(Site(tmp_path / str(number)).write(files))
        wanted = (mistake.code, mistake.path, line, column)
        if (wanted not in found) if mistake.others else (found != [wanted]):
            failures.append(f"{mistake}\n    wanted {line}:{column}, found {found}")
    assert failures == [], f"HANDRAIL_PLANTED_SEED={SEED}\n" + "\n".join(failures)
