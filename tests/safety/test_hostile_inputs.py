"""No project makes the program exit with 70 (a bug) or hang: see ``hostile_inputs.py``.

``HANDRAIL_HOSTILE=500`` runs 500 of them; otherwise a few, with a new seed, which a failure names.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_inputs import KINDS

ROOT = Path(__file__).parents[2]
INPUTS = int(os.environ.get("HANDRAIL_HOSTILE") or 16)
SEED = int(os.environ.get("HANDRAIL_HOSTILE_SEED") or random.SystemRandom().randrange(10**9))
LONGEST = 150
"""Seconds that one command may take on a machine with much else to do."""

COMMANDS = (
    ("build", "--keep-going"),
    ("build",),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("fmt", "--check"),
    ("build", "--keep-going", "--jobs", "2"),
    ("check", "--format", "junit", "--infos"),
)


@pytest.mark.skipif(os.name == "nt", reason="names and pipes of POSIX")
@pytest.mark.timeout(30 * LONGEST)
@pytest.mark.parametrize("kind", list(KINDS))
def test_no_input_triggers_a_bug(tmp_path: Path, kind: str) -> None:
    failures = []
    for number in range(INPUTS // len(KINDS)):
        root = tmp_path / str(number)
        root.mkdir()
        chance = random.Random(f"{SEED} {kind} {number}")
        KINDS[kind](chance, root)
        for command in (COMMANDS[0], chance.choice(COMMANDS[1:])):
            code, said = _ended(root, command)
            if code not in (0, 1, 2):
                failures.append(f"{root} {command}: {code} {said}")
    assert failures == [], f"HANDRAIL_HOSTILE_SEED={SEED}\n" + "\n".join(failures)


def _ended(root: Path, command: tuple[str, ...]) -> tuple[int | str, str]:
    program = [sys.executable, "-m", "builder", *command, *([] if command[0] == "fmt" else [str(root)])]
    paths = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": paths}
    try:
        ended = subprocess.run(program, cwd=root, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return "never ended", ""
    return ended.returncode, ended.stderr.decode("utf-8", "replace")[-400:]
