"""An optional build: the modules where a site's time goes, compiled by mypyc.

Only where ``HANDRAIL_COMPILE=1`` asks for it, and never in an editable installation. The sources come along: they
are what a traceback shows, and what is left out here runs from them.
"""

from __future__ import annotations

import ast
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SWITCH = "HANDRAIL_COMPILE"
NEEDS = ["mypy>=1.13", "setuptools>=77"]

PACKAGES = (
    *("diagnostics", "markdoc", "content", "checklist", "vocabulary", "article"),
    *("structure", "theme", "outputs", "publish", "engine", "lint"),
)
"""Those that work page by page."""

INTERPRETED = (
    # Its records are sent to other processes, which frozen ones can't be once they are compiled.
    "markdoc/schema.py",
    # These are called by markdown-it, and slower across the border.
    "markdoc/inline.py",
    "markdoc/blocks.py",
    "markdoc/rules/*.py",
    # These start other processes, which look for what they run by its Python name.
    "engine/*_pool.py",
    "engine/executors.py",
    "engine/fan_out.py",
    "engine/interrupts.py",
)
"""Modules that stay as they are."""

INTERPRETED_BASES = frozenset({"Struct", "str", "Markup", "FileSystemBytecodeCache"})
"""Classes whose subclasses mypyc would make into something else: records of msgspec lose what their bases ask for."""


class CompiledModules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel."""

    _target: Path | None = None
    """Where it was compiled."""

    def dependencies(self) -> list[str]:
        """What compiling needs besides."""
        return NEEDS if self._is_wanted("standard") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the wheel say for which Python and machine it is."""
        if not self._is_wanted(version):
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        self._target = target = Path(tempfile.mkdtemp(prefix="handrail-compiled-"))
        for place, path in compiled(Path(self.root), target).items():
            build_data["force_include"][os.fspath(path)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what is in the wheel now."""
        if self._target is not None:
            shutil.rmtree(self._target)

    def _is_wanted(self, version: str) -> bool:
        return self.target_name == "wheel" and version != "editable" and os.environ.get(SWITCH) == "1"


def compiled(root: Path, target: Path) -> dict[str, Path]:
    """The extension modules of the sources in ``root``, made below ``target``, by where Python looks for them."""
    mypyc = importlib.import_module("mypyc.build")
    dist = importlib.import_module("setuptools.dist")
    here = os.getcwd()
    os.chdir(root)
    try:
        arguments = [f"--config-file={root / 'pyproject.toml'}", *(path.as_posix() for path in sources(Path()))]
        made = {"multi_file": True, "group_name": "handrail", "target_dir": str(target / "c")}
        extensions = mypyc.mypycify(arguments, opt_level="3", debug_level="0", **made)
        command = dist.Distribution({"name": "handrail", "ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(target / "lib"), str(target / "o")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(here)
    made_at = target / "lib"
    return {path.relative_to(made_at).as_posix(): path for path in sorted(made_at.rglob("*")) if path.is_file()}


def sources(root: Path) -> Iterator[Path]:
    """The modules that are compiled, in the order of their names."""
    for package in PACKAGES:
        for path in sorted((root / "builder" / package).rglob("*.py")):
            if any(path.match(pattern) for pattern in INTERPRETED):
                continue
            if not any(_is_interpreted(node) for node in ast.walk(ast.parse(path.read_text("utf-8")))):
                yield path


def _is_interpreted(node: ast.AST) -> bool:
    if not isinstance(node, ast.ClassDef):
        return False
    return any(ast.unparse(base).rpartition(".")[2].partition("[")[0] in INTERPRETED_BASES for base in node.bases)


if __name__ == "__main__":
    # Compiled in place, for tests of a copy of the checkout: python hatch_build.py FOLDER
    folder = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as built:
        for place, path in compiled(folder, Path(built)).items():
            (folder / place).write_bytes(path.read_bytes())
