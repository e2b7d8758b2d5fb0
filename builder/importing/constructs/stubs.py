"""Components without a counterpart: each becomes a tag, and the project gets a tag file to complete."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from builder.importing.constructs.conversion import ComponentUse, Conversion, is_markup
from builder.importing.constructs.shapes import has_blocks, is_empty
from builder.importing.ids import valid_id
from builder.importing.javascript.literals import Opaque
from builder.importing.markup.html_names import KNOWN
from builder.importing.markup.nodes import Element, MarkupTag, Node, Prefixed, Raw, VariableNode

_UNFIT = re.compile(r"[^A-Za-z0-9_-]+")
RESERVED = frozenset({"if", "else", "table", "partial", "slot", "id", "class"})


def tag_name(name: str) -> str:
    """The tag's name for a component: ``Tabs.Item`` → ``Tabs-Item``."""
    clean = _UNFIT.sub("-", name.lstrip(":")).strip("-") or "component"
    return f"{clean}-tag" if clean in RESERVED else clean


def stub(element: Element, page: Conversion) -> Sequence[Node]:
    """The tag for a component that no other converter takes."""
    children = page.children(element)
    if not element.closed:
        page.left("element that is never closed", element.line, element.source[:120])
        return (Raw(_plain(element.source)), *children)
    if element.name in KNOWN and not element.name[:1].isupper():
        page.left("HTML without a counterpart", element.line, f"<{element.name}>")
        return children
    attributes = _attributes(element, page)
    children = (*_markup(element, page), *children)
    name = tag_name(element.name)
    block = element.block or has_blocks(children)
    empty = is_empty(children)
    page.left("component without a counterpart", element.line, f"<{element.name}>")
    page.shared.uses.append(
        ComponentUse(
            name=element.name,
            tag=name,
            path=page.path,
            line=element.line,
            attributes=attributes,
            inline=not block,
            empty=empty,
        )
    )
    return (
        MarkupTag(
            name=name,
            attributes=attributes,
            children=None if empty else children,
            block=block,
            column=element.column,
            line=element.line,
        ),
    )


def _markup(element: Element, page: Conversion) -> tuple[Node, ...]:
    """The markup in attributes that is more than a few words: it goes into the tag."""
    found: list[Node] = []
    for attribute in element.attributes:
        if attribute.kind == "expression" and _is_content(attribute.value):
            page.left(
                "attribute with content", element.line, f"{attribute.name} of <{element.name}> is inside the tag now."
            )
            nodes = page.markdown(attribute.value.strip("() \n\t"), element.line)
            found.append(Prefixed(first="", rest="", children=nodes, column=0, line=element.line))
    return tuple(found)


def _is_content(source: str) -> bool:
    return is_markup(source) and len(source) > 120


def _plain(source: str) -> str:
    return source.replace("<", "\\<", 1).replace("{%", "\\{%")


def _attributes(element: Element, page: Conversion) -> dict[str, Any]:
    found: dict[str, Any] = {}
    content = [a.name for a in element.attributes if a.kind == "expression" and _is_content(a.value)]
    for name, value in page.attributes(element, skip=content).items():
        key = _UNFIT.sub("_", name)
        if key in ("key", "ref", "style", "client_load", "client_visible", "client_only", "client_idle"):
            continue
        if key == "class":
            key = "className"
        if key == "id" and not (isinstance(value, str) and value == valid_id(value)):
            key = "idValue"
        found[key] = value.source if isinstance(value, Opaque) else value
    return found


def type_of(value: Any) -> str:
    """The type that a tag declares for a value."""
    match value:
        case bool():
            return "Boolean"
        case int() | float():
            return "Number"
        case list():
            return "Array"
        case dict():
            return "Object"
        case VariableNode():
            return ""
    return "String"
