"""The changes of a version as the templates show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import quote

from msgspec.structs import replace

from builder.article.section_changes import SectionWords
from builder.outputs.changes_records import ChangedPair, ChangesRecord, ComparedVersions, PageEntry
from builder.outputs.upgrade import GuideUpgrade
from builder.theme import context
from builder.theme.changes_context import (
    ChangedPage,
    ChangedSection,
    ChangesView,
    PagesGroup,
    UpgradeStepView,
    UpgradeView,
)
from builder.vocabulary import Messages

P = TypeVar("P", PageEntry, ChangedPair)


def changes_view(
    site: context.SiteView, record: ChangesRecord, found: ComparedVersions, words: Messages
) -> ChangesView:
    """All changes of the record, with every word."""
    sections = dict(zip((pair.slug for pair in record.changed), found.sections, strict=True))
    return ChangesView(
        site=site,
        version=record.title,
        since=record.since_title,
        added=_linked(record, record.added),
        changed=tuple(
            PagesGroup(title, tuple(_changed(pair, sections[pair.slug], words) for pair in pairs))
            for title, pairs in _grouped(record, record.changed)
        ),
        removed=_linked(record, record.removed),
        upgrade=tuple(map(_upgrade, found.upgrade)),
    )


def without_details(view: ChangesView, details: Mapping[str, str], words: Messages) -> ChangesView:
    """The same pages, with links instead of the words that changed.

    ``details`` has by the id of a page's line the URL of the page with those words.
    """

    def line(page: ChangedPage) -> ChangedPage:
        if not page.sections:
            return page
        count = words("changes_count", count=len(page.sections))
        return replace(page, sections=(), details=context.LinkView(count, f"{details[page.id]}#{page.id}"))

    def guide(each: UpgradeView) -> UpgradeView:
        return replace(each, details=f"{details[each.id]}#upgrade-{each.id}")

    groups = (replace(group, pages=tuple(map(line, group.pages))) for group in view.changed)
    return replace(view, changed=tuple(groups), upgrade=tuple(map(guide, view.upgrade)))


def line_id(slug: str) -> str:
    """The id of a page's line."""
    return quote(slug) or "home"


def _linked(record: ChangesRecord, pages: Iterable[PageEntry]) -> tuple[PagesGroup, ...]:
    return tuple(PagesGroup(title, tuple(map(_link, group))) for title, group in _grouped(record, pages))


def _grouped(found: ChangesRecord, pages: Iterable[P]) -> Iterator[tuple[str, list[P]]]:
    """Pages by part of the site: first those in none, then the parts in order of their titles."""
    groups: dict[str, list[P]] = {}
    for page in pages:
        part = page.slug.partition("/")[0]
        groups.setdefault(found.groups.get(part, ""), []).append(page)
    yield from sorted(groups.items())


def _upgrade(found: GuideUpgrade) -> UpgradeView:
    return UpgradeView(
        id=line_id(found.guide.slug),
        guide=context.LinkView(found.guide.title, found.guide.url),
        steps=tuple(
            UpgradeStepView(kind=step.kind, link=context.LinkView(step.text, step.url), words=step.words)
            for step in found.steps
        ),
    )


def _link(page: PageEntry) -> context.LinkView:
    return context.LinkView(page.title, page.url)


def _changed(pair: ChangedPair, sections: Iterable[SectionWords], words: Messages) -> ChangedPage:
    return ChangedPage(
        id=line_id(pair.slug),
        after=context.LinkView(pair.title, pair.url),
        before=context.LinkView(pair.earlier_title, pair.earlier_url),
        is_moved=pair.is_moved,
        sections=tuple(
            _section(part, pair.earlier_url if part.change.kind == "removed" else pair.url, words) for part in sections
        ),
    )


def _section(part: SectionWords, url: str, words: Messages) -> ChangedSection:
    change = part.change
    anchor = f"#{quote(change.anchor)}" if change.anchor else ""
    link = context.LinkView(change.heading or words("beginning"), url + anchor)
    return ChangedSection(change.kind, link, part.words)
