"""The schemas of Markdown's own nodes (MARKDOC 4, "Nodes")."""

from __future__ import annotations

from collections.abc import Mapping

from builder.markdoc.javascript import string_of
from builder.markdoc.node import Node
from builder.markdoc.schema import Attribute, Config, Schema
from builder.markdoc.tag import Renderable, Tag
from builder.markdoc.transformer import transform_attributes, transform_children
from builder.markdoc.values import UNDEFINED, is_truthy

_FLOW = ("heading", "paragraph", "image", "table", "tag", "fence", "blockquote")
_IN_BLOCK = (*_FLOW, "list", "hr")
_CONTENT = {"content": Attribute(type="String", required=True)}
_HIDDEN_CONTENT = Attribute(type="String", render=False, required=True)
_MARKER = {"marker": Attribute(type="String", render=False)}
_SPANS = {
    "colspan": Attribute(type="Number", render="colSpan"),
    "rowspan": Attribute(type="Number", render="rowSpan"),
}


def _heading(node: Node, config: Config) -> Renderable:
    level = string_of(node.attributes.get("level", UNDEFINED))
    return Tag(f"h{level}", transform_attributes(node, config), transform_children(node, config))


def _list(node: Node, config: Config) -> Renderable:
    name = "ol" if is_truthy(node.attributes.get("ordered")) else "ul"
    return Tag(name, transform_attributes(node, config), transform_children(node, config))


def _fence(node: Node, config: Config) -> Renderable:
    children = transform_children(node, config) if node.children else [node.attributes.get("content", UNDEFINED)]
    return Tag("pre", transform_attributes(node, config), children)


def _code(node: Node, config: Config) -> Renderable:
    return Tag("code", transform_attributes(node, config), [node.attributes.get("content", UNDEFINED)])


def _text(node: Node, config: Config) -> Renderable:
    content: Renderable = node.attributes.get("content", UNDEFINED)
    return content


def _softbreak(node: Node, config: Config) -> Renderable:
    return " "


NODES: Mapping[str, Schema] = {
    "document": Schema(
        render="article",
        children=(*_FLOW, "comment", "list", "hr"),
        attributes={"frontmatter": Attribute(render=False)},
    ),
    "heading": Schema(
        children=("inline",),
        attributes={"level": Attribute(type="Number", render=False, required=True)},
        transform=_heading,
    ),
    "paragraph": Schema(render="p", children=("inline",)),
    "image": Schema(
        render="img",
        attributes={
            "src": Attribute(type="String", required=True),
            "alt": Attribute(type="String"),
            "title": Attribute(type="String"),
        },
    ),
    "fence": Schema(
        render="pre",
        attributes={
            "content": _HIDDEN_CONTENT,
            "language": Attribute(type="String", render="data-language"),
            "process": Attribute(type="Boolean", render=False, default=True),
        },
        transform=_fence,
    ),
    "blockquote": Schema(render="blockquote", children=_IN_BLOCK),
    "item": Schema(render="li", children=("inline", *_IN_BLOCK)),
    "list": Schema(
        children=("item",),
        attributes={
            "ordered": Attribute(type="Boolean", render=False, required=True),
            "start": Attribute(type="Number"),
            **_MARKER,
        },
        transform=_list,
    ),
    "hr": Schema(render="hr"),
    "table": Schema(render="table"),
    "td": Schema(
        render="td",
        children=("inline", *_IN_BLOCK),
        attributes={"align": Attribute(type="String"), **_SPANS},
    ),
    "th": Schema(
        render="th",
        attributes={"width": Attribute(type="String"), "align": Attribute(type="String"), **_SPANS},
    ),
    "tr": Schema(render="tr", children=("th", "td")),
    "tbody": Schema(render="tbody", children=("tr", "tag")),
    "thead": Schema(render="thead", children=("tr",)),
    "strong": Schema(render="strong", children=("em", "s", "link", "code", "text", "tag"), attributes=_MARKER),
    "em": Schema(render="em", children=("strong", "s", "link", "code", "text", "tag"), attributes=_MARKER),
    "s": Schema(render="s", children=("strong", "em", "link", "code", "text", "tag")),
    "inline": Schema(
        children=(
            "strong",
            "em",
            "s",
            "code",
            "text",
            "tag",
            "link",
            "image",
            "hardbreak",
            "softbreak",
            "comment",
        ),
    ),
    "link": Schema(
        render="a",
        children=("strong", "em", "s", "code", "text", "tag"),
        attributes={"href": Attribute(type="String", required=True), "title": Attribute(type="String")},
    ),
    "code": Schema(render="code", attributes={"content": _HIDDEN_CONTENT}, transform=_code),
    "text": Schema(attributes=_CONTENT, transform=_text),
    "hardbreak": Schema(render="br"),
    "softbreak": Schema(transform=_softbreak),
    "comment": Schema(attributes=_CONTENT),
    "error": Schema(),
    "node": Schema(),
}
"""Schemas by node type."""
