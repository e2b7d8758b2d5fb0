"""The renderable tree: what will be rendered."""

from __future__ import annotations

from typing import Any, TypeAlias, Union

Renderable: TypeAlias = Union["Tag", str, int, float, bool, None, dict[str, Any], list["Renderable"]]
"""What transform gives: a tag, a text, another value, or a list of them."""


class Tag:
    """One element: a name (empty for "children only"), attributes in output order, children."""

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
            "attributes": _plain(self.attributes),
            "children": _plain(self.children),
        }

    def __repr__(self) -> str:
        return f"<Tag {self.name} {self.attributes!r} {len(self.children)} children>"


def _plain(value: Any) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
