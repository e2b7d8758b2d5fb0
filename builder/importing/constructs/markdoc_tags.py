"""Tags of other sites that use Markdoc: known ones take the converters of components, the language's own stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from builder.importing.constructs.conversion import ComponentUse, Conversion, Convert
from builder.importing.constructs.parts import find_part, part_name
from builder.importing.constructs.shapes import column_of, elements_of, has_blocks, is_empty
from builder.importing.constructs.stubs import tag_name
from builder.importing.constructs.table import CONVERTERS
from builder.importing.ids import valid_id
from builder.importing.javascript.literals import is_static, read_value
from builder.importing.markup.nodes import Element, MarkupAttribute, MarkupTag, Node, Raw, SourceNode

CORE = frozenset({"if", "else", "table", "slot"})
REMARKS = frozenset(
    {"note", "tip", "warning", "info", "important", "caution", "danger", "success", "error", "hint", "alert"}
)
KNOWN = {
    "callout": "Callout",
    "admonition": "Callout",
    "aside": "Callout",
    "tabs": "Tabs",
    "tab": "Tab",
    "tab-item": "TabItem",
    "code-group": "CodeGroup",
    "codegroup": "CodeGroup",
    "code-tabs": "CodeGroup",
    "quick-links": "CardGroup",
    "card-grid": "CardGroup",
    "cards": "CardGroup",
    "card-group": "CardGroup",
    "quick-link": "Card",
    "card": "Card",
    "link-card": "Card",
    "grid": "CardGroup",
    "accordion-item": "Accordion",
    "details": "Details",
    "collapsible": "Collapsible",
    "disclosure": "Collapsible",
    "figure": "img",
    "image": "img",
    "img": "img",
    "youtube": "YouTube",
    "video": "Video",
    "iframe": "iframe",
    "youtube-embed": "YouTube",
    "vimeo": "Vimeo",
    "steps": "Steps",
    "step": "Step",
    "badge": "Badge",
    "kbd": "kbd",
    "sup": "sup",
    "sub": "sub",
    "br": "br",
    "button": "Button",
    "link": "Link",
    "link-button": "LinkButton",
    "anchor": "a",
}
"""The component that a tag is converted as."""


def convert_tag(element: Element, page: Conversion) -> Sequence[Node]:
    """Convert a tag of another site."""
    name = element.name[1:]
    if not element.closed:
        page.left("tag that is never closed", element.line, element.source[:120])
        return (Raw(element.source), *page.children(element))
    if name == "partial":
        return _partial(element, page)
    if name in CORE:
        return (_tag(element, name, page),)
    for convert, known in _converters(element, name):
        found = convert(known, page)
        if found is not None:
            return found
    return (_own(element, name, page),)


def _converters(element: Element, name: str) -> list[tuple[Convert, Element]]:
    if name in REMARKS:
        kind = next((found for each in _KINDS if (found := element.get(each)) is not None), None)
        given = () if kind is not None else (MarkupAttribute("type", name),)
        return [(each, _as(element, "Callout", given)) for each in CONVERTERS["Callout"]]
    if name == "accordion":
        inner = any(child.name == "%accordion-item" for child in elements_of(element))
        return [(each, _as(element, "Accordion")) for each in CONVERTERS["AccordionGroup" if inner else "Accordion"]]
    known = KNOWN.get(name)
    return [(each, _as(element, known)) for each in CONVERTERS.get(known, ())] if known else []


def _as(element: Element, name: str, more: tuple[MarkupAttribute, ...] = ()) -> Element:
    """The element as a component, and so the panels and cards that are directly inside."""
    children = tuple(
        _as(child, KNOWN[child.name[1:]])
        if isinstance(child, Element) and child.name.startswith("%") and KNOWN.get(child.name[1:]) in ("Tab", "TabItem")
        else msgspec.structs.replace(child, name="Step")
        if isinstance(child, Element) and child.name == "%step"
        else msgspec.structs.replace(child, name="Card")
        if isinstance(child, Element) and KNOWN.get(child.name[1:]) == "Card" and child.name.startswith("%")
        else child
        for child in element.children
    )
    named = tuple(
        MarkupAttribute(_PRIMARY.get(name, "title"), each.value, "text" if each.value[:1] != "$" else "expression")
        if each.kind == "primary"
        else each
        for each in element.attributes
    )
    return msgspec.structs.replace(element, name=name, children=children, attributes=(*named, *more))


_KINDS = ("type", "variant", "kind", "status", "style")
_PRIMARY = {"YouTube": "id", "Callout": "type", "Badge": "text", "img": "src"}


def _given(element: Element) -> dict[str, Any]:
    """The attributes as they are written."""
    found: dict[str, Any] = {}
    for each in element.attributes:
        if each.kind == "primary":
            found[""] = SourceNode(each.value) if each.value[:1] in "$[{" or "(" in each.value else _primary(each.value)
        else:
            value = valid_id(each.value) if each.name == "id" and each.value else each.value
            found[each.name] = value if each.kind == "text" else SourceNode(each.value)
    return found


def _primary(text: str) -> Any:
    return SourceNode(text) if text in ("true", "false", "null") or text.replace(".", "", 1).isdigit() else text


def _tag(element: Element, name: str, page: Conversion) -> MarkupTag:
    children = page.children(element)
    empty = element.source.rstrip().endswith("/%}")
    block = element.block or has_blocks(children)
    return MarkupTag(
        name=name,
        attributes=_given(element),
        children=None if empty else children,
        block=block,
        column=column_of(element),
        line=element.line,
    )


def _own(element: Element, name: str, page: Conversion) -> MarkupTag:
    """A tag of the site's own: it stays, and gets a file."""
    page.left("tag without a counterpart", element.line, f"{{% {name} %}}")
    tag = _tag(element, tag_name(name), page)
    values: dict[str, Any] = {}
    for each in element.attributes:
        if each.kind == "text":
            values[each.name] = each.value
        elif each.kind == "expression":
            value = read_value(each.value)
            values[each.name] = value if is_static(value) else None
    empty = tag.children is None or is_empty(tag.children)
    page.shared.uses.append(
        ComponentUse(
            name=name,
            tag=tag.name,
            path=page.path,
            line=element.line,
            attributes=values,
            inline=not tag.block,
            empty=empty,
        )
    )
    return tag


def _partial(element: Element, page: Conversion) -> Sequence[Node]:
    given = _given(element)
    name = str(given.get("file", ""))
    path = find_part(page, name) or find_part(page, name.lstrip("/"))
    if not path:
        page.left("part that is missing", element.line, name)
        return (_tag(element, "partial", page),)
    page.shared.parts.setdefault((page.version, path))
    page.done("part", element.line, path)
    given["file"] = part_name(path, page.version, page.site.part_folders)
    return (
        MarkupTag(
            name="partial", attributes=given, children=None, block=True, column=column_of(element), line=element.line
        ),
    )
