"""Filters for the Markdown form of tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def _text(value: object) -> str:
    """A value as Markdown text on one line, with markup characters escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(value).split()))


def _quote(value: object) -> str:
    """A block as a quotation."""
    lines = str(value).strip("\n").split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _link(label: object, target: object) -> str:
    """A link with ``label``, or only the label if there is no target."""
    return f"[{_text(label)}](<{target}>)" if target else _text(label)


MARKDOWN_FILTERS: Mapping[str, Callable[..., Any]] = {"text": _text, "quote": _quote, "link": _link}
