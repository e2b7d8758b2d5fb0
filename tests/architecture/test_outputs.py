"""An output's key is the digest of its record, and a function of that record renders it. No key is written by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sources import Module, modules

OUTPUT = "builder.outputs.output"
"""The one module that makes keys."""
RECIPES = {"output", "in_pieces"}
"""Methods of ``Recipe``; the third argument renders the record."""


def _outputs() -> list[Module]:
    return [module for module in modules() if module.name.startswith("builder.outputs.") and module.name != OUTPUT]


def test_only_one_module_writes_keys() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in _outputs()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Output"
    ]
    assert found == []


def test_a_file_is_rendered_by_a_function_of_its_record_alone() -> None:
    calls = [(module, *call) for module in _outputs() for call in _recipes(module)]
    assert len(calls) > 6
    for module, line, render in calls:
        place = f"{module.name}:{line}"
        assert isinstance(render, ast.Name), f"{place}: name a function of the module, which can't hold anything else"
        functions = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        assert render.id in functions, place
        arguments = functions[render.id].args
        assert [a.arg for a in arguments.args] == ["record"], place
        assert [arguments.kwonlyargs, arguments.vararg, arguments.kwarg, arguments.defaults] == [[], None, None, []], (
            place
        )


def _recipes(module: Module) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RECIPES:
            owner = node.func.value
            if isinstance(owner, ast.Attribute) and owner.attr == "recipe":
                yield node.lineno, node.args[2]


def test_functions_of_records_know_no_site() -> None:
    """Neither they nor functions of their module that they call take a ``RenderContext`` or the site."""
    for module in _outputs():
        functions = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        waiting = {render.id for _, render in _recipes(module) if isinstance(render, ast.Name)}
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            function = functions[name]
            hints = {ast.unparse(each.annotation) for each in function.args.args if each.annotation is not None}
            assert not hints & {"Emission", "Site", "Page"}, f"{module.name}.{name}"
            called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} & functions.keys()
            waiting |= called - seen
