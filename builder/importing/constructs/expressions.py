"""MDX expressions in text: static values are inserted, names of data become variables."""

from __future__ import annotations

import re
from typing import Any

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import INNERMOST
from builder.importing.markup.nodes import (
    CodeNode,
    Expression,
    Fence,
    MarkupTag,
    Node,
    Prefixed,
    Raw,
    SourceNode,
    VariableNode,
)
from builder.importing.markup.scanner import parse_markup
from builder.importing.markup.values import is_path

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_CHILDREN = ("children", "props.children")
_AND = re.compile(r"(?:props\.)?([A-Za-z_][\w.]*)\s*&&\s*")
_GUARD = re.compile(r"\A[\w.!=\s'\"&|()]{1,200}&&\s*\(?(?=\s*<)|\A\(?(?=\s*<)")


def convert_expression(node: Expression, page: Conversion) -> tuple[Node, ...]:
    """The nodes of an expression."""
    source = node.source.strip()
    if not source or source in _CHILDREN:
        return ()
    path = _variable(source, page)
    if path:
        page.done("expression", node.line, source)
        return (Raw(f"{{% ${path} %}}"),)
    value = page.evaluate(source)
    if isinstance(value, VariableNode):
        return (Raw(f"{{% ${value.path} %}}"),)
    if isinstance(value, bool) or value is None:
        return ()
    if isinstance(value, (str, int, float)):
        page.done("expression", node.line, source)
        text = str(value)
        return (Raw("\u00a0" if text == "\u00a0" else _MARKDOWN.sub(r"\\\1", text)),)
    if isinstance(value, list) and all(isinstance(each, (str, int, float)) for each in value):
        return (Raw(_MARKDOWN.sub(r"\\\1", "".join(map(str, value)))),)
    return _condition(node, source, page) or _element(node, source, page) or _left(node, source, page)


def _variable(source: str, page: Conversion) -> str:
    """The path of the variable that an expression shows; empty if it shows no variable."""
    if not is_path(source):
        return ""
    first, _, rest = source.partition(".")
    if (
        first in page.shared.variables
        and page.names.get(first) == page.shared.variables[first]
        and _leads(page.shared.variables, source)
    ):
        return source
    if page.page is None and first == "props" and rest:
        return rest
    if page.page is None and first in page.shared.props.get((page.version, page.path), ()):
        return source
    return ""


def _leads(variables: Any, path: str) -> bool:
    """Whether the path leads to a text or a number."""
    for part in path.split("."):
        if not isinstance(variables, dict) or part not in variables:
            return False
        variables = variables[part]
    return isinstance(variables, (str, int, float))


def _condition(node: Expression, source: str, page: Conversion) -> tuple[Node, ...]:
    """``{props.note && "Text"}`` in a snippet: shown if the variable is given."""
    found = _AND.match(source)
    if page.page is not None or found is None or found[1].split(".")[0] in page.names:
        return ()
    rest = source[found.end() :].strip()
    value = page.evaluate(rest)
    if isinstance(value, str):
        inner = value
    elif rest.lstrip("( \n").startswith("<"):
        inner = rest.strip("() \n")
    else:
        return ()
    page.done("expression", node.line, source[:120])
    children = page.convert(parse_markup(inner, page.dialect, node.line, 1))
    column = node.column if node.block else INNERMOST
    return (
        MarkupTag(
            name="if",
            attributes={"": SourceNode(f"${found[1]}")},
            children=children,
            block=node.block,
            column=column,
            line=node.line,
        ),
    )


def _element(node: Expression, source: str, page: Conversion) -> tuple[Node, ...]:
    """The elements of ``{cond && <p>…</p>}``, always shown."""
    guard = _GUARD.match(source)
    if guard is None or "=>" in source:
        return ()
    inner = source[guard.end() :].rstrip()
    if source[: guard.end()].rstrip().endswith("("):
        inner = inner.removesuffix(")")
    page.left("expression", node.line, f"Always shown: {{{source[:120]}}}")
    return page.convert(parse_markup(inner, page.dialect, node.line, 1))


def _left(node: Expression, source: str, page: Conversion) -> tuple[Node, ...]:
    page.left("expression", node.line, f"{{{source[:200]}}}")
    lines = source.split("\n")
    if len(lines) > 1:
        fence = Fence("js", tuple(lines), node.column if node.block else INNERMOST, node.line)
        return (
            Prefixed(
                first="", rest="", children=(fence,), column=node.column if node.block else INNERMOST, line=node.line
            ),
        )
    mark = "``" if "`" in source else "`"
    return (CodeNode(f"{mark} {{{source}}} {mark}" if mark == "``" else f"{mark}{{{source}}}{mark}", node.line),)
