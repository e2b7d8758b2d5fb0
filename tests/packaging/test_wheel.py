"""The wheel holds all that the program needs: it builds a site where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


PAGE = "---\ntitle: A\n---\n\n# A\n\n{% note %}\nText.\n{% /note %}\n"


def test_the_wheel_builds_a_site_elsewhere(tmp_path: Path) -> None:
    names = installed_wheel(tmp_path)
    assert "builder/_theme/tags/note.html" in names
    assert "builder/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]
    assert not [name for name in names if name.endswith((".so", ".pyd"))]
    assert b"<p>Text.</p>" in built_page(tmp_path)


@pytest.mark.timeout(600)
@pytest.mark.skipif("CI" not in os.environ, reason="compiling takes more than a minute: CI does it")
@pytest.mark.skipif(
    shutil.which("cc") is None or not Path(sysconfig.get_path("include"), "Python.h").exists(),
    reason="there is no C compiler, or nothing to compile against",
)
def test_a_wheel_with_compiled_modules_builds_the_same_page(tmp_path: Path) -> None:
    plain, compiled = tmp_path / "plain", tmp_path / "compiled"
    installed_wheel(plain)
    names = installed_wheel(compiled, HANDRAIL_COMPILE="1")
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    assert f"builder/markdoc/node{suffix}" in names
    assert "builder/markdoc/node.py" in names
    module = run(compiled, "-c", "import builder.markdoc.node; print(builder.markdoc.node.__file__)")
    assert module.stdout.strip().endswith(suffix)
    assert built_page(compiled) == built_page(plain)


def installed_wheel(folder: Path, **switches: str) -> list[str]:
    """A wheel of the checkout in ``folder/installed``; the names of its files."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=ROOT,
        env={**os.environ, **switches},
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "dist").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
        return archive.namelist()


def built_page(folder: Path) -> bytes:
    """A page that what is installed in the folder has published."""
    page = folder / "docs/content/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    result = run(folder, "-m", "builder", "build", "docs")
    assert result.returncode == 0, result.stderr
    return (folder / "docs/site/a/index.html").read_bytes()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python, with what is installed in the folder and not the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder / "installed")},
        timeout=50,
    )
