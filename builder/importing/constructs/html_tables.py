"""HTML tables as Markdoc's table of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import block_tag
from builder.importing.markup.nodes import Element, MarkupText, Node, Prefixed, Raw
from builder.importing.markup.values import opening

_PARTS = ("thead", "tbody", "tfoot")


def table(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<table>``: each row a list, with a line of three dashes between rows."""
    rows = list(_rows(element))
    if not rows:
        return page.children(element)
    page.done("HTML: table", element.line)
    found: list[Node] = []
    caption = next((c for c in element.children if isinstance(c, Element) and c.name == "caption"), None)
    headed = any(cell.name == "th" for cell in _cells(rows[0])) and all(c.name == "th" for c in _cells(rows[0]))
    if not headed:
        found.append(Prefixed(first="---", rest="", children=(), tight=True))
    for number, row in enumerate(rows):
        if number:
            found.append(Prefixed(first="---", rest="", children=(), tight=True))
        found.extend(_cell(cell, page) for cell in _cells(row))
    before = page.children(caption) if caption is not None else ()
    return (*before, block_tag(element, "table", {}, found))


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.name == "tr":
                yield child
            elif child.name in _PARTS:
                yield from _rows(child)


def _cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.name in ("td", "th")]


def _cell(cell: Element, page: Conversion) -> Prefixed:
    spans = {
        name: int(value)
        for name in ("colspan", "rowspan")
        if (value := page.text(cell, name, "colSpan" if name == "colspan" else "rowSpan")).isdigit() and value != "1"
    }
    children = list(page.children(cell))
    if spans:
        mark = Raw(" " + opening("", spans, closes=False))
        last = children[-1] if children else None
        if isinstance(last, MarkupText):
            children[-1] = MarkupText(last.text.rstrip(), last.line)
        children.append(mark)
    return Prefixed(first="- ", rest="  ", children=tuple(children), column=0, line=cell.line, tight=True)
