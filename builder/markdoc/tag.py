"""The renderable tree: the input of the renderer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, Union

from builder.markdoc.values import UNDEFINED, Undefined

Renderable: TypeAlias = Union["Tag", str, int, float, bool, dict[str, Any], list["Renderable"], Undefined, None]
"""The result of transform: a tag, a text, another value, nothing, or a list of them (MARKDOC 6)."""


class Tag:
    """One element: a name (empty for "children only"), attributes in output order, children (MARKDOC 6)."""

    __slots__ = ("attributes", "children", "name")

    def __init__(
        self,
        name: str | None = "div",
        attributes: dict[str, Any] | None = None,
        children: list[Renderable] | None = None,
    ) -> None:
        self.name = name
        self.attributes: dict[str, Any] = {} if attributes is None else attributes
        self.children: list[Renderable] = [] if children is None else children

    def to_json(self) -> dict[str, Any]:
        """The reference's plain form of it, as JSON can hold it."""
        return {
            "$$mdtype": "Tag",
            "name": self.name,
            "attributes": plain(self.attributes),
            "children": plain(self.children),
        }

    def __repr__(self) -> str:
        return f"<Tag {self.name} {self.attributes!r} {len(self.children)} children>"


def plain(value: Any) -> Any:
    """A value, or a whole renderable tree, as JSON: undefined values become ``None`` or are left out."""
    if value is UNDEFINED:
        return None
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not UNDEFINED}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
