"""Ids in a page's HTML for the items of its checklist, so that an item's URL leads to the item itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from builder.checklist import ChecklistDraft, Item

LONGEST_SOUGHT = 60
"""Characters of an item's words that are looked for."""
FEWEST_SOUGHT = 2
DIGITS = 8
"""Of an item's digest in its id: the same in every version in which its words are."""


_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
"""A tag of HTML; a sign in the quotes of an attribute does not end it."""


def with_item_ids(body: str, draft: ChecklistDraft) -> tuple[str, ChecklistDraft]:
    """The HTML with an empty element before each item's words, and the checklist with their ids.

    Items are looked for in order, each by its words up to its first label or link. One whose words are not found
    keeps the anchor of its section; one that is a heading has that anchor already.
    """
    tags = [tag.span() for tag in _TAG.finditer(body)]
    parts: list[str] = []
    items: list[Item] = []
    taken: set[str] = set()
    at = end = 0
    anchors = {section.anchor for section in draft.sections}
    for item in draft.items:
        place = _place(body, tags, _sought(item), at)
        name = f"item-{item.digest[:DIGITS]}"
        count = 2
        while name in taken or name in anchors:
            name, count = f"item-{item.digest[:DIGITS]}-{count}", count + 1
        if place == -1:
            items.append(item)
            continue
        taken.add(name)
        parts += (body[end:place], f'<span id="{name}"></span>')
        at = end = place
        items.append(replace(item, anchor=name))
    return "".join((*parts, body[end:])), replace(draft, items=tuple(items))


def _sought(item: Item) -> str:
    """The first words of an item that are one text in the HTML."""
    text = item.options[0].label if item.options else item.text
    cuts = [LONGEST_SOUGHT]
    for label in (*item.ui, *(link.text for link in item.links)):
        at = text.find(label) if label else -1
        if at == 0:
            return escape(label[:LONGEST_SOUGHT], quote=False)
        if at > 0:
            cuts.append(at)
    return escape(text[: min(cuts)].rstrip(), quote=False)


def _place(body: str, tags: Sequence[tuple[int, int]], words: str, start: int) -> int:
    """The offset of words that begin an element or a sentence of the text; -1 if there is none."""
    if len(words) < FEWEST_SOUGHT:
        return -1
    first = -1
    at = body.find(words, start)
    for _ in range(5):
        if at == -1:
            break
        if not _is_in_tag(tags, at):
            if body[at - 1 : at] in (">", "\n"):
                return at
            first = at if first == -1 else first
        at = body.find(words, at + 1)
    return first


def _is_in_tag(tags: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(tags, at, key=lambda tag: tag[0]) - 1
    return before >= 0 and at < tags[before][1]
