"""Links as HTML elements, and anchors."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import INNERMOST, has_blocks, is_empty
from builder.importing.ids import valid_id
from builder.importing.markup.nodes import Element, MarkupTag, MarkupText, Node, Raw

NAMES = ("a", "Link", "LinkButton", "Anchor", "NavLink", "ExternalLink", "Button", "ButtonLink")


def link(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<a href>`` as a link of Markdown; ``<a id>`` as an anchor."""
    target = page.text(element, "href", "to", "url", "link")
    name = page.text(element, "id", "name")
    children = page.children(element)
    if "${" in target or target.startswith("`"):
        page.left("link that code computes", element.line, target[:200])
        return children
    if not target:
        if element.name not in ("a", "Anchor"):
            return None
        return (*_anchor(name, element, page), *children)
    page.done("link element", element.line)
    address = page.link(target, element.line)
    destination = f"<{address}>" if any(mark in address for mark in " ()") else address
    if is_empty(children):
        return ()
    if has_blocks(children):
        return (*children, MarkupText(f"\n\n[{address}]({destination})\n\n"))
    return (
        *_anchor(name if element.name == "a" else "", element, page),
        Raw("["),
        *_trimmed(children),
        Raw(f"]({destination})"),
    )


def _trimmed(children: Sequence[Node]) -> list[Node]:
    """The children without line ends at their ends: a link is part of a sentence."""
    found = list(children)
    if found and isinstance(found[0], MarkupText):
        found[0] = MarkupText(found[0].text.lstrip(), found[0].line)
    if found and isinstance(found[-1], MarkupText):
        found[-1] = MarkupText(found[-1].text.rstrip(), found[-1].line)
    return found


def _anchor(name: str, element: Element, page: Conversion) -> tuple[Node, ...]:
    if not name:
        return ()
    page.done("anchor", element.line, name)
    attributes = {"id": valid_id(name)}
    column = element.column if element.block else INNERMOST
    return (
        MarkupTag(
            name=page.companion("anchor"),
            attributes=attributes,
            children=None,
            block=element.block,
            column=column,
            line=element.line,
        ),
    )
