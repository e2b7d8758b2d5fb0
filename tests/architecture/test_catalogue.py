"""The catalogue lists the diagnostic codes that the program gives: all of them, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sources import modules

from builder.diagnostics.catalogue import codes
from builder.diagnostics.diagnostic import SEVERITIES

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
REPORTERS = {
    *("Diagnostic", "diagnostic_at", "NodeError", "found", "at_reference", "report"),
    *("_report", "_say", "_at_section", "_at_item"),
}
"""Records and functions that take a code."""

LISTS = ("builder.diagnostics.catalogue",)
"""Where the catalogue itself is written."""


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and CODE.fullmatch(inner.value):
            yield inner.value


def _texts_in_program() -> set[str]:
    return {text for module in modules() if not module.name.startswith(LISTS) for text in _texts(module.tree)}


def _codes_reported() -> Iterator[tuple[str, str]]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _name(node.func) in REPORTERS:
                yield from ((text, f"{module.name}:{node.lineno}") for part in node.args for text in _direct(part))


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _direct(argument: ast.expr) -> Iterator[str]:
    """The texts that an argument can be: itself, or either side of a choice."""
    if isinstance(argument, ast.IfExp):
        yield from _direct(argument.body)
        yield from _direct(argument.orelse)
    elif isinstance(argument, ast.Constant):
        yield from _texts(argument)


def test_every_code_that_is_given_is_listed() -> None:
    given = list(_codes_reported())
    assert len({code for code, _ in given}) > 30, "the calls that report have other names now"
    assert [(code, where) for code, where in given if code not in codes()] == []


def test_every_code_that_is_listed_is_given() -> None:
    assert set(codes()) - _texts_in_program() == set()


def test_no_code_is_listed_twice() -> None:
    assert len(set(codes())) == len(codes())


def test_diagnostics_are_made_in_one_place_and_have_their_severity_from_the_catalogue() -> None:
    calls = [
        (module.name, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and _name(node.func) in ("Diagnostic", "diagnostic_at", "at_reference", "at_place")
    ]
    assert len(calls) > 80, "the functions that make diagnostics have other names now"
    assert {name for name, node in calls if _name(node.func) == "Diagnostic"} == {"builder.diagnostics.place"}
    given = {
        f"{name}:{node.lineno}"
        for name, node in calls
        for part in (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(part, ast.Constant) and part.value in SEVERITIES
    }
    assert given == set()
