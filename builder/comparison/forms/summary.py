"""The first line of a comparison, which all forms share, and words for its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from builder.comparison.records import Comparison, ItemDelta, PageDelta
from builder.reporting.text import counted

SHOWN_ITEMS = {"added": "new", "changed": "reworded", "moved": "moved", "removed": "gone", "pictures": "new images"}
"""Words for the changes of checklist items."""


def summary(comparison: Comparison) -> str:
    """One sentence: the numbers that a reviewer wants first."""
    if comparison.is_empty:
        return f"The published site does not differ from {comparison.base}."
    parts = [*_page_counts(comparison.pages), *_other_counts(comparison)]
    said = ", ".join(parts) if parts else "no pages differ"
    return f"{said[:1].upper()}{said[1:]}; compared with {comparison.base}."


def _page_counts(pages: Iterable[PageDelta]) -> Iterator[str]:
    counts = Counter(page.change for page in pages)
    for change in ("added", "changed", "moved", "removed"):
        if counts[change]:
            yield f"{counted(counts[change], 'page')} {change}"


def _other_counts(comparison: Comparison) -> Iterator[str]:
    if comparison.vanished:
        yield f"{counted(len(comparison.vanished), 'address', 'addresses')} gone without a redirect"
    items = sum(len(page.items) for page in comparison.pages)
    if items:
        yield f"{counted(items, 'checklist item')} changed"
    problems = comparison.problems
    if problems.new:
        yield counted(len(problems.new), "new problem")
    if problems.fixed:
        yield f"{len(problems.fixed):,} fixed"
    if problems.known:
        yield f"{counted(problems.known, 'old problem')} not shown"


def progress(items: Iterable[ItemDelta]) -> str:
    """The effect on ticks that readers have made; empty if there is none."""
    counts: Counter[str] = Counter(item.progress for item in items)
    words = {"to do again": "marked as changed since the tick", "lost": "lost", "kept": "kept in another place"}
    parts = [f"{counted(counts[state], 'tick')} {said}" for state, said in words.items() if counts[state]]
    if counts["new"]:
        parts.append(f"{counts['new']:,} more to do")
    return ", ".join(parts)


def part_words(page: PageDelta) -> str:
    """The parts of a page that differ, in words: ``text (Step 2, Notes), links``."""
    named = [section.heading or "introduction" for section in page.sections]
    if len(named) > MOST_SECTIONS:
        named = [*named[:MOST_SECTIONS], f"{len(named) - MOST_SECTIONS} more"]
    sections = f" ({', '.join(named)})" if named else ""
    return ", ".join(f"{part}{sections}" if part == "text" else part for part in page.parts)


MOST_SECTIONS = 5
"""Sections that are named for a page."""


def edition_words(editions: tuple[str, ...]) -> str:
    """`` in cloud and onprem``; empty for all editions."""
    return f" in {' and '.join(editions)}" if editions else ""
