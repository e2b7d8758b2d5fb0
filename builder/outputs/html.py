"""The pages, and each version's whole menu."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from builder.article.records import Content
from builder.article.render.placeholders import with_addresses
from builder.outputs import page_view
from builder.outputs.changes_link import ChangesLinks
from builder.outputs.checklists import checklist_links, guide_of
from builder.outputs.feed import feed_url
from builder.outputs.folder_pages import folder_url
from builder.outputs.languages import Languages
from builder.outputs.menus import Branch, menus_of
from builder.outputs.output import Known, Output, digest_of
from builder.outputs.page_metadata import first_sentence, lead_length
from builder.outputs.redirects import moved_anchors
from builder.outputs.render_context import RenderContext, Shell, addresses
from builder.outputs.responsive import image_choices
from builder.outputs.search import search_url
from builder.outputs.structured_data import ArticlePlace, article_place, structured_data
from builder.structure.navigation import NavEntry
from builder.structure.page import Page
from builder.theme import context
from builder.theme.context import PageView
from builder.theme.environment import Theme

MENU = "menu.html"

ARTICLE, CHECKLIST, PLACE = "article", "checklist", "place"
MENU_CONTEXT, VERSIONS, TARGETS = "menu", "versions", "targets"
"""Names of the inputs of a page, apart from those that all pages share."""

LAST_CHANGE, NEWEST, NEIGHBOURS = "last change", "newest", "neighbours"
CHANGES, MOVED = "changes", "moved"
"""Names of parts of a page's place: they describe a change more exactly."""


class PageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All values in the HTML of a page."""

    shell: Shell
    page: context.PageFields
    text: Known[Content]
    contents: Known[tuple[context.HeadingView, ...]]
    """The headings of the table of contents."""
    urls: tuple[str, ...]
    """The published URL of each reference, by number."""
    dimensions: tuple[str, ...]
    """Width and height of images as attributes, by reference number; empty for other references."""
    menu: Known[Branch]
    nav_url: str
    """URL of the version's whole menu; empty if the branch is the whole menu."""
    versions: Known[tuple[context.VersionLink, ...]]
    version: str
    """The current version among these."""
    languages: tuple[context.LanguageLink, ...]
    alternates: tuple[context.Alternate, ...]
    notices: tuple[context.Notice, ...]
    place: ArticlePlace
    guide: Known[Mapping[str, Any]] | None
    checklist: context.ChecklistLinks | None
    search_url: str
    feed_url: str
    changes: context.LinkView | None
    moved: str
    home: str
    """URL of the home of the page's version."""


class HtmlPages:
    """Declares the pages and menus of one site; values that the pages of a version share are made once."""

    def __init__(self, emission: RenderContext) -> None:
        self._emission = emission
        self._menus = menus_of(emission)
        self._switcher = page_view.Switcher(emission)
        self._languages = Languages(emission)
        self._feed_url = feed_url(emission)
        self._changes = ChangesLinks(emission)

    def output(self, page: Page, path: str = "") -> Output:
        """``index.html`` of one page, or a copy of it at another path."""
        return self._emission.recipe.output(
            path or page.output("index.html"), partial(self._record, page), _page, _inputs
        )

    def menus(self) -> Iterator[Output]:
        """``menu.html`` of every version whose branches don't show the whole menu."""
        emission = self._emission
        for version in emission.site.versions:
            if self._menus.has_more(version.name):
                record = _MenuRecord(emission.shell.theme, self._menus.menu(version.name).whole())
                yield emission.recipe.output(_menu_path(version.name), partial(_same, record), _menu)

    def _record(self, page: Page) -> PageRecord:
        emission = self._emission
        more = self._menus.has_more(page.version)
        return PageRecord(
            shell=emission.shell_of(page.version),
            page=page_view.page_view(emission, page),
            text=emission.text(page),
            contents=Known(page.facts.content_digest, partial(_contents, page)),
            urls=addresses(emission, page),
            dimensions=_dimensions(emission, page),
            menu=self._menus.around(page),
            nav_url=emission.href("/" + _menu_path(page.version)) if more else "",
            versions=self._switcher.versions(page),
            version=page.version,
            languages=self._languages.links(page),
            alternates=self._languages.alternates(page),
            notices=(*self._languages.notices(page), *self._switcher.notices(page)),
            place=article_place(emission, page),
            guide=guide_of(emission, page) if page.facts.is_guide else None,
            checklist=checklist_links(emission, page),
            search_url=search_url(emission, page.version),
            feed_url=self._feed_url,
            changes=self._changes.link(page),
            moved=self._moved(page),
            home=emission.href(folder_url(page.version, "")),
        )

    def _moved(self, page: Page) -> str:
        if (page.version, page.slug) not in self._emission.site.places.redirects.anchors:
            return ""
        return json.dumps(moved_anchors(self._emission, page.version, page.slug), sort_keys=True)


def _page(record: PageRecord) -> bytes:
    shell, content, page = record.shell, record.text.value, record.page
    described = replace(page, description=page.description or first_sentence(content))
    site = shell.site.value
    body = with_addresses(content.body, tuple(map(Markup.escape, record.urls)), record.dimensions)
    lead = lead_length(body) if record.checklist is not None else 0
    view = PageView(
        site=site,
        page=described,
        body=Markup(body),
        assets=shell.assets.value,
        versions=page_view.with_current(record.versions.value, record.version),
        nav=record.menu.value.around(page.url),
        nav_url=record.nav_url,
        search_url=record.search_url,
        toc=record.contents.value,
        languages=record.languages,
        alternates=record.alternates,
        notices=record.notices,
        checklist=record.checklist,
        feed_url=record.feed_url,
        changes=record.changes,
        moved=record.moved,
        structured_data=structured_data(
            site, described, record.place, record.guide.value if record.guide is not None else None
        ),
        lead=Markup(body[:lead]),
        rest=Markup(body[lead:]),
        home=record.home,
    )
    return shell.theme.value.page(view).encode()


def _inputs(record: PageRecord) -> dict[str, str]:
    """Parts of a page's record by name, for the reasons why it was rebuilt."""
    page, guide = record.page, record.guide
    neighbours = "\n".join(f"{link.title}\t{link.url}" for link in (page.previous, page.next) if link is not None)
    parts = {
        LAST_CHANGE: page.last_change,
        NEWEST: page.canonical,
        NEIGHBOURS: neighbours,
        CHANGES: record.changes.title if record.changes is not None else "",
        MOVED: record.moved,
    }
    return {
        ARTICLE: record.text.digest,
        CHECKLIST: guide.digest if guide is not None else "",
        PLACE: digest_of(page, record.checklist, record.feed_url, record.place, record.moved, record.changes),
        MENU_CONTEXT: f"{record.menu.digest} {record.nav_url}",
        VERSIONS: f"{record.version} {record.versions.digest}",
        TARGETS: digest_of(*record.urls, *record.dimensions),
        **{name: text for name, text in parts.items() if text},
    }


class _MenuRecord(msgspec.Struct, frozen=True):
    theme: Known[Theme]
    entries: Known[tuple[NavEntry, ...]]


def _same(record: _MenuRecord) -> _MenuRecord:
    return record


def _menu(record: _MenuRecord) -> bytes:
    return record.theme.value.navigation(record.entries.value).encode()


def _contents(page: Page) -> tuple[context.HeadingView, ...]:
    return page_view.table_of_contents(page.facts.headings)


def pages(emission: RenderContext) -> Iterator[Output]:
    """``index.html`` of every page, and ``menu.html`` of every version that needs one."""
    html = HtmlPages(emission)
    if emission.scope.is_whole:
        yield from html.menus()
    for page in (*emission.scope.pages, *(emission.site.fallbacks if emission.scope.is_whole else ())):
        yield html.output(page)


def _menu_path(version: str) -> str:
    return f"{version}/{MENU}".lstrip("/")


def _dimensions(emission: RenderContext, page: Page) -> tuple[str, ...]:
    """Width and height of a page's images as attributes, by reference number; empty for other references."""
    resolutions = emission.site.resolutions[page.key]
    if emission.site.settings.responsive_images is None:
        return tuple(emission.dimensions(resolution) for resolution in resolutions)
    return tuple(emission.dimensions(resolution) + image_choices(emission, resolution) for resolution in resolutions)
