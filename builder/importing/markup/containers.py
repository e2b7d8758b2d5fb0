"""The text after the name of a container: ``:::note[Title]{#id icon="x"} Title``."""

from __future__ import annotations

import re

from builder.importing.markup.nodes import MarkupAttribute

_LABEL = re.compile(r"[ \t]*\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]")
_BRACES = re.compile(r"[ \t]*\{([^{}]*)\}")
_ITEM = re.compile(r"#([\w-]+)|\.([\w-]+)|([\w-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")


def container_attributes(rest: str) -> tuple[MarkupAttribute, ...]:
    """Title and attributes."""
    found: list[MarkupAttribute] = []
    at = 0
    label = _LABEL.match(rest)
    if label is not None:
        found.append(MarkupAttribute("title", label[1]))
        at = label.end()
    braces = _BRACES.match(rest, at)
    if braces is not None:
        found.extend(_items(braces[1]))
        at = braces.end()
    title = rest[at:].strip()
    if title and label is None:
        found.append(MarkupAttribute("title", title))
    return tuple(found)


def _items(text: str) -> list[MarkupAttribute]:
    found: list[MarkupAttribute] = []
    for item in _ITEM.finditer(text):
        if item[1]:
            found.append(MarkupAttribute("id", item[1]))
        elif item[3]:
            value = item[4] or item[5] or item[6]
            found.append(MarkupAttribute(item[3], value or "", "text" if value is not None else "flag"))
    return found
