"""Records of many fields are made by keyword, and functions take few parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sources import modules

MOST_POSITIONAL_FIELDS = 4
MOST_PARAMETERS = 6
COMMAND_LINE = "builder.commands."
"""A command has one parameter for each of its options."""

PUBLISHED_SIGNATURES = {
    "builder.api.build": "the public API: one keyword for each option of the command",
    "builder.api.check": "the public API: one keyword for each option of the command",
    "builder.markdoc.parser.parse": "the public API: the options of the reference implementation",
}


def _records() -> Iterator[tuple[str, ast.ClassDef]]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and _is_record(node):
                yield module.name, node


def _is_record(node: ast.ClassDef) -> bool:
    made = (*node.bases, *node.decorator_list)
    return any(name in ast.unparse(each) for each in made for name in ("Struct", "dataclass"))


def _is_by_keyword(node: ast.ClassDef) -> bool:
    by_class = any(keyword.arg == "kw_only" for keyword in node.keywords)
    return by_class or any("kw_only=True" in ast.unparse(each) for each in node.decorator_list)


def test_records_of_many_fields_are_made_by_keyword() -> None:
    found = [
        f"{name}.{node.name}"
        for name, node in _records()
        if sum(isinstance(each, ast.AnnAssign) for each in node.body) > MOST_POSITIONAL_FIELDS
        and not _is_by_keyword(node)
    ]
    assert found == [], "make the records keyword-only: kw_only=True"


DOMAIN = ("article", "checklist", "checks", "comparison", "content", "inventory", "lint", "structure", "vocabulary")
NOT_DECODED = {"builder.content.git.GitAnswer.out": "the output of a program"}


def test_records_of_the_domain_hold_no_encoded_values() -> None:
    found = {
        f"{name}.{node.name}.{ast.unparse(field.target)}"
        for name, node in _records()
        for field in node.body
        if isinstance(field, ast.AnnAssign) and ast.unparse(field.annotation).startswith("bytes")
        if name.split(".")[1] in DOMAIN
    }
    assert found == set(NOT_DECODED), "hold the value, or its digest and a way to load it"


def test_functions_take_few_parameters() -> None:
    long: set[str] = set()
    for module in modules():
        if module.name.startswith(COMMAND_LINE):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                if sum(each.arg not in ("self", "cls") for each in given) > MOST_PARAMETERS:
                    long.add(f"{module.name}.{node.name}")
    assert long == set(PUBLISHED_SIGNATURES)
