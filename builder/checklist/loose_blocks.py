"""Joins blocks that belong together although Markdown reads them apart: values after a list, titles in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock

COLONS = (":", "：")
LONGEST_TITLE = 60
BETWEEN = frozenset({"image", "code", "note", "paragraph"})
"""Types of blocks that may be between two entries of a list."""
MOST_BETWEEN = 8
_MARKER = re.compile(r"[ \t>]*(\d{1,3})[.)]")
_UNTITLED = re.compile(r"[.,;]\s*$")


def joined(blocks: Iterable[GuideBlock]) -> Iterator[GuideBlock]:
    """The blocks, with those in the last entry of a list that belong to it.

    Entries that are not indented far enough end the list: “8. Enter these values:”, “  - Name: …”; so do images and
    code between “1. Open …” and “2. Click …”.
    """
    waiting: GuideBlock | None = None
    between: list[GuideBlock] = []
    """The blocks after the list, as long as the list may go on."""
    for block in blocks:
        if waiting is not None and block.type == "list":
            if not between and _awaits(waiting, block):
                waiting = _with_more(waiting, [block])
                continue
            if _goes_on(waiting, block):
                waiting = _with_more(waiting, between)
                waiting = replace(waiting, inner=(*waiting.inner, *block.inner))
                between = []
                continue
        if waiting is not None and block.type in BETWEEN and len(between) < MOST_BETWEEN:
            between.append(block)
            continue
        if waiting is not None:
            yield waiting
        yield from between
        waiting, between = (block, []) if block.type == "list" else (None, [])
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting
    yield from between


def _with_more(block: GuideBlock, more: Sequence[GuideBlock]) -> GuideBlock:
    """A list with more blocks in its last entry."""
    last = block.inner[-1]
    return replace(block, inner=(*block.inner[:-1], replace(last, inner=(*last.inner, *more))))


def _goes_on(before: GuideBlock, block: GuideBlock) -> bool:
    """Whether a numbered list goes on with the next number."""
    if not (before.node.attributes.get("ordered") is True and block.node.attributes.get("ordered") is True):
        return False
    first, number = _number(before), _number(block)
    return bool(before.inner) and first is not None and number == first + len(before.inner)


def _number(block: GuideBlock) -> int | None:
    """The number that a list begins with."""
    span = block.node.span
    found = _MARKER.match(block.frame.text, span.start) if span is not None else None
    return int(found[1]) if found is not None else None


def _awaits(before: GuideBlock, block: GuideBlock) -> bool:
    """Whether the last entry of a list introduces the list after it, which counts otherwise."""
    if before.type != "list" or not before.inner or not before.inner[-1].inner:
        return False
    last = before.inner[-1].inner[-1]
    if last.type != "paragraph" or not last.passage.text.rstrip().endswith(COLONS):
        return False
    return before.node.attributes.get("ordered") is not block.node.attributes.get("ordered")


def title_end(block: GuideBlock) -> int:
    """The offset where the words after a title in bold begin; 0 for a paragraph without one.

    The title is a line of its own: “**Prerequisites**”.
    """
    words = block.passage
    if not words.bold_start or not words.ui or block.marks:
        return 0
    at, label = words.ui[0]
    end = at + len(label)
    if words.text[end : end + 1] in COLONS:
        end += 1
    if len(label) > LONGEST_TITLE or _UNTITLED.search(label) is not None:
        return 0
    return end if not words.text[end:].strip() or any(at <= line <= end + 1 for line in words.breaks) else 0


def is_title(block: GuideBlock) -> bool:
    """Whether a paragraph is a title in bold and nothing else."""
    end = title_end(block)
    return end > 0 and not block.passage.text[end:].strip()


def without_title(block: GuideBlock, end: int) -> GuideBlock:
    """A paragraph with spaces in place of its title, so that its words keep their places."""
    words = block.passage
    rest = replace(words, text=" " * end + words.text[end:], ui=words.ui[1:], bold_start=False)
    return replace(block, passage=rest)
