"""One name for one thing: standard words in identifiers, unique class names, docstrings that name their subject."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping

from sources import PACKAGE, Module, modules

BANNED = {
    *("husk", "husks", "door", "doors", "crew", "crews", "workshop", "teller", "sketch", "sketches", "wordless"),
    *("picture", "pictures", "finding", "findings", "fault", "faults", "faulty", "mend", "mended", "mends"),
    *("told", "tell", "tells", "anew", "spot", "spots", "gathered", "hole", "holes"),
}
"""Words that have a standard word instead: image, problem or diagnostic, fix, report, placeholder, workers, …"""

SEVERAL_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
REFERENCE = re.compile(r":(?:mod|class|func|meth|attr|data):`~?\.?(builder(?:\.\w+)+)`")


def _identifiers(module: Module) -> Iterator[tuple[str, int]]:
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.NAME:
            yield token.string, token.start[0]


def _docstrings(module: Module) -> Iterator[tuple[int, str]]:
    """Docstrings, including those of fields and constants, with their lines."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def test_no_identifier_has_a_word_that_has_a_standard_word() -> None:
    found = [
        f"{module.path.relative_to(PACKAGE)}:{line} {name}"
        for module in modules()
        for name, line in _identifiers(module)
        if BANNED & {word.lower() for word in SEVERAL_WORDS.findall(name)}
    ]
    assert not found, "\n".join(found)


def test_no_class_name_is_used_twice() -> None:
    names = Counter(
        node.name
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name: count for name, count in names.items() if count > 1} == {}


def test_errors_are_named_so() -> None:
    found = [
        f"{module.name}.{node.name}"
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
        and not node.name.endswith("Error")
    ]
    assert found == []


def test_a_docstring_says_what_the_thing_is() -> None:
    riddle = re.compile(r"(?:What|Whoever|Whatever)\b")
    found = [
        f"{module.path.relative_to(PACKAGE)}:{line} {text.splitlines()[0]}"
        for module in modules()
        for line, text in _docstrings(module)
        if riddle.match(text.lstrip())
    ]
    assert not found, "\n".join(found)


def _exists(name: str, known: Mapping[str, Module]) -> bool:
    """Whether a dotted name is a module or something that is defined in one."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        module = known.get(".".join(parts[:cut]))
        if module is not None:
            return cut == len(parts) or parts[cut] in module.text
    return False


def test_references_in_docstrings_lead_to_something() -> None:
    known = {module.name: module for module in modules()}
    found = [
        f"{module.name}: {name}"
        for module in known.values()
        for _, text in _docstrings(module)
        for name in REFERENCE.findall(text)
        if not _exists(name, known)
    ]
    assert found == []


def test_the_order_can_be_read_in_two_minutes() -> None:
    assert len((PACKAGE / "pipeline.py").read_text("utf-8").splitlines()) <= 120


def test_the_engine_is_met_in_the_pipeline_alone() -> None:
    """Other modules get a store or workers, or keep an engine for the pipeline; only the pipeline runs stages."""
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in ("builder.pipeline",) and not module.name.startswith("builder.engine")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "run"
        and ast.unparse(node.func.value).endswith("engine")
    ]
    assert found == []
