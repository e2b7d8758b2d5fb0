"""A task list in Markdown, as GitHub and GitLab show it with check boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.content.markdown_text import one_line

_TITLES = ("info", "warning")
_MARKS = {"requirement": "Required: ", "prerequisite": "Before: ", "verify": "Check: ", "choice": "Choose: "}


def task_list(data: Mapping[str, Any]) -> str:
    """A check box for each action; information is plain text between them."""
    items = {item["id"]: item for item in data["items"]}
    lines = [f"# {one_line(data['guide']['title'])}", ""]
    for section in data["sections"]:
        if section["title"]:
            lines += [f"## {one_line(section['title'])}", ""]
        for name in section["items"]:
            lines += _item(items[name], _depth(items[name], items))
        lines += [""] if section["items"] else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _depth(item: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]]) -> int:
    depth = 0
    while item["parent"] is not None and depth < len(items):
        item, depth = items[item["parent"]], depth + 1
    return depth


def _item(item: Mapping[str, Any], depth: int) -> Iterator[str]:
    lead = "  " * depth
    reported = item["kind"] in _TITLES
    box = "" if reported else "[ ] "
    text = one_line(item["text"]) if item["kind"] == "choice" else item["markdown"]
    optional = " *(optional)*" if item["optional"] and not reported else ""
    yield f"{lead}- {box}{_MARKS.get(item['kind'], '')}{text}{optional}"
    for option in item["options"]:
        yield f"{lead}  - [ ] **{one_line(option['label'])}**: {one_line(option['text'])}"
    for item_image in item["images"]:
        yield f"{lead}  - ![{one_line(item_image['alt'])}](<{item_image['url']}>)"
