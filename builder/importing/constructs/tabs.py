"""Tabs, and groups of code blocks that are shown one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.code_blocks import convert_fence, fence_title
from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, elements_of, title_text
from builder.importing.markup.nodes import Element, Fence, MarkupTag, MarkupText, Node

SETS = ("Tabs", "TabGroup", "CodeTabs")
PANELS = ("TabItem", "Tab", "TabPanel")
CODE = ("CodeGroup", "RequestExample", "ResponseExample", "CodeBlocks")


def tabs(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Tabs>`` around ``<Tab>`` or ``<TabItem>``."""
    page.done("tabs", element.line)
    labels = _labels(element, page)
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element) and child.name in PANELS:
            children.append(_panel(child, page, labels))
        else:
            children.extend(page.convert((child,)))
    return (block_tag(element, "tabs", {"id": anchor_of(element)}, children),)


def _labels(element: Element, page: Conversion) -> dict[str, str]:
    """The labels of ``values={[{label, value}]}``, by value."""
    values = element.get("values")
    found = page.value(values, element.line) if values is not None else None
    if not isinstance(found, list):
        return {}
    pairs = ((each.get("value"), each.get("label")) for each in found if isinstance(each, dict))
    return {str(value): str(label) for value, label in pairs if label}


def _panel(element: Element, page: Conversion, labels: dict[str, str]) -> Node:
    value = page.text(element, "value")
    title = page.text(element, "label", "title", "name") or labels.get(value, "") or value
    attributes = {"title": title_text(title, page, element.line), "id": anchor_of(element)}
    return block_tag(element, "tab", attributes, page.children(element))


def panel(element: Element, page: Conversion) -> Sequence[Node] | None:
    """A panel outside of tabs, in a part for example."""
    return (_panel(element, page, {}),)


def python_tabs(nodes: Sequence[Node], page: Conversion) -> list[Node]:
    """Nodes in which neighbours ``=== "Title"`` have become tabs."""
    found: list[Node] = []
    panels: list[Element] = []
    between: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.name == "===":
            if "!" in page.text(node, "flags"):
                _end_tabs(panels, found, page)
            panels.append(node)
            between = []
        elif panels and isinstance(node, MarkupText) and not node.text.strip():
            between.append(node)
        else:
            _end_tabs(panels, found, page)
            found.extend((*between, node))
            between = []
    _end_tabs(panels, found, page)
    return [*found, *between]


def _end_tabs(panels: list[Element], found: list[Node], page: Conversion) -> None:
    if not panels:
        return
    first = panels[0]
    page.done("tabs", first.line)
    children = tuple(
        MarkupTag(
            name="tab",
            attributes={"title": title_text(page.text(panel, "title"), page, panel.line)},
            children=page.children(panel),
            block=True,
            column=panel.column,
            line=panel.line,
        )
        for panel in panels
    )
    found.append(
        MarkupTag(name="tabs", attributes={}, children=children, block=True, column=first.column, line=first.line)
    )
    panels.clear()


def code_group(element: Element, page: Conversion) -> Sequence[Node] | None:
    """Code blocks as tabs: each is named by its title, or its language."""
    fences = [child for child in element.children if isinstance(child, Fence)]
    if len(fences) < 2 or elements_of(element):
        page.done("code group", element.line)
        return page.children(element)
    page.done("code group", element.line)
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Fence):
            converted = convert_fence(child, page, titled=False)
            title = fence_title(child, page) or child.info.split(" ")[0] or "Code"
            children.append(
                MarkupTag(
                    name="tab",
                    attributes={"title": title},
                    children=(converted,),
                    block=True,
                    column=child.column,
                    line=child.line,
                )
            )
        else:
            children.extend(page.convert((child,)))
    return (block_tag(element, "tabs", {}, children),)
