"""Descriptions of parameters and fields of an API."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, title_text
from builder.importing.markup.nodes import Element, Node

NAMES = ("ParamField", "ResponseField", "Property", "Param", "Parameter", "ApiParam")
_PLACES = ("path", "query", "body", "header", "cookie")


def field(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<ParamField path="id" type="string" required>``."""
    page.done("parameter", element.line)
    place = next((name for name in _PLACES if element.get(name) is not None), "")
    name = page.text(element, place) if place else ""
    attributes = {
        "name": name or page.text(element, "name"),
        "type": page.text(element, "type"),
        "in": place,
        "required": True if _is_true(element, "required") else None,
        "deprecated": True if _is_true(element, "deprecated") else None,
        "default": title_text(page.text(element, "default", "initialValue"), page, element.line),
        "placeholder": title_text(page.text(element, "placeholder"), page, element.line),
        "id": anchor_of(element),
    }
    labels = [str(label) for key in ("pre", "post") for label in _labels(element, page, key)]
    if _is_true(element, "optional"):
        labels.append("optional")
    if labels:
        attributes["labels"] = ", ".join(labels)
    return (block_tag(element, page.companion("parameter"), attributes, page.children(element)),)


def _is_true(element: Element, name: str) -> bool:
    found = element.get(name)
    return found is not None and found.value not in ("false", "{false}")


def _labels(element: Element, page: Conversion, name: str) -> list[object]:
    found = element.get(name)
    value = page.value(found, element.line) if found is not None else None
    return list(value) if isinstance(value, list) else []
