"""Compares two texts of one article section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from builder.article.records import SectionText
from builder.article.word_changes import WordRun, shortened, word_changes

ChangeKind = Literal["added", "changed", "removed"]


class SectionChange(msgspec.Struct, frozen=True):
    """One section that has changed."""

    kind: ChangeKind
    anchor: str
    """In the later text; of a removed section, in the earlier one. Empty for the text before any heading."""
    heading: str


class SectionWords(msgspec.Struct, frozen=True):
    """One section that has changed, with the words that did."""

    change: SectionChange
    words: tuple[WordRun, ...]


def with_words(
    changes: Iterable[SectionChange], before: Iterable[SectionText], after: Iterable[SectionText]
) -> tuple[SectionWords, ...]:
    """The changed sections with their words, found in the texts by anchor."""
    earlier = {passage.anchor: passage for passage in before}
    later = {passage.anchor: passage for passage in after}
    return tuple(SectionWords(one, _words(one, earlier, later)) for one in changes)


def _words(
    change: SectionChange, earlier: Mapping[str, SectionText], later: Mapping[str, SectionText]
) -> tuple[WordRun, ...]:
    was, now = earlier.get(change.anchor), later.get(change.anchor)
    if change.kind == "removed":
        return (WordRun("removed", shortened(was.text)),) if was is not None and was.text else ()
    if change.kind == "added":
        return (WordRun("added", shortened(now.text)),) if now is not None and now.text else ()
    if was is None or now is None:
        # If a section with another anchor has the same text, only the heading changed.
        return ()
    return word_changes(was.text, now.text) or word_changes(was.heading, now.heading)


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
