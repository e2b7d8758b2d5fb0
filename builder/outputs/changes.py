"""The changes of a version, for readers and programs: ``<version>/changes/`` and ``<version>/changes.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from builder.article.records import SectionText
from builder.article.section_changes import SectionWords
from builder.article.sections import passages_of
from builder.outputs import page_view
from builder.outputs.changes_link import SLUG, changes_urls
from builder.outputs.changes_markdown import changes_markdown
from builder.outputs.changes_parts import ChangesPart, comparison_of, parts_of
from builder.outputs.changes_records import ChangedPair, ChangesRecord, ComparedVersions, PageEntry
from builder.outputs.changes_view import changes_view, line_id, without_details
from builder.outputs.languages import Languages
from builder.outputs.menus import Branch, RenderedMenus, menus_of
from builder.outputs.output import Known, Output, indented_json
from builder.outputs.render_context import RenderContext, Shell
from builder.outputs.search import search_url
from builder.outputs.upgrade import GuidePair, guide_pairs, upgrade_data
from builder.structure.changes import Earlier, PagePair, VersionChanges
from builder.structure.page import Page
from builder.theme import context
from builder.theme.changes_context import ChangesView
from builder.vocabulary import Messages

R = TypeVar("R")

LISTING = "changes.json"


class _ListingRecord(msgspec.Struct, frozen=True):
    changes: ChangesRecord
    found: Known[ComparedVersions]


class _PageRecord(msgspec.Struct, frozen=True, kw_only=True):
    shell: Shell
    changes: ChangesRecord
    found: Known[ComparedVersions]
    details: Mapping[str, str] = {}
    """For a list that is cut: by the id of a page's line, the URL of the part that shows its words."""
    part: str = ""
    """Title of the part, if this is one."""
    url: str
    canonical: str
    breadcrumbs: tuple[context.LinkView, ...]
    previous: context.LinkView | None = None
    next: context.LinkView | None = None
    versions: tuple[context.VersionLink, ...]
    languages: tuple[context.LanguageLink, ...]
    notices: tuple[context.Notice, ...]
    menu: Known[Branch]
    nav_url: str
    search_url: str
    noindex: bool


def changes(emission: RenderContext) -> Iterator[Output]:
    """The files of every version with an earlier one."""
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
            parts = parts_of(record, emission.remember) if name in urls and not _has_pages_below(emission, name) else ()
            # Texts are compared once for all files.
            both = comparison_of(record, parts, emission.remember)
            listing = _ListingRecord(record, both)
            yield emission.recipe.output(f"{name}/{LISTING}", partial(_same, listing), _listing)
            if name in urls:
                page = _page_record(emission, record, both, menus, urls)
                yield from _pages(emission, page, parts)


def _has_pages_below(emission: RenderContext, version: str) -> bool:
    """Whether an author's page could have the address of a part."""
    return any(place[0] == version and place[1].startswith(f"{SLUG}/") for place in emission.site.places.pages)


def _pages(emission: RenderContext, page: _PageRecord, parts: Sequence[ChangesPart]) -> Iterator[Output]:
    """The list as a page and as Markdown, and its parts."""
    name = page.changes.version
    whole = page
    if parts:
        urls = {slug: f"{page.url}{quote(part.path)}/" for part in parts for slug in part.slugs}
        whole = replace(page, details={line_id(slug): url for slug, url in urls.items()})
    yield emission.recipe.output(f"{name}/{SLUG}/index.html", partial(_same, whole), _page)
    yield emission.recipe.output(f"{name}/{SLUG}/index.md", partial(_same, page), _markdown)
    words = emission.words_of(name)
    listing = context.LinkView(words("changes_since", version=page.changes.since_title), page.url)
    links = [context.LinkView(_part_title(part, words), f"{page.url}{quote(part.path)}/") for part in parts]
    for part, before, link, after in zip(parts, (None, *links), links, (*links[1:], None), strict=False):
        record = replace(
            page,
            changes=part.changes,
            found=part.found,
            part=link.title,
            url=link.url,
            canonical=emission.absolute(f"/{name}/{SLUG}/{part.path}/"),
            breadcrumbs=(*page.breadcrumbs, listing),
            previous=before,
            next=after,
        )
        yield emission.recipe.output(f"{name}/{SLUG}/{part.path}/index.html", partial(_same, record), _page)


def _part_title(part: ChangesPart, words: Messages) -> str:
    title = part.folder or words("pages")
    return title if part.count == 1 else f"{title} {part.number}/{part.count}"


def _changes(emission: RenderContext, found: VersionChanges, guides: tuple[GuidePair, ...]) -> ChangesRecord:
    pages = (*found.added, *(pair.after for pair in found.changed), *found.removed)
    slugs = {*(page.slug for page in pages), *(guide.slug for guide in guides)}
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
        breadcrumbs=(context.LinkView(home.title, emission.href(home.url)),) if home is not None else (),
        versions=tuple(_versions(emission, name, urls)),
        languages=Languages(emission).homes(name),
        notices=page_view.Switcher(emission).notices(home) if home is not None else (),
        menu=menus.outside(name),
        nav_url=emission.href(f"/{name}/menu.html") if menus.has_more(name) else "",
        search_url=search_url(emission, name),
        noindex=not emission.site.version(name).released,
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
    view = changes_view(record.shell.site.value, record.changes, record.found.value, words)
    if record.details:
        view = without_details(view, record.details, words)
    view = replace(view, part=record.part)
    return theme.page(_framed(record, view, theme.changes(view), words)).encode()


def _markdown(record: _PageRecord) -> bytes:
    words = record.shell.theme.value.words(record.shell.site.value.language)
    view = changes_view(record.shell.site.value, record.changes, record.found.value, words)
    return changes_markdown(view, words).encode()


def _framed(record: _PageRecord, view: ChangesView, body: Markup, words: Messages) -> context.PageView:
    """The page around the list, like any other of the version."""
    lists = (("added", words("new_pages"), view.added), ("changed", words("changed_pages"), view.changed))
    upgrade = ("upgrade", words("upgrade_from", version=view.since), view.upgrade)
    title = words("changes_since", version=view.since)
    headings = (upgrade, *lists, ("removed", words("removed_pages"), view.removed))
    return context.PageView(
        site=record.shell.site.value,
        page=context.PageFields(
            title=f"{title}: {view.part}" if view.part else title,
            url=record.url,
            description=words("changes_description", version=view.version, since=view.since),
            canonical=record.canonical,
            kind="generated",
            robots=context.Robots(noindex=record.noindex),
            markdown_url="" if view.part else f"{record.url}index.md",
            breadcrumbs=record.breadcrumbs,
            previous=record.previous,
            next=record.next,
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
