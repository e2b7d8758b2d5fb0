"""Elements in a page's HTML for the items of its checklist.

An item's URL leads to its element. In a guide, the element of an item that readers tick is around the item's words, so
that the theme shows it as a block of its own with a box at its edge, also where it is one sentence of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from builder.article.page_lines import PageLines, Part, WordPlace, words_of
from builder.checklist import TO_DO, ChecklistDraft, Item
from builder.vocabulary import Messages

DIGITS = 8
"""The number of digits of an item's digest in its id, which is the same in every version with the same words."""
FEWEST_SOUGHT = 2
"""Letters of an item's words that are looked for."""
BEGINNING = 24
"""Letters by which an item is looked for where its whole text is not in one line."""
LONGEST_LABEL = 300
"""The most characters of HTML, tags included, before an item's words in its block."""
FARTHEST = 20
"""Parts of a line, and letters of one, that are looked at for the end of a sentence."""
_SENTENCE_END = re.compile(r"""[.!?:;…。！？：；]["'”’»)\]]*\s*\Z""")
_LABEL = re.compile(r"""\s*(?:[^\w\s]+|(?:[^\W_]{1,3}[.):]|[^.!?。！？]{1,40}[:：])["'”’»)\]]*)\s*""")
"""Labels before an item's words in its own block: ``1.``, ``a)``, ``Step 2:``."""
_OPENING = "\"'“‘«(¿¡["
_FIRST_WORD = re.compile(r"\S+")


_SHOWN_KINDS = {"requirement": "required", "prerequisite": "needed_first", "verify": "verify"}
"""Kinds of items that are named beside the item's words, with the key of that word."""


class Extent(NamedTuple):
    """The HTML of an item's words."""

    start: int
    end: int
    is_block: bool
    """False for the first word alone: a block would break the sentence around it."""


class ItemPlace(NamedTuple):
    """Where an item, or one option of a choice, begins."""

    item: Item
    option: int
    """Its number among the options; 0 for the item itself."""
    at: WordPlace


def with_item_ids(body: str, draft: ChecklistDraft, words: Messages, *, is_guide: bool) -> tuple[str, ChecklistDraft]:
    """The HTML with an element for each item, and the checklist with their ids.

    Items are looked for in order, by their words. One whose words are not found keeps the anchor of its section.
    """
    lines = PageLines(body)
    places = sorted(_places(lines, draft), key=lambda place: place.at.offset)
    names = _names(draft, {place.item.id for place in places})
    kinds = {kind: f' data-kind="{escape(words(key))}"' for kind, key in _SHOWN_KINDS.items()}
    made: set[str] = set()
    parts: list[str] = []
    end = 0
    for number, place in enumerate(places):
        following = places[number + 1].at if number + 1 < len(places) else None
        stop = following.offset if following is not None and following.line is place.at.line else None
        ticked = is_guide and place.item.kind in TO_DO
        extent = _extent(body, place.at, end, stop) if ticked else Extent(place.at.offset, place.at.offset, False)
        if extent.start < end:
            continue
        name = names[place.item.id]
        made.add(place.item.id)
        shown = kinds if ticked else None
        parts += (body[end : extent.start], _element(place, name, body[extent.start : extent.end], extent, shown))
        end = extent.end
    items = tuple(replace(item, anchor=names[item.id] if item.id in made else "") for item in draft.items)
    return "".join((*parts, body[end:])), replace(draft, items=items)


def _element(place: ItemPlace, item: str, words: str, extent: Extent, kinds: Mapping[str, str] | None) -> str:
    name = f"{item}-option-{place.option + 1}" if place.option else item
    if kinds is None:
        return "" if place.option else f'<span id="{name}"></span>'
    kind = f"item item-{place.item.kind}" + ("" if extent.is_block else " item-inline")
    of = f' data-item="{item}"' if place.option else ""
    return f'<span class="{kind}" id="{name}"{of}{kinds.get(place.item.kind, "")}>{words}</span>'


def _names(draft: ChecklistDraft, placed: set[str]) -> dict[str, str]:
    """The ids of the items' elements, by item."""
    taken = {section.anchor for section in draft.sections}
    names: dict[str, str] = {}
    for item in draft.items:
        if item.id not in placed:
            continue
        first = name = f"item-{item.digest[:DIGITS]}"
        count = 2
        while name in taken:
            name, count = f"{first}-{count}", count + 1
        taken.add(name)
        names[item.id] = name
    return names


def _places(lines: PageLines, draft: ChecklistDraft) -> Iterator[ItemPlace]:
    """In order of the page. An item is found with all its options or not at all."""
    start = 0
    for item in draft.items:
        found: list[int] = []
        after = following = start
        for text in [option.label for option in item.options] or [item.text]:
            words = words_of(text)
            at = _find(lines, words, after)
            if at == -1:
                break
            # Items among a choice's options come after the first of them.
            following = following if found else at + 1 if item.options else at + len(words)
            after = at + len(words)
            found.append(at)
        else:
            yield from (ItemPlace(item, number, lines.place(at)) for number, at in enumerate(found))
            start = following


def _find(lines: PageLines, words: str, start: int) -> int:
    """Words at the beginning of a line or sentence; else anywhere; else their beginning at that of a line."""
    if len(words) < FEWEST_SOUGHT:
        return -1
    at = first = lines.find(words, start)
    for _ in range(5):
        if at == -1:
            break
        if _begins(lines, at):
            return at
        at = lines.find(words, at + 1)
    if first == -1 and len(words) > BEGINNING:
        at = lines.find(words[:BEGINNING], start)
        return at if at != -1 and _begins(lines, at) else -1
    return first


def _begins(lines: PageLines, at: int) -> bool:
    place = lines.place(at)
    return place.line.at == at or _is_after_sentence(lines.html, place.line.parts, place.part, place.offset, 0)


def _extent(html: str, place: WordPlace, floor: int, stop: int | None) -> Extent:
    """The HTML from an item's first word to the next item, or to the end of the line; well-formed in itself."""
    parts = place.line.parts
    floor = max(floor, parts[0].start)
    for start, index in _starts(html, place, floor):
        end = _end(html, parts, start, index, parts[-1].end if stop is None else stop)
        if end != -1 and (start == floor or _is_after_sentence(html, parts, index, start, floor)):
            while html[end - 1].isspace():
                end -= 1
            return Extent(start, end, is_block=True)
    return _first_word(html, place, floor)


def _starts(html: str, place: WordPlace, floor: int) -> Iterator[tuple[int, int]]:
    """Where an item's block may begin, the best first: a place in the HTML, and the part of the line there."""
    parts, index, start = place.line.parts, place.part, place.offset
    while start > max(floor, parts[index].start) and html[start - 1] in _OPENING:
        start -= 1
    inner = start, index
    if html[max(floor, parts[index].start) : start].strip() == "":
        while index and parts[index - 1].kind == "open" and parts[index - 1].start >= floor:
            index -= 1
            start = parts[index].start
    if start - floor < LONGEST_LABEL:
        first = index
        while first and parts[first - 1].end > floor:
            first -= 1
        if _LABEL.fullmatch(_text(html, parts[first : index + 1], floor, start)):
            yield floor, first
    yield start, index
    if inner[0] != start:
        yield inner


def _end(html: str, parts: list[Part], start: int, index: int, end: int) -> int:
    """The end of well-formed HTML from a start up to ``end``; -1 if it would cut an element with words in it."""
    depth, opened, first = 0, end, index
    for number, part in enumerate(islice(parts, index, None), index):
        if part.start >= end:
            break
        if part.start < start or part.kind not in ("open", "close"):
            continue
        if part.kind == "open" and depth == 0:
            opened, first = part.start, number
        depth += 1 if part.kind == "open" else -1
        if depth < 0:
            return part.start if not words_of(_text(html, parts[number + 1 :], part.end, end)) else -1
    if depth == 0:
        return end
    # The next item begins in emphasis that belongs to it.
    return -1 if words_of(_text(html, parts[first:], opened, end)) else opened


def _text(html: str, parts: list[Part], start: int, end: int) -> str:
    return "".join(
        [
            html[max(start, part.start) : min(end, part.end)]
            for part in parts
            if part.kind == "text" and start < part.end
        ]
    )


def _is_after_sentence(html: str, parts: list[Part], index: int, start: int, floor: int) -> bool:
    """Whether a sentence or a line of text ends right before a place."""
    for part in reversed(parts[max(0, index - FARTHEST) : index + 1]):
        if part.end <= floor:
            return True
        if part.start >= start:
            continue
        if part.kind == "apart":
            return part.name == "br"
        if part.kind != "text":
            continue
        text = html[max(floor, part.start) : min(start, part.end)]
        if text.strip():
            return _SENTENCE_END.search(text[-FARTHEST:]) is not None
    return index <= FARTHEST


def _first_word(html: str, place: WordPlace, floor: int) -> Extent:
    """The first word of an item in the middle of a sentence, so that no line breaks between it and its box.

    A box can't be inside a link: there the element is empty, before the link.
    """
    parts, start = place.line.parts, place.offset
    outer: list[Part] = []
    for part in parts[max(0, place.part - FARTHEST) : place.part]:
        if part.kind == "open":
            outer.append(part)
        elif part.kind == "close" and outer:
            outer.pop()
    link = next((part.start for part in outer if part.name == "a"), None)
    if link is not None:
        return Extent(link, link, is_block=False)
    word = _FIRST_WORD.match(html, start, parts[place.part].end)
    return Extent(start, word.end() if word is not None else start, is_block=False)
