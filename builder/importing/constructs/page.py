"""Converts the nodes of a page: every node by its kind, elements by the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.importing.constructs import admonitions, markdoc_tags, parts, stubs, tabs
from builder.importing.constructs.cells import flattened
from builder.importing.constructs.code_blocks import convert_fence
from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.expressions import convert_expression
from builder.importing.constructs.programs import read_program
from builder.importing.constructs.table import CONVERTERS
from builder.importing.constructs.text import convert_text
from builder.importing.markup.nodes import Comment, Element, Expression, Fence, MarkupText, Node, Prefixed, Program
from builder.importing.markup.scanner import parse_markup
from builder.importing.markup.writer import is_block, write_page


def convert_body(text: str, first_line: int, page: Conversion) -> str:
    """The body of a page or part as Markdoc."""
    nodes = parse_markup(text, page.dialect, first_line)
    for node in nodes:
        # Names may be used before the line that defines them.
        if isinstance(node, Program):
            read_program(node, page)
    page.convert = lambda children: _convert_all(tuple(children), page)
    return write_page(page.convert(nodes))


def _convert_all(nodes: Iterable[Node], page: Conversion) -> tuple[Node, ...]:
    collected: Sequence[Node] = tabs.python_tabs(tuple(nodes), page) if page.dialect.python else tuple(nodes)
    found: list[Node] = []
    line = ""
    """The text before a node on its line."""
    for node in collected:
        nodes = _convert(node, page)
        if line.lstrip().startswith("|") and any(map(is_block, nodes)):
            page.companion("br")
            nodes = flattened(nodes)
        found.extend(nodes)
        for each in nodes:
            line = (line + each.text).rpartition("\n")[2][-200:] if isinstance(each, MarkupText) else line
    return tuple(found)


def _convert(node: Node, page: Conversion) -> Sequence[Node]:
    match node:
        case MarkupText():
            return convert_text(node, page)
        case Fence():
            return (convert_fence(node, page),)
        case Prefixed():
            found = admonitions.alert(node, page)
            if found is not None:
                return found
            children = page.convert(node.children)
            return (
                Prefixed(
                    first=node.first,
                    rest=node.rest,
                    children=children,
                    column=node.column,
                    line=node.line,
                    tight=node.tight,
                ),
            )
        case Expression():
            return convert_expression(node, page)
        case Comment():
            return _comment(node, page)
        case Program():
            return ()
        case Element():
            return _element(node, page)
    return (node,)


def _comment(node: Comment, page: Conversion) -> Sequence[Node]:
    """A comment of its own lines stays one; one inside a sentence is left out."""
    if "-->" in node.text or not node.block:
        page.done("comment inside a sentence", node.line)
        return ()
    return (node,)


def _element(element: Element, page: Conversion) -> Sequence[Node]:
    if element.name.startswith("%"):
        return markdoc_tags.convert_tag(element, page)
    if not element.closed:
        return stubs.stub(element, page)
    if element.name in page.parts:
        found = parts.part(element, page)
        if found is not None:
            return found
    if element.name.startswith(":"):
        return admonitions.container(element, page) or ()
    for convert in CONVERTERS.get(element.name, ()):
        found = convert(element, page)
        if found is not None:
            page.note_unasked(element)
            return found
    return stubs.stub(element, page)
