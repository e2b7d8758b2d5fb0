"""What follows the name of a container: ``:::note[Title]{#id icon="x"} Title``."""

from __future__ import annotations

import re

from builder.importing.markup.nodes import Attribute

_LABEL = re.compile(r"[ \t]*\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]")
_BRACES = re.compile(r"[ \t]*\{([^{}]*)\}")
_ITEM = re.compile(r"#([\w-]+)|\.([\w-]+)|([\w-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")


def container_attributes(rest: str) -> tuple[Attribute, ...]:
    """Title and attributes."""
    found: list[Attribute] = []
    at = 0
    label = _LABEL.match(rest)
    if label is not None:
        found.append(Attribute("title", label[1]))
        at = label.end()
    braces = _BRACES.match(rest, at)
    if braces is not None:
        found.extend(_items(braces[1]))
        at = braces.end()
    title = rest[at:].strip()
    if title and label is None:
        found.append(Attribute("title", title))
    return tuple(found)


def _items(text: str) -> list[Attribute]:
    found: list[Attribute] = []
    for item in _ITEM.finditer(text):
        if item[1]:
            found.append(Attribute("id", item[1]))
        elif item[3]:
            value = item[4] or item[5] or item[6]
            found.append(Attribute(item[3], value or "", "text" if value is not None else "flag"))
    return found
