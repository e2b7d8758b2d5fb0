"""A checklist in schema version 1, for programs that know no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NEW_FIELDS = ("when", "owner", "action", "expects", "needs", "gives", "choice", "scope")
"""Fields of an item that version 1 does not have."""


def as_version_1(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same checklist without the additions of version 2; valid against ``schema-1.json``."""
    found = {name: value for name, value in data.items() if name != "choices"}
    guide = {name: value for name, value in data["guide"].items() if name not in ("kind", "reason")}
    schema = str(data["$schema"]).replace("checklist-2.json", "checklist-1.json")
    items = [_item(item) for item in data["items"]]
    return {**found, "$schema": schema, "schemaVersion": 1, "guide": guide, "items": items}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in item.items() if name not in NEW_FIELDS}
    code = [{"language": code["language"], "text": code["text"]} for code in item["code"]]
    return {**found, "code": code}
