"""HTML of a renderable tree (MARKDOC 6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.caches import bounded_cache
from builder.markdoc.hypertext import Html
from builder.markdoc.javascript import number, string_of
from builder.markdoc.tag import Renderable, Tag

VOID_ELEMENTS = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
"""Elements without closing tag; they have no children."""

_UNSAFE_NAME = re.compile("[\x00-\x20\"'<>/=\x7f]")


def render_html(tree: Renderable) -> str:
    """The tree as HTML: no whitespace added, nothing left out, text and attribute values escaped (MARKDOC 6).

    A tag or attribute whose name is invalid in HTML is left out; the children of such a tag remain.
    """
    output: list[str] = []
    write = output.append
    pending: list[Any] = [tree]
    take, put, extend = pending.pop, pending.append, pending.extend
    while pending:
        item = take()
        kind = item.__class__
        if kind is str:
            write(escape(item) if _has_markup(item) else item)
        elif kind is Tag:
            opening, closing = _ends(item.name)
            if opening:
                write(_opening(opening, item.attributes) if item.attributes else opening)
                if closing:
                    put(closing)
                else:
                    continue
            children = item.children
            if children:
                extend(children[::-1])
        elif kind is Html:
            write(item)
        elif isinstance(item, list | tuple):
            extend(item[::-1])
        else:
            write(_other(item))
    return "".join(output)


_has_markup = re.compile('[&<>"]').search


def escape(text: str) -> str:
    """Text escaped for HTML elements and double-quoted attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@bounded_cache(256)
def _ends(name: str | None) -> tuple[str, Html]:
    """The opening of an element without attributes, and its closing, which is empty for a void one."""
    if not name or _UNSAFE_NAME.search(name):
        return "", Html()
    return f"<{name}>", Html() if name in VOID_ELEMENTS else Html(f"</{name}>")


@bounded_cache(256)
def _attribute_name(key: str) -> str:
    return "" if _UNSAFE_NAME.search(key) else key.lower()


def _opening(bare: str, attributes: Mapping[str, Any]) -> str:
    """The opening ``bare`` with attributes in it."""
    opening = bare[:-1]
    for key, value in attributes.items():
        name = _attribute_name(key)
        if name:
            if value.__class__ is str:
                text = escape(value) if _has_markup(value) else value
            else:
                text = _attribute_text(value)
            opening += f' {name}="{text}"'
    return opening + ">"


def _attribute_text(value: Any) -> str:
    """In ready HTML, only characters that would end the attribute are escaped."""
    if hasattr(value, "__html__"):
        return str(value.__html__()).replace('"', "&quot;")
    return escape(string_of(value))


def _other(item: Any) -> str:
    """Numbers and ready HTML are rendered; true, null, mappings and the like are not."""
    if hasattr(item, "__html__"):
        return str(item.__html__())
    if isinstance(item, str):
        return escape(item)
    if isinstance(item, int | float) and not isinstance(item, bool):
        return number(item)
    if isinstance(item, Tag):
        return render_html(Tag(item.name, item.attributes, item.children))
    return ""
