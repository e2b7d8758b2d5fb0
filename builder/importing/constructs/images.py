"""Images as elements, and frames around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.constructs.shapes import anchor_of, block_tag, title_text
from builder.importing.ids import plain_text
from builder.importing.javascript.literals import Opaque
from builder.importing.markup.nodes import CodeNode, Element, MarkupTag, MarkupText, Node, Raw, VariableNode

NAMES = ("img", "Image", "ThemedImage", "ZoomableImage", "Img", "Picture", "ThemeImage", "LightboxImage")
_DARK = re.compile(r"\bdark:(?:block|inline)\b|\bhidden\s+dark:|only-dark|dark-only|dark:sl-block")
_REQUIRED = re.compile(r"require\(\s*['\"]([^'\"]+)['\"]\s*\)")
_PAIR = re.compile(r"light\s*:\s*(?:useBaseUrl\()?['\"]([^'\"]+)['\"]")


def image(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<img src alt>``; alone on its line as a block. The dark variant of an image is left out."""
    source = _source(element, page)
    if isinstance(source, VariableNode):
        attributes = {"src": source, "alt": page.text(element, "alt")}
        return (block_tag(element, "image", attributes, None),)
    if not source:
        return None
    if "{{" in source:
        page.left("macro in an address", element.line, source[:120])
        return (CodeNode(f"`{element.source}`", element.line),)
    if _DARK.search(page.text(element, "className", "class")):
        page.done("image for dark mode", element.line, source)
        return ()
    page.done("image element", element.line)
    alt = title_text(page.text(element, "alt", "title"), page, element.line)
    target = (
        source if source.startswith("/images/") and source not in element.source else page.image(source, element.line)
    )
    if target.startswith("data:"):
        page.left("image inside the page", element.line, target[:60])
    caption = page.text(element, "caption")
    if element.block:
        return (block_tag(element, "image", {"src": target, "alt": alt, "caption": caption}, None),)
    return (Raw(f"![{_escaped(alt)}]({_destination(target)})"),)


def _source(element: Element, page: Conversion) -> str | VariableNode:
    attribute = element.get("src") or element.get("light") or element.get("srcLight") or element.get("sources")
    if attribute is None:
        return ""
    if attribute.kind == "text":
        return attribute.value
    found = page.evaluate(attribute.value)
    if isinstance(found, dict):
        found = found.get("light") or next(iter(found.values()), "")
    if isinstance(found, Opaque):
        pair = _PAIR.search(attribute.value) or _REQUIRED.search(attribute.value)
        found = pair[1] if pair is not None else _member_source(attribute.value, page)
    return found if isinstance(found, (str, VariableNode)) else ""


def _member_source(source: str, page: Conversion) -> str:
    """``{logo.src}`` of an imported image."""
    name = source.removesuffix(".src").removesuffix(".default").strip()
    if name in page.assets:
        return page.image(page.assets[name], 0, own=True)
    return source if source.startswith(("/", "http")) else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _destination(target: str) -> str:
    return f"<{target}>" if any(mark in target for mark in " ()") else target


def frame(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Frame caption>`` and ``<figure>``: one image takes the caption, anything else becomes a figure."""
    page.done("frame", element.line)
    caption = title_text(page.text(element, "caption"), page, element.line)
    return _captioned(element, page, caption, element.children)


def _captioned(element: Element, page: Conversion, caption: str, content: Sequence[Node]) -> Sequence[Node]:
    children = [
        child for child in page.convert(content) if not (isinstance(child, MarkupText) and not child.text.strip())
    ]
    if not caption:
        return children or ()
    only = children[0] if len(children) == 1 else None
    if isinstance(only, MarkupTag) and only.name == "image":
        attributes = {**only.attributes, "caption": caption}
        return (block_tag(element, "image", attributes, None),)
    return (block_tag(element, "figure", {"caption": caption, "id": anchor_of(element)}, children),)


def figure(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<figure>`` with ``<figcaption>``."""
    page.done("HTML: figure", element.line)
    inner = next((c for c in element.children if isinstance(c, Element) and c.name == "figcaption"), None)
    if inner is None:
        caption = title_text(page.text(element, "caption"), page, element.line)
        return _captioned(element, page, caption, element.children)
    words = plain_text(" ".join(words_of(page.children(inner)).split()))
    return _captioned(element, page, words, [child for child in element.children if child is not inner])


def html_image_sources(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<picture>``: its image."""
    page.done("HTML: picture", element.line)
    images = [child for child in element.children if isinstance(child, Element) and child.name == "img"]
    return page.convert(images)
