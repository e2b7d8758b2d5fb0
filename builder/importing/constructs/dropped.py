"""Elements that show no text of their own: styles, scripts, drawings, tables of contents."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.markup.nodes import Element, Node, Text

SILENT = ("TOCInline", "DocCardList", "Head", "link", "meta", "TableOfContents", "head", "TOC")
LOUD = ("style", "script", "svg", "canvas", "input", "textarea", "template", "progress")


def silent(element: Element, page: Conversion) -> Sequence[Node] | None:
    """What Handrail makes by itself, or has no use for."""
    page.done("element that is left out", element.line, element.name)
    return ()


def loud(element: Element, page: Conversion) -> Sequence[Node] | None:
    """What is lost; the words in a drawing are kept."""
    page.left("element that is left out", element.line, f"<{element.name}>")
    if element.name != "svg":
        return ()
    words = " ".join(words_of(page.children(element)).split())
    return (Text(f" {words} ", element.line),) if words else ()
