"""All process-wide caches are in one module, and the program keeps nothing else between calls."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sources import Module, modules

import builder
from builder.caches import bounded_cache, cache_entries, clear_caches

HOME = "builder.caches"
KEEPERS = {"lru_cache", "cache"}
CONTAINERS = {"dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque", "WeakKeyDictionary"}
CHANGING = {"append", "add", "update", "setdefault", "extend", "pop", "clear", "insert", "discard", "remove"}
MOST_ENTRIES = 1 << 18


def others() -> Iterator[Module]:
    return (module for module in modules() if module.name != HOME)


def kept_by_functools(tree: ast.Module) -> Iterator[int]:
    """Lines that take a cache from the standard library."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "functools":
            if KEEPERS & {name.name for name in node.names}:
                yield node.lineno
        elif isinstance(node, ast.Attribute) and node.attr in KEEPERS and ast.unparse(node.value) == "functools":
            yield node.lineno


def shared_names(tree: ast.Module) -> dict[str, ast.expr]:
    """The values that a module, or a class for all its objects, assigns to its names."""
    found: dict[str, ast.expr] = {}
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    for statement in (each for body in bodies for each in body):
        if isinstance(statement, ast.Assign):
            found.update({each.id: statement.value for each in statement.targets if isinstance(each, ast.Name)})
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            is_field = any(statement in body for body in bodies[1:]) and "ClassVar" not in ast.unparse(statement)
            if not is_field:
                found[statement.target.id] = statement.value
    return found


def is_empty_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in CONTAINERS and not value.args
    return (isinstance(value, ast.Dict) and not value.keys) or (isinstance(value, ast.List) and not value.elts)


def changed_in_functions(tree: ast.Module, names: set[str]) -> Iterator[int]:
    """Lines at which a function changes a container of the module, or assigns to a name of it."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        own = {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)}
        own |= {
            each.id for each in ast.walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                yield node.lineno
            target: ast.expr | None = None
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                target = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
                target = node.func.value
            if isinstance(target, ast.Name) and target.id in names - own:
                yield node.lineno


def kept(tree: ast.Module) -> list[int]:
    """Lines with something that outlives a call."""
    names = shared_names(tree)
    lines = {*kept_by_functools(tree), *changed_in_functions(tree, set(names))}
    return sorted(lines | {value.lineno for value in names.values() if is_empty_container(value)})


@pytest.mark.parametrize(
    "text",
    [
        "from functools import lru_cache\n",
        "from functools import cache, partial\n",
        "import functools\n\n@functools.cache\ndef f(): ...\n",
        "KNOWN = {}\n",
        "KNOWN: dict[str, int] = {}\n",
        "KNOWN = WeakKeyDictionary()\n",
        "class A:\n    known: ClassVar[dict[str, int]] = {}\n",
        "KNOWN = {1: 2}\ndef f(a): KNOWN[a] = 1\n",
        "KNOWN = [1]\ndef f(a): KNOWN.append(a)\n",
        "KNOWN = None\ndef f(a):\n    global KNOWN\n    KNOWN = a\n",
    ],
)
def test_each_way_to_keep_something_is_found(text: str) -> None:
    assert kept(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "from functools import cached_property, partial\n",
        "TABLE = {1: 2}\ndef f(a): return TABLE[a]\n",
        "NAMES = [1]\ndef f(NAMES): NAMES.append(1)\n",
        "class A(Struct):\n    found: list[str] = []\n",
        "def f():\n    known = {}\n    known[1] = 2\n",
    ],
)
def test_nothing_else_is_taken_for_it(text: str) -> None:
    assert kept(ast.parse(text)) == []


def test_only_the_home_of_caches_keeps_anything() -> None:
    assert [f"{module.name}:{line}" for module in others() for line in kept(module.tree)] == []


def test_all_caches_are_bounded_listed_and_cleared() -> None:
    for found in pkgutil.walk_packages(builder.__path__, "builder."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    written = sum(module.text.count("bounded_cache(") for module in others())
    entries = {name: entry for name, entry in cache_entries().items() if not name.startswith(__name__)}
    assert len(entries) == written
    assert all(0 < most <= MOST_ENTRIES for _, most in entries.values())


def test_clearing_forgets_the_answers() -> None:
    asked: list[int] = []
    double = bounded_cache(2)(lambda number: asked.append(number) or number * 2)
    assert [double(1), double(1), double(2), double(3), double(1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]
    clear_caches()
    assert not any(used for used, _ in cache_entries().values())
    assert double(1) == 2
    assert asked == [1, 2, 3, 1, 1]
