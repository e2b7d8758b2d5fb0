"""Cards and grids of cards."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, column_of, elements_of, title_text
from builder.importing.markup.nodes import Element, Node, Prefixed, Raw, VariableNode

GRIDS = ("CardGroup", "CardGrid", "Cards", "Columns", "Grid", "TileGroup", "CardList", "LinkGrid", "Tiles")
CARDS = ("Card", "LinkCard", "Tile", "FeatureCard", "DocCard")


def grid(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<CardGroup>``; a grid of anything else than cards is left out and its content stays."""
    page.done("cards", element.line)
    if not any(child.name in CARDS for child in elements_of(element)):
        return page.children(element)
    return (block_tag(element, "cards", {"id": anchor_of(element)}, page.children(element)),)


def card(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Card title href icon>``."""
    page.done("cards", element.line)
    link = page.raw(element, "href", "link", "to", "url")
    title = page.raw(element, "title", "label", "name")
    image = page.text(element, "img", "image", "src")
    attributes: dict[str, object] = {
        "title": title if isinstance(title, VariableNode) else title_text(str(title or ""), page, element.line),
        "description": title_text(page.text(element, "description"), page, element.line),
        "id": anchor_of(element),
    }
    if isinstance(link, VariableNode):
        attributes["link"] = link
    elif link:
        attributes["link"] = page.link(str(link), element.line)
        attributes["isExternalLink"] = True if str(attributes["link"]).startswith(("http:", "https:")) else None
    children = list(page.children(element))
    if image:
        from_page = page.image(image, element.line)
        children.insert(0, block_tag(element, "image", {"src": from_page, "alt": str(title or "")}, None))
    cta = page.text(element, "cta")
    if cta and not isinstance(link, VariableNode) and link:
        children.append(
            Prefixed(
                first="",
                rest="",
                children=(Raw(f"[{cta}]({attributes['link']})"),),
                column=column_of(element),
                line=element.line,
            )
        )
    return (block_tag(element, "card", attributes, children),)


def column(element: Element, page: Conversion) -> Sequence[Node] | None:
    """A column's content stays."""
    page.done("column", element.line)
    return page.children(element)
