"""Tabs of MkDocs, ``=== "Linux"`` and ``/// tab | Linux``, read as those of our own tags are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock

MARKER = "begins a tab"
INDENTED = 5
"""The column from which a block belongs to the tab before it."""
_INDENTED_TAB = re.compile(r"={3}[!+]{0,2} +[\"'“‘]([^\"'“”‘’\n]{1,80})[\"'”’]\s*$")
_FENCED_TAB = re.compile(r"(/{3,})\s*tab\s*\|\s*([^\n]{1,80})$")


def with_tabs(blocks: Iterable[GuideBlock]) -> Iterator[GuideBlock]:
    """The blocks, with a block of type ``option`` where a tab begins, and one without a title after the last tab."""
    group = 0
    fence = ""
    closed = False
    """Whether the last tab between fences has ended; another one may follow."""
    for block in blocks:
        text = block.passage.text if block.type == "paragraph" else ""
        marked = text[:1] in ("=", "/")
        indented = _INDENTED_TAB.match(text) if marked else None
        fenced = _FENCED_TAB.match(text) if marked and indented is None else None
        if group and (closed or not fence) and not (indented or fenced) and (fence or _column(block) < INDENTED):
            yield replace(block, type="option")
            group, fence, closed = 0, "", False
        if indented is not None or fenced is not None:
            group = group or block.passage.places.offset(0) + 1
            fence = fenced[1] if fenced is not None else ""
            closed = False
            title = (fenced[2] if fenced is not None else indented[1] if indented is not None else "").strip()
            yield replace(block, type="passed", title=MARKER)
            yield replace(block, type="option", title=title, number=group)
        elif fence and text.strip() == fence:
            closed = True
            yield replace(block, type="passed", title=MARKER)
        else:
            yield block


def _column(block: GuideBlock) -> int:
    span = block.node.span
    return block.frame.position(span.start).column if span is not None else 1
