"""Values as Markdoc writes them in a tag."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from builder.importing.markup.nodes import SourceNode, VariableNode

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d{1,6}\])*\Z")


def is_identifier(name: str) -> bool:
    """Whether the name can be that of a tag or an attribute."""
    return _IDENTIFIER.match(name) is not None


def is_path(path: str) -> bool:
    """Whether ``$path`` is a variable."""
    return _PATH.match(path) is not None


def written(value: Any) -> str:
    """A value of JSON or a :class:`VariableNode` as an attribute's value."""
    if isinstance(value, VariableNode):
        return f"${value.path}"
    if isinstance(value, SourceNode):
        return value.text
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(written, value)) + "]"
    return _quoted(str(value))


def _key(key: str) -> str:
    return key if is_identifier(key) and not key.isdigit() else _quoted(key)


def _quoted(text: str) -> str:
    clean = _CONTROL.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + clean.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def opening(name: str, attributes: Mapping[str, Any], *, closes: bool) -> str:
    """The opening of a tag, or the whole of one that closes itself."""
    parts = [name] if name else []
    for key, value in attributes.items():
        if not key:
            parts.append(written(value))
        elif key == "id" and isinstance(value, str) and is_identifier(value):
            parts.append(f"#{value}")
        elif is_identifier(key):
            parts.append(f"{key}={written(value)}")
    return "{% " + " ".join(parts) + (" /%}" if closes else " %}")


def yaml_text(text: str) -> str:
    """A text as a quoted value of YAML."""
    return json.dumps(text, ensure_ascii=False)
