"""Install each program once into a folder of its own, at its pinned version."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

SOURCES = (
    "builder/**/*.py",
    "builder/**/*.yml",
    "theme/**/*",
    "pyproject.toml",
    "requirements/run.lock",
)
"""The files that a wheel of Handrail is made from."""


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


def install_wheel(folder: Path, checkout: Path) -> None:
    """An environment with Handrail as a wheel of the checkout. Raises CalledProcessError."""
    sources = sorted(path for name in SOURCES for path in checkout.glob(name) if path.is_file())
    mark = blake2b(b"\0".join(path.read_bytes() for path in sources)).hexdigest()
    if _is_there(folder, [mark]):
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    python = str(folder / "bin/python")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(build, check=True, cwd=checkout, stdout=subprocess.DEVNULL)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*pip, "--require-hashes", "-r", str(checkout / "requirements/run.lock")], check=True)
    (wheel,) = (folder / "dist").iterdir()
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    subprocess.run([python, "-P", str(checkout / "tools/compile_templates.py")], check=True)
    _mark(folder, [mark])


def _is_there(folder: Path, requirements: Sequence[str]) -> bool:
    mark = folder / ".installed"
    return mark.exists() and mark.read_text("utf-8") == "\n".join(requirements)


def _mark(folder: Path, requirements: Sequence[str]) -> None:
    """Written last: an installation that was broken off is done again."""
    (folder / ".installed").write_text("\n".join(requirements), "utf-8")
