"""Input and output happen in the named modules at the edge, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from sources import Module, modules

EDGES = (
    "builder.__main__",
    "builder.cli",
    "builder.config",
    "builder.commands",
    "builder.server",
    "builder.publish",
    "builder.reporting",
    "builder.engine.background_pool",
    "builder.engine.fork_pool",
    "builder.engine.program_digest",
    "builder.engine.file_store",
    "builder.checks.external",
    "builder.content.discover",
    "builder.content.git",
    "builder.content.inside",
    "builder.content.listing",
    "builder.regular_file",
    "builder.importing.project_writer",
    "builder.importing.source_files",
    "builder.theme.location",
    "builder.moves.apply_move",
    "builder.project.lfs_objects",
    "builder.project.open_project",
    "builder.project.revision",
    "builder.project.write_file",
    "builder.vocabulary.load",
    "builder.vocabulary.template_code",
)
"""Modules, or packages with all that is in them."""

IO_MODULES = {"http", "shutil", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "urllib.request", "watchdog"}
"""Modules whose use is input or output."""

METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes"),
    *("exists", "is_file", "is_dir", "is_symlink", "stat", "lstat"),
    *("iterdir", "glob", "rglob", "scandir", "mkdir", "unlink", "rmdir", "touch", "symlink_to", "hardlink_to"),
}
"""Names of methods of ``Path`` that ask or change the file system."""

PURE_OF_OS = {"PathLike", "fsdecode", "fsencode", "fspath", "path", "sep"}
ASKING_OF_OS_PATH = {"abspath", "exists", "getmtime", "getsize", "isdir", "isfile", "islink", "realpath"}


def _at_the_edge(name: str) -> bool:
    return any(name == edge or name.startswith(edge + ".") for edge in EDGES)


def _of_the_package(call: ast.Call) -> bool:
    """Whether the call reads the package's own data, which is part of the program: ``files("builder…")…``."""
    node: ast.expr = call.func
    while True:
        if isinstance(node, ast.Attribute):
            node = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func.value
        else:
            return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "files"


def _uses(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        found = _use(node)
        if found:
            yield f"{module.path.name}:{getattr(node, 'lineno', 0)} {found}"


def _use(node: ast.AST) -> str:
    match node:
        case ast.Import(names=names):
            return ", ".join(alias.name for alias in names if _is_io_module(alias.name))
        case ast.ImportFrom(module=str(name), names=names):
            whole = [f"{name}.{alias.name}" for alias in names]
            return ", ".join(found for found in whole if _is_io_module(found))
        case ast.Call(func=ast.Name(id="open" | "input")):
            return "open or input"
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in METHODS:
            return "" if _of_the_package(node) else f".{attr}()"
        case ast.Attribute(value=ast.Name(id="os"), attr=attr) if attr not in PURE_OF_OS:
            return f"os.{attr}"
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="os"), attr="path"), attr=attr):
            return f"os.path.{attr}" if attr in ASKING_OF_OS_PATH else ""
        case ast.Attribute(value=ast.Name(id="sys"), attr="stdin" | "stdout" | "stderr" as attr):
            return f"sys.{attr}"
    return ""


def _is_io_module(name: str) -> bool:
    return any(name == variables_seen or name.startswith(variables_seen + ".") for variables_seen in IO_MODULES)


def test_only_the_edges_do_input_and_output() -> None:
    found = [use for module in modules() if not _at_the_edge(module.name) for use in _uses(module)]
    assert not found, "\n".join(found)


def test_every_edge_that_is_named_does_some() -> None:
    uses = {module.name: list(_uses(module)) for module in modules()}
    idle = {"builder.cli", "builder.checks.external", "builder.server", "builder.vocabulary.template_code"}
    for edge in set(EDGES) - idle:
        assert any(found for name, found in uses.items() if name == edge or name.startswith(edge + ".")), edge


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "Path('a').read_text()",
        "os.listdir('a')",
        "os.path.exists('a')",
        "import subprocess",
        "from urllib.request import urlopen",
        "sys.stdout.write('a')",
    ],
)
def test_the_ban_sees(source: str) -> None:
    assert any(_use(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "files('builder.checklist').joinpath('schema.json').read_bytes()",
        "from urllib.parse import quote",
        "os.fspath(a)",
        "os.path.join(a, b)",
    ],
)
def test_the_ban_passes(source: str) -> None:
    assert not any(_use(node) for node in ast.walk(ast.parse(source)))
