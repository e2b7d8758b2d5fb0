"""Text that opens when its heading is clicked."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.constructs.shapes import anchor_of, block_tag, title_text
from builder.importing.ids import plain_text
from builder.importing.markup.nodes import Element, Node

GROUPS = ("AccordionGroup", "Accordions", "ExpandableGroup", "CollapseGroup")
NAMES = ("Accordion", "Expandable", "Collapse", "Collapsible", "AccordionItem", "Details", "Expander", "Spoiler")


def details(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<details><summary>``."""
    page.done("fold", element.line)
    summary = next((c for c in element.children if isinstance(c, Element) and c.name == "summary"), None)
    title = ""
    if summary is not None:
        title = plain_text(" ".join(words_of(page.children(summary)).split()).lstrip("# "))
    rest = tuple(page.convert(child for child in element.children if child is not summary))
    attributes = {"title": title, "open": True if element.get("open") is not None else None, "id": anchor_of(element)}
    return (block_tag(element, "details", attributes, rest),)


def fold(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Accordion title>``."""
    page.done("fold", element.line)
    title = title_text(page.text(element, "title", "summary", "label", "heading", "header"), page, element.line)
    description = page.text(element, "description")
    opened = element.get("defaultOpen") or element.get("open")
    attributes = {
        "title": f"{title} – {description}" if description and title else title or description,
        "open": True if opened is not None and opened.value != "false" else None,
        "id": anchor_of(element),
    }
    return (block_tag(element, "details", attributes, page.children(element)),)


def group(element: Element, page: Conversion) -> Sequence[Node] | None:
    """A group of folds: its folds, one after the other."""
    page.done("fold", element.line)
    return page.children(element)
