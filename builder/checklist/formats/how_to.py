"""A ``HowTo`` of schema.org, as JSON-LD (https://schema.org/HowTo)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_DONE = ("step", "verify", "choice", "collect")
_NEEDED = ("prerequisite",)


def how_to(data: Mapping[str, Any]) -> str:
    """Sections as ``HowToSection``, actions as ``HowToStep``, the rest as ``HowToTip``."""
    # "</" would end the script element that usually contains the JSON-LD.
    return json.dumps(how_to_data(data), indent=2, ensure_ascii=False).replace("</", "<\\/") + "\n"


def how_to_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same as data."""
    guide = data["guide"]
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": "HowTo", "name": guide["title"]}
    if guide["description"]:
        found["description"] = guide["description"]
    if guide["url"]:
        found["url"] = guide["url"]
    supplies = [{"@type": "HowToSupply", "name": item["text"]} for item in data["items"] if item["kind"] in _NEEDED]
    if supplies:
        found["supply"] = supplies
    found["step"] = list(_sections(data))
    return found


def _sections(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    items = {item["id"]: item for item in data["items"]}
    position = 0
    for section in data["sections"]:
        steps = [_step(items[name]) for name in section["items"] if items[name]["kind"] not in _NEEDED]
        if steps:
            position += 1
            name = section["title"] or data["guide"]["title"]
            numbered = [{**step, "position": index} for index, step in enumerate(steps, 1)]
            yield {"@type": "HowToSection", "name": name, "position": position, "itemListElement": numbered}


def _step(item: Mapping[str, Any]) -> dict[str, Any]:
    kind = "HowToStep" if item["kind"] in _DONE else "HowToTip"
    found: dict[str, Any] = {"@type": kind, "text": item["text"], "url": item["url"]}
    if item["images"]:
        found["image"] = [item_image["url"] for item_image in item["images"]]
    return found
