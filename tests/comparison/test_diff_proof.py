"""``diff`` says what two builds say, commit by commit: on a history made of the manual's own two versions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_reports_equal_two_builds_compared() -> None:
    tool = [sys.executable, "tools/prove_diff.py", ".", "v0.1.x", "v0.2.x", "--commits", "3", "--pages", "16"]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    words = done.stdout.splitlines()[-1].split()
    pages, items = int(words[0]), int(words[2])
    assert pages > 20
    assert items > 0
