"""Compares two texts of one article section by section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from builder.article.records import SectionText

ChangeKind = Literal["added", "changed", "removed"]


class SectionChange(msgspec.Struct, frozen=True):
    """One section that has changed."""

    kind: ChangeKind
    anchor: str
    """In the later text; of a removed section, in the earlier one. Empty for the text before any heading."""
    heading: str


def compared(before: Iterable[SectionText], after: Iterable[SectionText]) -> tuple[SectionChange, ...]:
    """The changes, in the order of the later text; removed sections come last.

    Sections are the same if their anchors are; one of another name with the same text has been renamed.
    """
    earlier = {passage.anchor: passage for passage in before}
    later = {passage.anchor: passage for passage in after}
    gone = {passage.text: anchor for anchor, passage in earlier.items() if anchor not in later and passage.text}
    renamed: set[str] = set()
    found: list[SectionChange] = []
    for anchor, passage in later.items():
        old = earlier.get(anchor)
        if old is None:
            name = gone.pop(passage.text, None)
            renamed.update(() if name is None else (name,))
            found.append(SectionChange("added" if name is None else "changed", anchor, passage.heading))
        elif (old.heading, old.text) != (passage.heading, passage.text):
            found.append(SectionChange("changed", anchor, passage.heading))
    removed = (p for anchor, p in earlier.items() if anchor not in later and anchor not in renamed)
    return (*found, *(SectionChange("removed", passage.anchor, passage.heading) for passage in removed))
