"""Admonitions in their notations: ``:::note``, ``!!! note``, ``<Note>``, ``> [!NOTE]``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import anchor_of, block_tag, title_text
from builder.importing.markup.nodes import Element, MarkupTag, MarkupText, Node, Prefixed

TYPES = {
    "note": "note",
    "info": "info",
    "tip": "tip",
    "important": "important",
    "warning": "warning",
    "danger": "danger",
    "caution": "warning",
    "hint": "tip",
    "success": "tip",
    "check": "tip",
    "done": "tip",
    "error": "danger",
    "failure": "danger",
    "fail": "danger",
    "bug": "danger",
    "critical": "danger",
    "attention": "warning",
    "secondary": "note",
    "abstract": "note",
    "summary": "note",
    "tldr": "note",
    "todo": "info",
    "question": "info",
    "help": "info",
    "faq": "info",
    "missing": "danger",
    "example": "note",
    "quote": "note",
    "cite": "note",
    "seealso": "note",
    "default": "note",
    "neutral": "note",
    "primary": "info",
    "alert": "warning",
    "warn": "warning",
    "notice": "note",
    "information": "info",
    "good": "tip",
    "bad": "danger",
    "experimental": "warning",
    "deprecated": "warning",
    "beta": "info",
    "new": "tip",
    "link": "note",
    "learn": "note",
    "positive": "tip",
    "negative": "danger",
    "caveat": "warning",
    "pitfall": "warning",
}
"""The type of the callout by the admonition's name."""

NAMED = frozenset({"abstract", "summary", "tldr", "todo", "question", "help", "faq", "example", "quote", "cite"})
"""Admonitions that show their own name if they have no title."""

_ALERT = re.compile(r"[ \t]*\[!(\w+)\][-+]?[ \t]*([^\n]*)(?:\n|\Z)")


def callout_type(kind: str) -> str:
    """The type of callout for a kind of admonition."""
    return TYPES.get(kind.strip().lower(), "note")


def default_title(kind: str) -> str:
    """The title of an admonition without one; empty if the type shows it."""
    name = kind.strip().lower()
    return "" if name in TYPES and name not in NAMED else name.replace("-", " ").capitalize()


def _callout(element: Element, page: Conversion, kind: str, title: str | None) -> tuple[Node, ...]:
    words = title_text(title, page, element.line) if title else ""
    shown = words or (default_title(kind) if title is None else "")
    attributes = {"type": callout_type(kind), "title": shown, "id": anchor_of(element)}
    page.done("admonition", element.line, kind)
    return (block_tag(element, "callout", attributes, page.children(element)),)


def container(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``:::note[Title]``."""
    kind = element.name[1:]
    if kind in ("details", "collapse"):
        page.done("fold", element.line)
        summary = title_text(page.text(element, "title"), page, element.line)
        return (block_tag(element, "details", {"title": summary}, page.children(element)),)
    title = element.get("title")
    return _callout(element, page, kind, title.value if title is not None else None)


def python(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``!!! note "Title"``; with ``???`` it is folded."""
    kinds = page.text(element, "kinds").split()
    kind = kinds[0] if kinds else "note"
    title = element.get("title")
    if element.name == "!!!":
        return _callout(element, page, kind, title.value if title is not None else None)
    words = title_text(title.value, page, element.line) if title is not None and title.value else kind.capitalize()
    page.done("folded admonition", element.line, kind)
    attributes = {"title": words, "open": True if element.name.endswith("+") else None}
    return (block_tag(element, "details", attributes, page.children(element)),)


_COMPONENTS = {
    "Note": "note",
    "Tip": "tip",
    "Warning": "warning",
    "Info": "info",
    "Check": "check",
    "Danger": "danger",
    "Important": "important",
    "Caution": "caution",
    "Success": "success",
    "Error": "error",
}

NAMES = (*_COMPONENTS, "Callout", "Aside", "Admonition", "Alert", "Hint")


def component(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Note>``, ``<Aside type="tip" title="…">``."""
    kind = (
        _COMPONENTS.get(element.name)
        or page.text(element, "type", "kind", "variant", "intent", "status", "style")
        or "note"
    )
    title = page.text(element, "title", "heading", "label")
    given = title or (None if element.name not in _COMPONENTS else "")
    return _callout(element, page, kind, given)


def alert(node: Prefixed, page: Conversion) -> tuple[Node, ...] | None:
    """``> [!NOTE]``; ``None`` for any other quotation."""
    first = node.children[0] if node.children else None
    if not isinstance(first, MarkupText):
        return None
    found = _ALERT.match(first.text)
    if found is None:
        return None
    rest = MarkupText(first.text[found.end() :], first.line + 1)
    page.done("admonition", node.line, found[1])
    attributes = {"type": callout_type(found[1])}
    if found[2].strip():
        attributes["title"] = title_text(found[2], page, node.line)
    return (
        MarkupTag(
            name="callout",
            attributes=attributes,
            children=page.convert((rest, *node.children[1:])),
            block=True,
            column=node.column,
            line=node.line,
        ),
    )
