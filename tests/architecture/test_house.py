"""The house rules that a program can check; CONTRIBUTING.md gives them with their reasons."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest
from sources import ROOT, Module, modules

from builder import __version__
from builder.diagnostics.catalogue import RULES

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FILE = 140
"""At most, the median of all files."""
VAGUE = {"utils", "util", "helpers", "common", "misc", "shared", "base", "core"}

CASES = [
    path
    for path in (ROOT / "tests").rglob("*")
    if path.suffix in {".py", ".md", ".txt", ".toml", ".json"}
    and not {"node_modules", "architecture"} & set(path.relative_to(ROOT).parts)
]


def test_the_contracts_between_layers_hold() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_import_inside_a_function_or_for_types_alone() -> None:
    found = [f"{m.name}:{line}" for m in modules() for line in _inner_imports(m)]
    assert not found, "\n".join(found)


def _inner_imports(module: Module) -> Iterator[int]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.If):
            yield from (n.lineno for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))


def test_no_file_is_too_long() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}
    assert statistics.median(lengths.values()) <= USUAL_FILE


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{module.name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [m.name for m in modules() if m.text.strip() and not ast.get_docstring(m.tree)] == []


def test_no_module_has_a_vague_name() -> None:
    assert [m.name for m in modules() if VAGUE & set(m.name.split("."))] == []


def test_no_pattern_is_possessive() -> None:
    """Python 3.11 reads them wrongly until 3.11.5: they match too much."""
    found = [f"{m.name}:{node.lineno}" for m in modules() for node in ast.walk(m.tree) if _is_possessive(node)]
    assert not found, "\n".join(found)


def _is_possessive(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
        return False
    pattern = node.args[0]
    if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str):
        return False
    return bool(re.search(r"[*+?}]\+(?![^\[]*\])|\(\?>", pattern.value))


def test_no_process_wide_state() -> None:
    found = [f"{m.name}:{node.lineno}" for m in modules() for node in ast.walk(m.tree) if isinstance(node, ast.Global)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_diagnostic_has_a_case(code: str) -> None:
    whole = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])")
    assert any(whole.search(path.read_text("utf-8", "replace")) for path in CASES), f"no test names {code}"


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == __version__


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    names = [re.split(r"[<>=!~ ;\[]", wanted)[0] for wanted in project["dependencies"]]
    assert [name for name in names if f"`{name}`" not in said] == []


@pytest.mark.parametrize("lock", ["run", "dev", "browser"])
def test_lock_files_name_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text


def test_one_module_knows_the_syntax_of_placeholders() -> None:
    syntax = re.compile(r"\x00[<udha]|\\x00[<udha(\[]")
    found = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and syntax.search(node.value)
    }
    assert found == {"builder.article.render.placeholders"}


def test_one_module_computes_digests() -> None:
    assert {module.name for module in modules() if "hashlib" in module.text} == {"builder.digests"}
