"""A page as plain Markdown, for programs that don't know Markdoc: tags are removed, their content and titles stay."""

from __future__ import annotations

import re

from bench.corpus.page import Page
from bench.corpus.sources import FENCE, TAG

ATTRIBUTE = re.compile(r"(?P<name>\w+)=\"(?P<value>[^\"]*)\"")
ANNOTATED_FENCE = re.compile(r"^(?P<opening>[ ]*(?:`{3,}|~{3,})[\w+-]*)[^\n]*")
TARGET = re.compile(r"(?P<before>\]\()(?P<target>/[^)\n]*)\)")


def plain_text(page: Page, *, base: str) -> str:
    """The text without tags, its links with ``base`` before them, as a page's address there is."""
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(page.text):
        parts += [_prose(page.text[end : fence.start()], base), ANNOTATED_FENCE.sub(r"\g<opening>", fence[0], count=1)]
        end = fence.end()
    return re.sub(r"\n{3,}", "\n\n", "".join([*parts, _prose(page.text[end:], base)]))


def _prose(text: str, base: str) -> str:
    return TARGET.sub(lambda found: _link(found, base), TAG.sub(_said, text))


def _link(found: re.Match[str], base: str) -> str:
    target = found["target"]
    return f"]({target if target.startswith('/images/') else f'{base}{target}/'})"


def _said(tag: re.Match[str]) -> str:
    """The visible parts of a tag: its image, its title with its link, its words."""
    values = {found["name"]: found["value"] for found in ATTRIBUTE.finditer(tag["rest"])}
    if tag["name"] == "image":
        return f"![{values.get('alt', 'Picture')}]({values.get('src', '')})"
    title = values.get("title") or values.get("bold") or ""
    target = values.get("href") or values.get("link") or ""
    linked = f"[{title}]({target})" if title and target else title
    words = [part for part in (linked, values.get("description", "")) if part]
    return "\n".join(words) + ("\n" if words else "")
