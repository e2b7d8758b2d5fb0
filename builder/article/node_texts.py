"""The plain text of nodes, and of rendered values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from builder.article.render.placeholders import without_placeholders
from builder.markdoc import UNDEFINED, Config, Node, Renderable, Tag, transform_children


def texts_in(node: Node) -> list[str]:
    """The texts inside a node, code included, in order."""
    return [
        content
        for child in node.walk()
        if child.type in ("text", "code") and isinstance(content := child.attributes.get("content"), str)
    ]


def code_texts(node: Node, config: Config) -> list[str]:
    """The text of a fence, with that of the tags and variables in it."""
    if not node.children:
        content = node.attributes.get("content")
        return [content if isinstance(content, str) else ""]
    return [flat_text(item) for item in transform_children(node, config)]


def flat_text(item: Renderable) -> str:
    """The text of a rendered value; empty for true, false, null, a mapping or an undefined value."""
    if isinstance(item, (bool, dict)) or item is None or item is UNDEFINED:
        return ""
    if isinstance(item, Markup):
        return plain_text(str(item))
    if isinstance(item, Tag):
        return "".join(map(flat_text, item.children))
    if isinstance(item, list):
        return "".join(map(flat_text, item))
    return str(item)


def plain_text(html: str) -> str:
    """The text of rendered HTML, without its placeholders."""
    html = without_placeholders(html)
    return Markup(html).striptags() if "<" in html or "&" in html else " ".join(html.split())


def labels_in(node: Node) -> str:
    """The words that screen readers read for tags in a link, such as an icon's label."""
    values = (child.attributes.get(name) for child in node.walk() if child.tag for name in ("label", "alt", "text"))
    return " ".join(value.strip() for value in values if isinstance(value, str) and value.strip())


def shown_text(attributes: Mapping[str, Any]) -> str:
    """The alternative text of a tag's image: an ``alt`` that is empty on purpose marks an ornament."""
    if attributes.get("alt") == "":
        return " "
    texts = (attributes.get(name) for name in ("alt", "caption", "title"))
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")
