"""An explanation of a page's checklist: one line for each sentence, with its item or reason, in source order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 100


def explained(data: Mapping[str, Any]) -> str:
    """Place, rule and kind of each item; place and reason of each sentence that is in no item."""
    guide = data["guide"]
    lines = [f"{guide['title']}: {guide['kind']}, {guide['reason']}"]
    lines += [line for _, line in sorted(_lines(data))]
    return "\n".join(lines) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], str]]:
    for item in data["items"]:
        optional = " optional" if item["optional"] else ""
        yield _line(item["source"], f"{item['rule']} {item['kind']}{optional}", item["text"])
    for left in data["leftOut"]:
        yield _line(left["source"], f"left: {left['reason']}", left["text"])


def _line(source: Mapping[str, Any], said: str, text: str) -> tuple[tuple[Any, ...], str]:
    line, column = source["start"]
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    key = (bool(source["via"]), source["path"], line, column)
    return key, f"{source['path']}:{line}:{column} {said} | {shown}"
