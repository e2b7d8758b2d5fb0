"""The attributes of a node: those from its token, and those that the author annotates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from builder.markdoc.delimiters import OPEN
from builder.markdoc.node import Annotation, Node, NodeError

BLOCK_TYPES = {
    "heading": "heading",
    "paragraph": "paragraph",
    "ordered_list": "list",
    "bullet_list": "list",
    "list_item": "item",
    "blockquote": "blockquote",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "hr": "hr",
    "link": "link",
    "strong": "strong",
    "em": "em",
    "s": "s",
    "tag": "tag",
    "dl": "definition_list",
    "dt": "definition_term",
    "dd": "definition",
    "footnote_reference": "footnote",
}
"""Node types by token type, for tokens that open and close."""

LEAF_TYPES = {"code_inline": "code", "variable": "text"}
"""Node types by token type, for those that differ."""

_ALIGNMENTS = ("left", "center", "right")


def own_attributes(token: Token, type_name: str) -> dict[str, Any]:
    """The attributes that a token gives its node."""
    if type_name == "heading":
        return {"level": int(token.tag[1:])} if token.tag else {"level": 0}
    if type_name == "list":
        ordered = token.type.startswith("ordered")
        start = token.attrs.get("start")
        if ordered and start:
            return {"ordered": True, "start": start, "marker": token.markup}
        return {"ordered": ordered, "marker": token.markup}
    if type_name in ("link", "image"):
        return _target_attributes(token, type_name)
    if type_name in ("em", "strong"):
        return {"marker": token.markup}
    if type_name in ("text", "code", "comment"):
        content = token.meta.get("tag")
        return {"content": content.value if content is not None else token.content}
    if type_name == "fence":
        language = token.info.split(" ", 1)[0]
        if language in ("", OPEN):
            return {"content": token.content}
        return {"content": token.content, "language": language}
    if type_name in ("footnote", "footnote_ref"):
        return {"label": token.meta.get("label", "")}
    if type_name in ("td", "th"):
        style = str(token.attrs.get("style", ""))
        align = next((name for name in _ALIGNMENTS if name in style), None)
        return {"align": align} if align else {}
    return {}


def _target_attributes(token: Token, type_name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if type_name == "image":
        found = {"alt": token.content, "src": token.attrs.get("src")}
    elif "href" in token.attrs:
        found = {"href": token.attrs["href"]}
    if token.attrs.get("title"):
        found["title"] = token.attrs["title"]
    return found


def annotate(node: Node, attributes: Sequence[Annotation]) -> None:
    """Set a node's attributes; a duplicate is an error on the node, and the last value is used."""
    for attribute in attributes:
        node.annotations.append(attribute)
        name, value = attribute.name, attribute.value
        if attribute.type == "class":
            classes = node.attributes.get("class")
            # A class attribute that is a text can't hold shortcuts: unlike in the reference, it gives way.
            node.attributes["class"] = {**classes, name: value} if isinstance(classes, dict) else {name: value}
            continue
        if name in node.attributes:
            message = f"Attribute '{name}' already set"
            node.errors.append(NodeError(id="duplicate-attribute", level="warning", message=message, attribute=name))
        node.attributes[name] = value
