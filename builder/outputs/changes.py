"""The changes of a version, for readers and programs: ``<version>/changes/`` and ``<version>/changes.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from builder.article.records import SectionText
from builder.article.section_changes import SectionChange, compared
from builder.article.sections import passages_of
from builder.caches import once
from builder.outputs import page_view
from builder.outputs.changes_link import SLUG, changes_urls
from builder.outputs.languages import Languages
from builder.outputs.menus import Branch, RenderedMenus, menus_of
from builder.outputs.output import Known, Output, digest_of, indented_json
from builder.outputs.render_context import RenderContext, Shell
from builder.outputs.search import search_url
from builder.structure.changes import Earlier, PagePair, VersionChanges
from builder.structure.page import Page
from builder.theme import context
from builder.vocabulary import Messages

R = TypeVar("R")

LISTING = "changes.json"


class ChangedPair(msgspec.Struct, frozen=True, kw_only=True):
    """A page of two versions."""

    slug: str
    title: str
    url: str
    earlier_title: str
    earlier_url: str
    is_moved: bool
    sections: tuple[SectionText, ...]
    """With digests for texts: a comparison needs no more, and they are known without loading the page."""
    earlier_sections: tuple[SectionText, ...]


class PageEntry(msgspec.Struct, frozen=True):
    """A page that only one of two versions has."""

    slug: str
    title: str
    url: str


class ChangesRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All changes of a version."""

    version: str
    title: str
    since: str
    since_title: str
    added: tuple[PageEntry, ...]
    changed: tuple[ChangedPair, ...]
    removed: tuple[PageEntry, ...]


Compared = tuple[tuple[SectionChange, ...], ...]
"""The changed sections of each changed page."""


class _ListingRecord(msgspec.Struct, frozen=True):
    changes: ChangesRecord
    sections: Known[Compared]


class _PageRecord(msgspec.Struct, frozen=True, kw_only=True):
    shell: Shell
    changes: ChangesRecord
    sections: Known[Compared]
    url: str
    canonical: str
    home: context.LinkView | None
    versions: tuple[context.VersionLink, ...]
    languages: tuple[context.LanguageLink, ...]
    notices: tuple[context.Notice, ...]
    menu: Known[Branch]
    nav_url: str
    search_url: str


def changes(emission: RenderContext) -> Iterator[Output]:
    """Both files of every version with an earlier one."""
    if not emission.site.settings.changes:
        return
    earlier = Earlier(emission.site)
    menus = menus_of(emission)
    urls = changes_urls(emission, earlier)
    for version in emission.scope.versions:
        found = earlier.changes(version.name)
        if found is not None:
            name = version.name
            record = _changes(emission, found)
            # Sections are compared once for both files.
            sections = Known(digest_of(record), once(partial(_compared, record)))
            listing = _ListingRecord(record, sections)
            yield emission.recipe.output(f"{name}/{LISTING}", partial(_same, listing), _listing)
            if name in urls:
                page = _page_record(emission, record, sections, menus, urls)
                yield emission.recipe.output(f"{name}/{SLUG}/index.html", partial(_same, page), _page)


def _changes(emission: RenderContext, found: VersionChanges) -> ChangesRecord:
    def entries(pages: Iterable[Page]) -> tuple[PageEntry, ...]:
        return tuple(PageEntry(page.slug, page.title, emission.href(page.url)) for page in pages)

    def pair(each: PagePair) -> ChangedPair:
        before, after = each.before, each.after
        return ChangedPair(
            slug=after.slug,
            title=after.title,
            url=emission.href(after.url),
            earlier_title=before.title,
            earlier_url=emission.href(before.url),
            is_moved=before.slug != after.slug,
            sections=_sections(emission, after),
            earlier_sections=_sections(emission, before),
        )

    return ChangesRecord(
        version=found.version.name,
        title=found.version.title,
        since=found.since.name,
        since_title=found.since.title,
        added=entries(found.added),
        changed=tuple(map(pair, found.changed)),
        removed=entries(found.removed),
    )


def _compared(record: ChangesRecord) -> Compared:
    return tuple(compared(pair.earlier_sections, pair.sections) for pair in record.changed)


def _sections(emission: RenderContext, page: Page) -> tuple[SectionText, ...]:
    sections = page.facts.sections
    headings = {"": "", **{heading.id: heading.text for heading in page.facts.headings}}
    if not sections.keys() <= headings.keys():
        # A tag writes headings of its own, which only the page's HTML shows.
        headings = {section.anchor: section.heading for section in passages_of(emission.content(page))}
    return tuple(SectionText(anchor, headings[anchor], text) for anchor, text in sections.items())


def _same(record: R) -> R:
    return record


def _listing(record: _ListingRecord) -> bytes:
    found = record.changes
    data = {
        "version": found.version,
        "since": found.since,
        "added": [_entry(page) for page in found.added],
        "changed": [
            _changed_entry(pair, sections) for pair, sections in zip(found.changed, record.sections.value, strict=True)
        ],
        "removed": [_entry(page) for page in found.removed],
    }
    return indented_json(data)


def _entry(page: PageEntry | ChangedPair) -> dict[str, Any]:
    return {"slug": page.slug, "title": page.title, "url": page.url}


def _changed_entry(pair: ChangedPair, sections: Iterable[SectionChange]) -> dict[str, Any]:
    listed = [{"kind": part.kind, "anchor": part.anchor, "heading": part.heading} for part in sections]
    return {**_entry(pair), "before": pair.earlier_url, "sections": listed}


def _page_record(
    emission: RenderContext,
    record: ChangesRecord,
    sections: Known[Compared],
    menus: RenderedMenus,
    urls: Mapping[str, str],
) -> _PageRecord:
    """The list as a page of its version, with the menu and switcher of that version."""
    name = record.version
    home = emission.site.places.pages.get((name, ""))
    return _PageRecord(
        shell=emission.shell_of(name),
        changes=record,
        sections=sections,
        url=urls[name],
        canonical=emission.absolute(f"/{name}/{SLUG}/"),
        home=context.LinkView(home.title, emission.href(home.url)) if home is not None else None,
        versions=tuple(_versions(emission, name, urls)),
        languages=Languages(emission).homes(name),
        notices=page_view.Switcher(emission).notices(home) if home is not None else (),
        menu=menus.outside(name),
        nav_url=emission.href(f"/{name}/menu.html") if menus.has_more(name) else "",
        search_url=search_url(emission, name),
    )


def _versions(emission: RenderContext, name: str, urls: Mapping[str, str]) -> Iterator[context.VersionLink]:
    """The lists of changes of the other versions; for versions without one, their home page."""
    language = emission.site.version(name).language
    for version in emission.site.versions:
        if version.language != language:
            continue
        yield context.VersionLink(
            name=version.name,
            title=version.title,
            url=urls.get(version.name) or emission.href(f"/{version.name}/"),
            is_current=version.name == name,
            status=page_view.status(emission, version),
            is_latest=version.is_default,
        )


def _page(record: _PageRecord) -> bytes:
    found, site, theme = record.changes, record.shell.site.value, record.shell.theme.value
    words = theme.words(site.language)
    view = context.ChangesView(
        site=site,
        version=found.title,
        since=found.since_title,
        added=tuple(_link(page) for page in found.added),
        changed=tuple(
            _changed(pair, parts, words) for pair, parts in zip(found.changed, record.sections.value, strict=True)
        ),
        removed=tuple(_link(page) for page in found.removed),
    )
    return theme.page(_framed(record, view, theme.changes(view), words)).encode()


def _framed(record: _PageRecord, view: context.ChangesView, body: Markup, words: Messages) -> context.PageView:
    """The page around the list, like any other of the version."""
    lists = (("added", words("new_pages"), view.added), ("changed", words("changed_pages"), view.changed))
    headings = (*lists, ("removed", words("removed_pages"), view.removed))
    return context.PageView(
        site=record.shell.site.value,
        page=context.PageFields(
            title=words("changes_since", version=view.since),
            url=record.url,
            description=words("changes_description", version=view.version, since=view.since),
            canonical=record.canonical,
            kind="generated",
            breadcrumbs=(record.home,) if record.home is not None else (),
        ),
        body=body,
        assets=record.shell.assets.value,
        versions=record.versions,
        languages=record.languages,
        notices=record.notices,
        nav=record.menu.value.rendered(),
        nav_url=record.nav_url,
        search_url=record.search_url,
        toc=tuple(context.HeadingView(id, heading) for id, heading, members in headings if members),
    )


def _link(page: PageEntry) -> context.LinkView:
    return context.LinkView(page.title, page.url)


def _changed(pair: ChangedPair, sections: Iterable[SectionChange], words: Messages) -> context.ChangedPage:
    return context.ChangedPage(
        id=quote(pair.slug) or "home",
        after=context.LinkView(pair.title, pair.url),
        before=context.LinkView(pair.earlier_title, pair.earlier_url),
        is_moved=pair.is_moved,
        sections=tuple(
            _section(part, pair.earlier_url if part.kind == "removed" else pair.url, words) for part in sections
        ),
    )


def _section(part: SectionChange, url: str, words: Messages) -> context.ChangedSection:
    anchor = f"#{quote(part.anchor)}" if part.anchor else ""
    return context.ChangedSection(part.kind, context.LinkView(part.heading or words("beginning"), url + anchor))
