"""HTML around blocks: paragraphs, headings, divisions, rules, lists."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import INNERMOST, column_of, is_empty
from builder.importing.ids import valid_id
from builder.importing.markup.nodes import Element, MarkupTag, MarkupText, Node, Prefixed, Raw
from builder.importing.markup.writer import block_lines

DIVISIONS = (
    *("div", "center", "section", "article", "aside", "header", "footer", "main", "nav", "figcaption", "address"),
    *("noscript", "fieldset", "legend", "caption", "form", "button", "dialog", "summary", "select", "option"),
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "Heading")
LISTS = ("ul", "ol", "menu")


def division(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<div>``: its content, and its id."""
    page.done(f"HTML: {element.name}", element.line)
    name = page.text(element, "id")
    children = page.children(element)
    anchor: tuple[Node, ...] = ()
    if name:
        anchor = (
            MarkupTag(
                name=page.companion("anchor"),
                attributes={"id": valid_id(name)},
                children=None,
                block=element.block,
                column=column_of(element),
                line=element.line,
            ),
        )
    if not element.block:
        return (*anchor, *children)
    return (*anchor, *as_blocks(element, children))


def as_blocks(element: Element, children: Sequence[Node]) -> tuple[Node, ...]:
    """The children as a block without marks of its own, moved to the element's column."""
    return (
        (Prefixed(first="", rest="", children=tuple(children), column=column_of(element), line=element.line),)
        if not is_empty(children)
        else ()
    )


def paragraph(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<p>``."""
    page.done("HTML: p", element.line)
    return as_blocks(element, page.children(element))


def heading(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<h2 id>``."""
    level = element.name[1:] if element.name != "Heading" else page.text(element, "as", "level").strip("h") or "2"
    level = level if level in ("1", "2", "3", "4", "5", "6") else "2"
    page.done(f"HTML: h{level}", element.line)
    words = " ".join(line.strip() for line in block_lines(page.children(element)))
    name = page.text(element, "id")
    annotation = f" {{% #{valid_id(name)} %}}" if name.replace("-", "").replace("_", "").isalnum() else ""
    content = (Raw(words + annotation),)
    return (
        Prefixed(first="#" * int(level) + " ", rest="", children=content, column=column_of(element), line=element.line),
    )


def rule(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<hr>``."""
    page.done("HTML: hr", element.line)
    return (Prefixed(first="---", rest="", children=(), column=column_of(element), line=element.line),)


def quotation(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<blockquote>``."""
    page.done("HTML: blockquote", element.line)
    return (
        Prefixed(first="> ", rest="> ", children=page.children(element), column=column_of(element), line=element.line),
    )


def listing(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<ul>`` and ``<ol>``; text between items stays."""
    page.done(f"HTML: {element.name}", element.line)
    number = page.text(element, "start")
    count = int(number) if number.isdigit() else 1
    found: list[Node] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            mark = f"{count}. " if element.name == "ol" else "- "
            inner = page.children(child)
            found.append(
                Prefixed(first=mark, rest=" " * len(mark), children=inner, column=0, line=child.line, tight=bool(found))
            )
            count += 1
        elif not (isinstance(child, MarkupText) and not child.text.strip()):
            found.extend(page.convert((child,)))
    return (Prefixed(first="", rest="", children=tuple(found), column=column_of(element), line=element.line),)


def item(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<li>`` outside of a list."""
    return (
        Prefixed(
            first="- ",
            rest="  ",
            children=page.children(element),
            column=column_of(element),
            line=element.line,
            tight=True,
        ),
    )


def definitions(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<dl>``: terms in bold, with their meanings below."""
    page.done("HTML: dl", element.line)
    found: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element):
            continue
        inner = page.children(child)
        if child.name == "dt":
            words = " ".join(line.strip() for line in block_lines(inner))
            found.append(
                Prefixed(first="", rest="", children=(Raw(f"**{words}**" if words else ""),), column=0, line=child.line)
            )
        else:
            found.append(Prefixed(first="", rest="", children=inner, column=0, line=child.line))
    return (Prefixed(first="", rest="", children=tuple(found), column=column_of(element), line=element.line),)


def term(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<dt>`` and ``<dd>`` outside of a list."""
    return (
        Prefixed(
            first="",
            rest="",
            children=page.children(element),
            column=column_of(element) if element.block else INNERMOST,
            line=element.line,
        ),
    )
