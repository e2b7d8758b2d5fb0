"""A published checklist, for programs that walk through it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

SCHEMA_VERSIONS = (1, 2)


class LoadedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item; ``data`` has all its published fields."""

    id: str
    kind: str
    text: str
    optional: bool
    parent: str | None
    section: str
    digest: str
    data: Mapping[str, Any]

    @property
    def to_do(self) -> bool:
        """Whether the item is an action, rather than information."""
        return self.kind not in ("info", "warning")


class Checklist:
    """A checklist: iterate over it for its items in order, or get one by id."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._items: dict[str, LoadedItem] = {item["id"]: _loaded(item) for item in data["items"]}
        self._values: dict[str, Mapping[str, Any]] = {value["id"]: value for value in data["collect"]}

    @property
    def id(self) -> str:
        """The guide's id: the same in every version."""
        return str(self.data["guide"]["id"])

    @property
    def digest(self) -> str:
        """The guide's digest: it changes with anything in the guide."""
        return str(self.data["guide"]["digest"])

    @property
    def title(self) -> str:
        return str(self.data["guide"]["title"])

    def __iter__(self) -> Iterator[LoadedItem]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._items

    def __getitem__(self, item_id: str) -> LoadedItem:
        return self._items[item_id]

    def sections(self) -> Iterator[tuple[Mapping[str, Any], tuple[LoadedItem, ...]]]:
        """Each section with its items."""
        for section in self.data["sections"]:
            yield section, tuple(self._items[name] for name in section["items"])

    def values(self) -> tuple[Mapping[str, Any], ...]:
        """The values to collect."""
        return tuple(self._values.values())

    def value(self, value_id: str) -> Mapping[str, Any]:
        """A value to collect. Raises KeyError for an unknown one."""
        return self._values[value_id]


def _loaded(item: Mapping[str, Any]) -> LoadedItem:
    return LoadedItem(
        id=item["id"],
        kind=item["kind"],
        text=item["text"],
        optional=item["optional"],
        parent=item["parent"],
        section=item["section"],
        digest=item["digest"],
        data=item,
    )


def load(source: str | bytes | Mapping[str, Any]) -> Checklist:
    """A checklist from the text of a ``checklist.json``, or from its parsed content.

    Raises ValueError for a text that is not JSON, and for a checklist of another schema version.
    """
    data = source if isinstance(source, Mapping) else json.loads(source)
    if not isinstance(data, Mapping) or data.get("schemaVersion") not in SCHEMA_VERSIONS:
        raise ValueError("this is not a checklist of schema version 1 or 2")
    try:
        return Checklist(data)
    except (KeyError, TypeError) as error:
        raise ValueError(f"this checklist is not complete: {error}") from error
