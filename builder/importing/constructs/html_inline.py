"""HTML inside a sentence: as Markdown where it has the same, else as a small tag."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.constructs.shapes import is_empty, title_text
from builder.importing.ids import valid_id
from builder.importing.markup.nodes import CodeNode, Element, MarkupTag, MarkupText, Node, Raw

MARKS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
    "cite": "*",
}
TAGS = {"kbd": "kbd", "sub": "sub", "sup": "sup", "mark": "mark", "u": "u", "ins": "u", "Kbd": "kbd"}
CODES = ("code", "tt", "samp", "var", "InlineCode")
BARE = ("span", "small", "font", "big", "q", "time", "label", "bdi", "data", "wbr", "Fragment", "", "Trans")


def marked(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<b>`` as ``**…**``."""
    children = page.children(element)
    if is_empty(children):
        return children
    page.done(f"HTML: {element.name}", element.line)
    mark = MARKS[element.name]
    before, inner, after = _blanks_outside(children)
    return (*before, Raw(mark), *inner, Raw(mark), *after)


def _blanks_outside(children: Sequence[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Spaces at the ends of emphasis belong outside of it."""
    inner = list(children)
    before: list[Node] = []
    after: list[Node] = []
    if isinstance(inner[0], MarkupText):
        text = inner[0].text
        if text != text.lstrip():
            before.append(MarkupText(" "))
        inner[0] = MarkupText(text.lstrip(), inner[0].line)
    if isinstance(inner[-1], MarkupText):
        text = inner[-1].text
        if text != text.rstrip():
            after.append(MarkupText(" "))
        inner[-1] = MarkupText(text.rstrip(), inner[-1].line)
    return before, inner, after


def tagged(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<kbd>`` as a tag that comes with the importer."""
    page.done(f"HTML: {element.name}", element.line)
    return (
        MarkupTag(
            name=page.companion(TAGS[element.name]),
            attributes={},
            children=page.children(element),
            block=False,
            line=element.line,
        ),
    )


def code(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<code>`` as a code span."""
    page.done(f"HTML: {element.name}", element.line)
    text = words_of(page.children(element)).replace("\\", "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&#123;", "{"), ("&#125;", "}")):
        text = text.replace(entity, sign)
    text = " ".join(text.split())
    if not text:
        return ()
    mark = "``" if "`" in text else "`"
    gap = " " if mark == "``" else ""
    return (CodeNode(f"{mark}{gap}{text}{gap}{mark}", element.line),)


def bare(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<span>``: its content, and its id."""
    page.done(f"HTML: {element.name or 'fragment'}", element.line)
    name = page.text(element, "id")
    anchor = (
        (
            MarkupTag(
                name=page.companion("anchor"),
                attributes={"id": valid_id(name)},
                children=None,
                block=False,
                line=element.line,
            ),
        )
        if name
        else ()
    )
    return (*anchor, *page.children(element))


def abbreviation(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<abbr title>``: a word with an explanation."""
    page.done("HTML: abbr", element.line)
    title = title_text(page.text(element, "title"), page, element.line)
    children = page.children(element)
    if not title:
        return children
    return (
        MarkupTag(
            name=page.companion("tooltip"),
            attributes={"text": title},
            children=children,
            block=False,
            line=element.line,
        ),
    )


def line_break(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<br>``."""
    page.done("HTML: br", element.line)
    return (MarkupTag(name=page.companion("br"), attributes={}, children=None, block=False, line=element.line),)
