"""``diff --format text``: changes of the published site, for people. New problems are shown as ``check`` shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from builder.comparison.forms.summary import SHOWN_ITEMS, edition_words, part_words, progress, summary
from builder.comparison.records import (
    Comparison,
    ImageDelta,
    ItemDelta,
    MenuDelta,
    PageDelta,
    RedirectDelta,
    VanishedAddress,
)
from builder.diagnostics.diagnostic import Diagnostic
from builder.reporting.line import Line, line

T = TypeVar("T")

_COLOURS = {"added": "green", "changed": "yellow", "moved": "blue", "renamed": "blue", "removed": "red"}
MOST = 50
"""Entries of a part that are shown."""


def diff_lines(comparison: Comparison, most: int = MOST) -> Iterator[Line]:
    """The lines to print, but for the problems; ``most`` entries of each part, or all of them with 0."""
    yield line(summary(comparison), "bold")
    yield from _part("Addresses that are gone without a redirect", comparison.vanished, _vanished, most)
    yield from _part("Pages", comparison.pages, _page, most)
    yield from _part("Redirects", comparison.redirects, _redirect, most)
    yield from _part("Images", comparison.images, _image, most)
    yield from _part("Menu", comparison.menus, _menu, most)
    yield from _part("Fixed problems", comparison.problems.fixed, _fixed, most)
    for paths in comparison.problems.elsewhere.values():
        yield line(f"  The same problem is in {', '.join(paths[:3])}{' and more' if len(paths) > 3 else ''}.", "dim")


def _part(title: str, entries: Sequence[T], shown: Callable[[T], Iterable[Line]], most: int) -> Iterator[Line]:
    if entries:
        yield line("")
        yield line(title, "bold")
        chosen = entries[:most] if most else entries
        for entry in chosen:
            yield from shown(entry)
        if len(chosen) < len(entries):
            yield line(f"  … and {len(entries) - len(chosen):,} more: --max 0 shows all.", "dim")


def _entry(change: str, text: str, editions: tuple[str, ...]) -> Line:
    return Line(((f"  {change:<8}", _COLOURS[change]), (f" {text}{edition_words(editions)}", "")))


def _fixed(problem: Diagnostic) -> Iterator[Line]:
    yield line(f"  {problem.path}: {problem.message}  {problem.code}", "green")


def _vanished(gone: VanishedAddress) -> Iterator[Line]:
    yield line(f"  {gone.url}{edition_words(gone.editions)}", "red")
    if gone.line:
        yield line(f"           add to {gone.path}: {gone.line}", "cyan")


def _page(page: PageDelta) -> Iterator[Line]:
    moved = f"{page.old_url} → " if page.old_url else ""
    parts = part_words(page)
    said = f"{moved}{page.url}  {page.title}" + (f"  [{parts}]" if parts else "")
    yield _entry(page.change, said, page.editions)
    if page.change in ("changed", "moved"):
        yield from _items(page.items)


def _items(items: Iterable[ItemDelta]) -> Iterator[Line]:
    items = tuple(items)
    for item in items:
        one = item.difference
        yield line(f"             {SHOWN_ITEMS[one.change]:<10} {one.after or one.before}", "dim")
        if one.change == "changed":
            yield line(f"             {'':<10} was: {one.before}", "dim")
    effect = progress(items)
    if effect:
        yield line(f"             Progress of readers: {effect}.", "dim")


def _redirect(one: RedirectDelta) -> Iterator[Line]:
    yield _entry(one.change, f"{one.url} → {one.target}", one.editions)


def _image(one: ImageDelta) -> Iterator[Line]:
    yield _entry(one.change, one.path, one.editions)


def _menu(one: MenuDelta) -> Iterator[Line]:
    was = f" (was '{one.old_title}')" if one.old_title else ""
    yield _entry(one.change, f"{one.version}  {one.title}{was}".strip(), one.editions)
