"""Small components: icons, badges, tooltips, file trees, updates."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, elements_of, title_text
from builder.importing.markup.nodes import Element, MarkupTag, Node, Prefixed, Raw

PASSED = (
    *("Panel", "BrowserOnly", "Visibility", "View", "Wrapper", "Container", "Box", "Section", "Center", "FrameGroup"),
    *("Highlight", "Text", "Layout", "ListColumns", "Split", "Intro", "Subtitle", "Readmore", "AnimatedBox"),
)


def icon(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Icon icon="x"/>``: an ornament, left out."""
    page.done("icon in a text", element.line, page.text(element, "icon", "name"))
    label = page.text(element, "label", "title", "aria-label")
    return (*([Raw(f"({label})")] if label else []), *page.children(element))


def badge(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Badge text="New"/>``."""
    page.done("badge", element.line)
    text = title_text(page.text(element, "text", "label"), page, element.line)
    kinds = {"tip": "tip", "success": "tip", "caution": "warning", "warning": "warning", "danger": "danger"}
    kind = kinds.get(page.text(element, "variant", "type", "color"), "")
    attributes = {name: value for name, value in (("text", text), ("type", kind)) if value}
    children = page.children(element)
    return (MarkupTag(name="badge", attributes=attributes, children=children or None, block=False, line=element.line),)


def tooltip(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Tooltip tip="…">word</Tooltip>``."""
    page.done("tooltip", element.line)
    tip = title_text(page.text(element, "tip", "content", "title", "text"), page, element.line)
    headline = title_text(page.text(element, "headline"), page, element.line)
    attributes = {"text": f"{headline}: {tip}" if headline and tip else tip or headline}
    return (
        MarkupTag(
            name=page.companion("tooltip"),
            attributes=attributes,
            children=page.children(element),
            block=False,
            line=element.line,
        ),
    )


def tree(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<FileTree>`` around a list, or ``<Tree>`` around files and folders."""
    page.done("file tree", element.line)
    children: Sequence[Node] = _entries(element, page) if _is_tree(element) else page.children(element)
    return (block_tag(element, page.companion("fileTree"), {}, children),)


def _is_tree(element: Element) -> bool:
    return any(child.name in ("Folder", "File", "Tree.Folder", "Tree.File") for child in elements_of(element))


def _entries(element: Element, page: Conversion) -> list[Node]:
    found: list[Node] = []
    for child in elements_of(element):
        name = Raw(f"`{page.text(child, 'name')}`")
        inner = _entries(child, page)
        below: tuple[Node, ...] = (
            (Prefixed(first="", rest="", children=tuple(inner), column=0, line=child.line, tight=True),)
            if inner
            else ()
        )
        found.append(
            Prefixed(first="- ", rest="  ", children=(name, *below), column=0, line=child.line, tight=bool(found))
        )
    return found


def update(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Update label="…">``: an entry of a list of changes, with its label as a heading."""
    page.done("update", element.line)
    label = title_text(page.text(element, "label", "title"), page, element.line)
    description = title_text(page.text(element, "description"), page, element.line)
    words = f"## {label}" + (f" — {description}" if description else "")
    heading = Prefixed(first="", rest="", children=(Raw(words),), column=element.column, line=element.line)
    tags = element.get("tags")
    named = page.value(tags, element.line) if tags is not None else None
    if isinstance(named, list) and named:
        line = Prefixed(
            first="",
            rest="",
            children=(Raw(f"*{', '.join(map(str, named))}*"),),
            column=element.column,
            line=element.line,
        )
        return (
            heading,
            line,
            Prefixed(first="", rest="", children=page.children(element), column=element.column, line=element.line),
        )
    return (
        heading,
        Prefixed(first="", rest="", children=page.children(element), column=element.column, line=element.line),
    )


def passed(element: Element, page: Conversion) -> Sequence[Node] | None:
    """A component that only lays its content out: the content stays."""
    page.done("layout component", element.line, element.name)
    children = page.children(element)
    if not element.block:
        return children
    anchor = anchor_of(element)
    first: tuple[Node, ...] = ()
    if anchor:
        first = (block_tag(element, page.companion("anchor"), {"id": anchor}, None),)
    return (*first, Prefixed(first="", rest="", children=children, column=element.column, line=element.line))


def translated(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Color>``, ``<Prompt>``: a text that has a description."""
    title = title_text(page.text(element, "description", "title"), page, element.line)
    page.done("layout component", element.line, element.name)
    return (block_tag(element, "details", {"title": title or element.name}, page.children(element)),)
