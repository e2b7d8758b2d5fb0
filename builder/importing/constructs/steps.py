"""Numbered steps: elements, or a list inside an element."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, elements_of, title_text
from builder.importing.markup.nodes import Element, Node


def steps(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Steps>`` around ``<Step>``; around a numbered list, the list is enough."""
    page.done("steps", element.line)
    children = page.children(element)
    if not any(child.name == "Step" for child in elements_of(element)):
        return children
    return (block_tag(element, "steps", {"id": anchor_of(element)}, children),)


def step(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Step title>``."""
    title = title_text(page.text(element, "title", "label"), page, element.line)
    return (block_tag(element, "step", {"title": title, "id": anchor_of(element)}, page.children(element)),)
