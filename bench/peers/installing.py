"""Bring programs into the work folder, each apart from the others, at its pinned version, once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def install_from_pypi(folder: Path, *requirements: str) -> None:
    """An environment with these packages. Raises CalledProcessError."""
    if _is_there(folder, requirements):
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*pip, *requirements], check=True)
    _mark(folder, requirements)


def install_from_npm(folder: Path, *requirements: str) -> None:
    """A folder with these packages below ``node_modules/``. Raises CalledProcessError."""
    if _is_there(folder, requirements):
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', "utf-8")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *requirements], cwd=folder, check=True)
    _mark(folder, requirements)


def _is_there(folder: Path, requirements: Sequence[str]) -> bool:
    mark = folder / ".installed"
    return mark.exists() and mark.read_text("utf-8") == "\n".join(requirements)


def _mark(folder: Path, requirements: Sequence[str]) -> None:
    """Written last: an installation that was broken off is done again."""
    (folder / ".installed").write_text("\n".join(requirements), "utf-8")
