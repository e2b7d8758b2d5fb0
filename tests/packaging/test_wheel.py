"""The wheel holds all that the program needs: it builds a site where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_builds_a_site_elsewhere(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").iterdir()
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(installed)
    assert "builder/_theme/tags/note.html" in names
    assert "builder/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]
    page = tmp_path / "docs/content/a.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: A\n---\n\n# A\n\n{% note %}\nText.\n{% /note %}\n")
    result = subprocess.run(
        [sys.executable, "-P", "-m", "builder", "build", "docs"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
        timeout=50,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "docs/site/a/index.html").is_file()
