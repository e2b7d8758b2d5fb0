"""``diff --format markdown``: a comparison as a comment of a code host, or the summary of a job.

The first line is short; details are folded. Everything that an author named or wrote is escaped: it can be neither
markup nor a mention of somebody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from builder.comparison.forms.summary import SHOWN_ITEMS, edition_words, part_words, progress, summary
from builder.comparison.records import Comparison, PageDelta, VanishedAddress
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.visible import visible

T = TypeVar("T")

MOST_CHARACTERS = 60_000
"""Comments of code hosts are at most 65,536 characters long."""
MARK = "<!-- handrail-diff -->"
"""The first line of a comment, by which the next run finds it to update it."""
MOST_WORDS = 300
"""The number of characters of one author's text that are shown."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~$@&]|:(?=//)|(?<=www)\.|(?<=GH)-", re.IGNORECASE)


def diff_markdown(comparison: Comparison, preview_url: str = "") -> str:
    """The comment; addresses lead below ``preview_url``, where there is one."""
    page = _Page(preview_url.rstrip("/"))
    head = [MARK, f"**{escaped(summary(comparison))}**", ""]
    parts = [
        _folded("Addresses gone without a redirect", comparison.vanished, page.vanished, is_open=True),
        _folded("New problems", comparison.problems.new, page.problem, is_open=True),
        _folded("Pages", comparison.pages, page.page),
        _folded("Fixed problems", comparison.problems.fixed, page.problem),
        _folded("Redirects", comparison.redirects, _redirect),
        _folded("Images", comparison.images, lambda one: [_change(one, code(one.path))]),
        _folded("Menu", comparison.menus, _menu),
    ]
    return _fitted("\n".join(head), [part for part in parts if part])


def escaped(text: str) -> str:
    """Escape a text, so that nothing in it is read as markup, a mention or a reference to an issue."""
    shown = visible(text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…")
    # A mention or a link that a host makes of plain text is broken up by an entity.
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", shown)


def code(text: str) -> str:
    """The text as code."""
    return f"<code>{escaped(text)}</code>"


Lines = list[str]


def _folded(title: str, entries: Sequence[T], shown: Callable[[T], Lines], *, is_open: bool = False) -> Lines:
    if not entries:
        return []
    opened = " open" if is_open else ""
    lines = [f"<details{opened}><summary>{title} ({len(entries):,})</summary>", ""]
    for entry in entries:
        lines.extend(shown(entry))
    return [*lines, "", "</details>", ""]


def _fitted(head: str, parts: Sequence[Lines]) -> str:
    """As much as a comment may hold; entries that don't fit are counted."""
    text, left_out = head, 0
    for lines in parts:
        closing = "\n".join(lines[-3:])
        kept: Lines = []
        room = MOST_CHARACTERS - 200 - len(text) - len(closing)
        for entry in lines[:-3]:
            room -= len(entry) + 1
            if left_out or room < 0:
                left_out += entry.startswith("- ")
            else:
                kept.append(entry)
        if len(kept) > 2:
            text += "\n" + "\n".join(kept) + "\n" + closing
    if left_out:
        text += f"\n{left_out:,} more entries don't fit here: `handrail diff --max 0` shows all.\n"
    return text.rstrip("\n") + "\n"


class _Page:
    """Entries that lead to pages."""

    def __init__(self, preview_url: str) -> None:
        self._preview_url = preview_url

    def address(self, url: str) -> str:
        if not self._preview_url:
            return code(url)
        target = quote(self._preview_url + url, safe="/:#%?=+,;~@!")
        return f'<a href="{target}">{code(url)}</a>'

    def page(self, page: PageDelta) -> Lines:
        moved = f"{code(page.old_url)} → " if page.old_url else ""
        address = self.address(page.url) if page.change != "removed" else code(page.url)
        parts = part_words(page)
        detail = f" <sub>{escaped(parts)}</sub>" if parts else ""
        lines = [_change(page, f"{moved}{address} {escaped(page.title)}{detail}")]
        if page.change in ("changed", "moved"):
            for item in page.items:
                one = item.difference
                was = f" (was: {escaped(one.before or '')})" if one.change == "changed" else ""
                lines.append(f"  - {SHOWN_ITEMS[one.change]}: {escaped(one.after or one.before or '')}{was}")
            effect = progress(page.items)
            if effect:
                lines.append(f"  - _progress of readers: {effect}_")
        return lines

    def vanished(self, gone: VanishedAddress) -> Lines:
        lines = [f"- {code(gone.url)}{escaped(edition_words(gone.editions))}"]
        if gone.line:
            lines.append(f"  - add to {code(gone.path)}: {code(gone.line)}")
        return lines

    def problem(self, problem: Diagnostic) -> Lines:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        return [f"- {problem.severity} {code(place)} {escaped(problem.message)} {code(problem.code)}"]


def _change(entry: Any, text: str) -> str:
    return f"- {entry.change} {text}{escaped(edition_words(entry.editions))}"


def _redirect(one: Any) -> Lines:
    return [_change(one, f"{code(one.url)} → {code(one.target)}")]


def _menu(one: Any) -> Lines:
    was = f" (was {escaped(one.old_title)})" if one.old_title else ""
    return [_change(one, f"{escaped(one.title)}{was} {escaped(one.version)}")]
