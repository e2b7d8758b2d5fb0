"""The wheel contains everything that the program needs: it builds a site without a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


PAGE = "---\ntitle: A\n---\n\n# A\n\n{% note %}\nText.\n{% /note %}\n"


def test_the_wheel_builds_a_site_elsewhere(tmp_path: Path) -> None:
    names = installed_wheel(tmp_path)
    assert "builder/_theme/tags/note.html" in names
    assert "builder/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]
    assert not [name for name in names if name.endswith((".so", ".pyd"))]
    assert b"<p>Text.</p>" in built_page(tmp_path)


def installed_wheel(folder: Path) -> list[str]:
    """A wheel of the checkout in ``folder/installed``; the names of its files."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "dist").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
        return archive.namelist()


def built_page(folder: Path) -> bytes:
    """A page that the installed program has published."""
    page = folder / "docs/content/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    result = run(folder, "-m", "builder", "build", "docs")
    assert result.returncode == 0, result.stderr
    return (folder / "docs/site/a/index.html").read_bytes()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the packages in the folder, without the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder / "installed")},
        timeout=50,
    )
