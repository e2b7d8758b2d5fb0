"""Elements without text of their own: styles, scripts, drawings, tables of contents."""

from __future__ import annotations

from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.markup.nodes import Element, MarkupText, Node

SILENT = ("TOCInline", "DocCardList", "Head", "link", "meta", "TableOfContents", "head", "TOC")
LOUD = ("style", "script", "svg", "canvas", "input", "textarea", "template", "progress")


def silent(element: Element, page: Conversion) -> Sequence[Node] | None:
    """Drop an element that Handrail generates itself or does not need."""
    page.done("element that is left out", element.line, element.name)
    return ()


def loud(element: Element, page: Conversion) -> Sequence[Node] | None:
    """Drop an element and report it; the words in a drawing are kept."""
    page.left("element that is left out", element.line, f"<{element.name}>")
    if element.name != "svg":
        return ()
    words = " ".join(words_of(page.children(element)).split())
    return (MarkupText(f" {words} ", element.line),) if words else ()
