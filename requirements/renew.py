"""Renew the lock files: the newest versions within the ranges of pyproject.toml, for every Python we support."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent / "pyproject.toml"
COMPILE = ("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet")
PLAIN = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
"""Nothing of the machine that renews them gets into the files."""

LOCKS = {"run": (), "dev": ("dev",), "browser": ("browser",), "extras": ("cluster", "external", "images", "schema")}
"""By file: the extras of pyproject.toml that it holds."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder, "venv")
        venv.create(tool, with_pip=True)
        subprocess.run([tool / "bin/python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        everything = Path(folder, "everything.txt")
        _compile(tool, everything, tuple(extra for extras in LOCKS.values() for extra in extras))
        for name, extras in LOCKS.items():
            # All three agree, since each is constrained by the resolution of the whole.
            _compile(tool, HERE / f"{name}.lock", extras, "--constraint", str(everything))


def _compile(tool: Path, target: Path, extras: tuple[str, ...], *more: str) -> None:
    chosen = [part for extra in extras for part in ("--extra", extra)]
    subprocess.run(
        [tool / "bin/uv", *COMPILE, *PLAIN, *chosen, *more, str(PROJECT), "-o", str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
