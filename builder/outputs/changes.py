"""The changes of a version, for readers and programs: ``<version>/changes/`` and ``<version>/changes.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from builder.article.records import Content, SectionText
from builder.article.section_changes import SectionWords, compared, with_words
from builder.article.sections import passages_of
from builder.caches import once
from builder.outputs import page_view
from builder.outputs.changes_link import SLUG, changes_urls
from builder.outputs.changes_markdown import changes_markdown
from builder.outputs.languages import Languages
from builder.outputs.menus import Branch, RenderedMenus, menus_of
from builder.outputs.output import Known, Output, digest_of, indented_json
from builder.outputs.render_context import Remember, RenderContext, Shell
from builder.outputs.search import search_url
from builder.outputs.upgrade import GuidePair, GuideUpgrade, guide_pairs, upgrade_data, upgrades
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
    text: Known[Content]
    earlier_text: Known[Content]


class PageEntry(msgspec.Struct, frozen=True):
    """A page that only one of two versions has."""

    slug: str
    title: str
    url: str


P = TypeVar("P", PageEntry, ChangedPair)


class ComparedVersions(msgspec.Struct, frozen=True):
    """Everything that takes the texts of both versions."""

    sections: tuple[tuple[SectionWords, ...], ...]
    """The changed sections of each changed page."""
    upgrade: tuple[GuideUpgrade, ...]


class ChangesRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All changes of a version."""

    version: str
    title: str
    since: str
    since_title: str
    added: tuple[PageEntry, ...]
    changed: tuple[ChangedPair, ...]
    removed: tuple[PageEntry, ...]
    guides: tuple[GuidePair, ...]
    """Guides whose steps may have changed."""
    groups: Mapping[str, str]
    """The title of each part of the site, by the first part of its slugs."""


class _ListingRecord(msgspec.Struct, frozen=True):
    changes: ChangesRecord
    found: Known[ComparedVersions]


class _PageRecord(msgspec.Struct, frozen=True, kw_only=True):
    shell: Shell
    changes: ChangesRecord
    found: Known[ComparedVersions]
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
            record = _changes(emission, found, tuple(guide_pairs(emission, earlier, name)))
            # Texts are compared once for all files.
            both = Known(digest_of(record), once(partial(_compared, record, emission.remember)))
            listing = _ListingRecord(record, both)
            yield emission.recipe.output(f"{name}/{LISTING}", partial(_same, listing), _listing)
            if name in urls:
                page = _page_record(emission, record, both, menus, urls)
                yield emission.recipe.output(f"{name}/{SLUG}/index.html", partial(_same, page), _page)
                yield emission.recipe.output(f"{name}/{SLUG}/index.md", partial(_same, page), _markdown)


def _changes(emission: RenderContext, found: VersionChanges, guides: tuple[GuidePair, ...]) -> ChangesRecord:
    slugs = [page.slug for page in (*found.added, *(pair.after for pair in found.changed), *found.removed)]
    parts = sorted({slug.partition("/")[0] for slug in slugs if "/" in slug})

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
            text=emission.text(after),
            earlier_text=emission.text(before),
        )

    return ChangesRecord(
        version=found.version.name,
        title=found.version.title,
        since=found.since.name,
        since_title=found.since.title,
        added=entries(found.added),
        changed=tuple(map(pair, found.changed)),
        removed=entries(found.removed),
        guides=guides,
        groups={part: _group_title(emission, found, part) for part in parts},
    )


def _group_title(emission: RenderContext, found: VersionChanges, part: str) -> str:
    """The title of a folder's page in either version, or the folder's name in words."""
    pages = emission.site.places.pages
    page = pages.get((found.version.name, part)) or pages.get((found.since.name, part))
    return page.title if page is not None else part.replace("-", " ").replace("_", " ").capitalize()


def _compared(record: ChangesRecord, remember: Remember) -> ComparedVersions:
    """Page by page and guide by guide: an edit compares only what it touches."""
    pairs = {digest_of("sections", pair): pair for pair in record.changed if _differ(pair)}
    made = remember(_Sections, {digest: partial(_compared_pair, pair) for digest, pair in pairs.items()})
    found = {pair.slug: made[digest] for digest, pair in pairs.items()}
    sections = tuple(found.get(pair.slug, ()) for pair in record.changed)
    return ComparedVersions(sections, upgrades(record.guides, remember))


_Sections = tuple[SectionWords, ...]


def _differ(pair: ChangedPair) -> bool:
    """Whether a section differs; without that, the texts need not be loaded."""
    return bool(compared(pair.earlier_sections, pair.sections))


def _compared_pair(pair: ChangedPair) -> _Sections:
    changes = compared(pair.earlier_sections, pair.sections)
    return with_words(changes, passages_of(pair.earlier_text.value), passages_of(pair.text.value))


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
            _changed_entry(pair, sections)
            for pair, sections in zip(found.changed, record.found.value.sections, strict=True)
        ],
        "removed": [_entry(page) for page in found.removed],
        "upgrade": [upgrade_data(guide) for guide in record.found.value.upgrade],
    }
    return indented_json(data)


def _entry(page: PageEntry | ChangedPair) -> dict[str, Any]:
    return {"slug": page.slug, "title": page.title, "url": page.url}


def _changed_entry(pair: ChangedPair, sections: Iterable[SectionWords]) -> dict[str, Any]:
    listed = [
        {"kind": part.change.kind, "anchor": part.change.anchor, "heading": part.change.heading} for part in sections
    ]
    return {**_entry(pair), "before": pair.earlier_url, "sections": listed}


def _page_record(
    emission: RenderContext,
    record: ChangesRecord,
    found: Known[ComparedVersions],
    menus: RenderedMenus,
    urls: Mapping[str, str],
) -> _PageRecord:
    """The list as a page of its version, with the menu and switcher of that version."""
    name = record.version
    home = emission.site.places.pages.get((name, ""))
    return _PageRecord(
        shell=emission.shell_of(name),
        changes=record,
        found=found,
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
    theme = record.shell.theme.value
    words = theme.words(record.shell.site.value.language)
    view = _view(record, words)
    return theme.page(_framed(record, view, theme.changes(view), words)).encode()


def _markdown(record: _PageRecord) -> bytes:
    words = record.shell.theme.value.words(record.shell.site.value.language)
    return changes_markdown(_view(record, words), words).encode()


def _view(record: _PageRecord, words: Messages) -> context.ChangesView:
    found = record.changes
    sections = dict(zip((pair.slug for pair in found.changed), record.found.value.sections, strict=True))
    return context.ChangesView(
        site=record.shell.site.value,
        version=found.title,
        since=found.since_title,
        added=tuple(
            context.PagesGroup(title, tuple(map(_link, pages))) for title, pages in _grouped(found, found.added)
        ),
        changed=tuple(
            context.PagesGroup(title, tuple(_changed(pair, sections[pair.slug], words) for pair in pairs))
            for title, pairs in _grouped(found, found.changed)
        ),
        removed=tuple(
            context.PagesGroup(title, tuple(map(_link, pages))) for title, pages in _grouped(found, found.removed)
        ),
        upgrade=tuple(map(_upgrade, record.found.value.upgrade)),
    )


def _grouped(found: ChangesRecord, pages: Iterable[P]) -> Iterator[tuple[str, list[P]]]:
    """Pages by part of the site: first those in none, then the parts in order of their titles."""
    groups: dict[str, list[P]] = {}
    for page in pages:
        part = page.slug.partition("/")[0]
        groups.setdefault(found.groups.get(part, ""), []).append(page)
    yield from sorted(groups.items())


def _upgrade(found: GuideUpgrade) -> context.UpgradeView:
    return context.UpgradeView(
        context.LinkView(found.guide.title, found.guide.url),
        tuple(
            context.UpgradeStepView(kind=step.kind, link=context.LinkView(step.text, step.url), words=step.words)
            for step in found.steps
        ),
    )


def _framed(record: _PageRecord, view: context.ChangesView, body: Markup, words: Messages) -> context.PageView:
    """The page around the list, like any other of the version."""
    lists = (("added", words("new_pages"), view.added), ("changed", words("changed_pages"), view.changed))
    upgrade = ("upgrade", words("upgrade_from", version=view.since), view.upgrade)
    headings = (upgrade, *lists, ("removed", words("removed_pages"), view.removed))
    return context.PageView(
        site=record.shell.site.value,
        page=context.PageFields(
            title=words("changes_since", version=view.since),
            url=record.url,
            description=words("changes_description", version=view.version, since=view.since),
            canonical=record.canonical,
            kind="generated",
            markdown_url=f"{record.url}index.md",
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


def _changed(pair: ChangedPair, sections: Iterable[SectionWords], words: Messages) -> context.ChangedPage:
    return context.ChangedPage(
        id=quote(pair.slug) or "home",
        after=context.LinkView(pair.title, pair.url),
        before=context.LinkView(pair.earlier_title, pair.earlier_url),
        is_moved=pair.is_moved,
        sections=tuple(
            _section(part, pair.earlier_url if part.change.kind == "removed" else pair.url, words) for part in sections
        ),
    )


def _section(part: SectionWords, url: str, words: Messages) -> context.ChangedSection:
    change = part.change
    anchor = f"#{quote(change.anchor)}" if change.anchor else ""
    link = context.LinkView(change.heading or words("beginning"), url + anchor)
    return context.ChangedSection(change.kind, link, part.words)
