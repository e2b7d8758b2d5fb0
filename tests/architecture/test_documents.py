"""The documents about the program's structure agree with the program: packages, layers, names of modules and files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sources import PACKAGE, ROOT, modules

MANUAL = ROOT / "content" / "v0.2.x"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
ARCHITECTURE = MANUAL / "architecture.md"

pytestmark = pytest.mark.skipif(
    not (CONTRIBUTING.is_file() and ARCHITECTURE.is_file()), reason="the documents are not part of this distribution"
)

DOTTED = re.compile(r"`{1,2}(builder(?:\.\w+)+)(?:\([^`]*\))?`|^\s*(?:from|import) (builder(?:\.\w+)*)", re.MULTILINE)
PATH = re.compile(r"\b(builder/[\w./]+)")
NOT_LISTED = {"__init__", "__main__", "exit_codes", "regular_file", "progress", "digests", "caches", "errors"}
"""Modules that hold a helper or an entry point, and are no part of the picture."""


def documents() -> Iterator[Path]:
    yield CONTRIBUTING
    yield ROOT / "README.md"
    yield from sorted(MANUAL.rglob("*.md"))


def parts_of_the_program() -> set[str]:
    """The packages and modules directly in ``builder/``."""
    return {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}


def listed_parts(text: str) -> set[str]:
    """The parts that the list of packages names: ``cli.py, commands/   the command line``."""
    block = re.search(r"^builder/\n((?:  .*\n)+)", text, re.MULTILINE)
    assert block is not None
    names = (re.split(r"  +", line.strip())[0] for line in block[1].splitlines())
    return {re.sub(r"/$|\.py$", "", name) for group in names for name in group.split(", ")}


@cache
def texts_by_module() -> dict[str, str]:
    return {module.name: module.text for module in modules()}


def missing_names(text: str) -> list[str]:
    """The dotted names and the paths of the program that lead to nothing."""
    known = texts_by_module()

    def exists(name: str) -> bool:
        parts = name.split(".")
        cut = next(n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in known)
        return cut == len(parts) or parts[cut] in known[".".join(parts[:cut])]

    dotted = (first or second for first, second in DOTTED.findall(text))
    paths = (path.rstrip("./") for path in PATH.findall(text))
    return [*(name for name in dotted if not exists(name)), *(path for path in paths if not (ROOT / path).exists())]


def test_the_manual_lists_every_part_of_the_program() -> None:
    assert listed_parts(ARCHITECTURE.read_text("utf-8")) == parts_of_the_program() - NOT_LISTED


def test_contributing_lists_the_layers_of_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "layers")
    block = re.search(r"```text\n(__main__\n.*?)```", CONTRIBUTING.read_text("utf-8"), re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == [layer.replace("builder.", "") for layer in layers]


@pytest.mark.parametrize("path", list(documents()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_of_the_program_lead_to_something(path: Path) -> None:
    assert missing_names(path.read_text("utf-8")) == []


def test_a_missing_name_is_found() -> None:
    assert missing_names("`builder.engine.nothing.here`, `builder/engine/nothing.py`, ``builder.markdoc.parse``") == [
        "builder.engine.nothing.here",
        "builder/engine/nothing.py",
    ]
