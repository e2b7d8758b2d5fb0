"""The pages, and each version's whole menu."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup
from msgspec.structs import replace

from builder.article.placeholders import with_addresses
from builder.outputs import views
from builder.outputs.branches import Branches
from builder.outputs.changes_link import ChangesLinks
from builder.outputs.checklists import checklist_key, checklist_links
from builder.outputs.describing import described_page
from builder.outputs.emission import Emission, addresses, key_of
from builder.outputs.feed import feed_url
from builder.outputs.output import Output, encoded_inputs
from builder.outputs.redirects import moved_anchors
from builder.outputs.search import search_url
from builder.outputs.structured_data import structured_data
from builder.structure.page import Page
from builder.theme.context import PageView

MENU = "menu.html"

ARTICLE, CHECKLIST, PLACE = "article", "checklist", "place"
MENU_AROUND, VERSIONS, TARGETS = "menu", "versions", "targets"
"""Names of what a page is made from, but for what all pages share."""

LAST_CHANGE, NEWEST, NEIGHBOURS = "last change", "newest", "neighbours"
CHANGES, MOVED = "changes", "moved"
"""Names of parts of its place, as they are: they say more exactly what has changed."""


class HtmlPages:
    """Declares pages of one site, and menus; what the pages of a version share is made once."""

    def __init__(self, emission: Emission) -> None:
        self._emission = emission
        self._shell = emission.shell
        self._branches = Branches(emission)
        self._switcher = views.Switcher(emission)
        self._feed_url = feed_url(emission)
        self._changes = ChangesLinks(emission)
        self._menu_keys: dict[str, str] = {}

    def output(self, page: Page) -> Output:
        """``index.html`` of one page; everything that its key doesn't need waits until it is made."""
        emission = self._emission
        view = self._view(page)
        urls, dimensions = addresses(emission, page), _dimensions(emission, page)
        inputs = {
            ARTICLE: page.facts.content_digest,
            CHECKLIST: checklist_key(emission, page),
            PLACE: key_of(view.page, view.checklist, view.feed_url, view.moved, view.changes),
            MENU_AROUND: self._menu_key(page.version),
            VERSIONS: self._switcher.key(page),
            TARGETS: key_of(*urls, *dimensions),
        }
        key = key_of(self._shell, *inputs.values())
        # The view is made again with the page: of thousands of pages, all views would be held until then.
        make = partial(self._page, page)
        return Output(page.output("index.html"), key, make, encoded_inputs({**inputs, **_parts_of_place(view)}))

    def _view(self, page: Page) -> PageView:
        """What the page's key needs of it."""
        emission = self._emission
        return PageView(
            emission.view,
            views.page_view(emission, page),
            Markup(""),
            emission.assets,
            nav_url=emission.href("/" + _menu_path(page.version)) if self._branches.has_more(page.version) else "",
            search_url=search_url(emission, page.version),
            checklist=checklist_links(emission, page),
            feed_url=self._feed_url,
            moved=self._moved(page),
            changes=self._changes.link(page),
        )

    def _moved(self, page: Page) -> str:
        if (page.version, page.slug) not in self._emission.site.places.redirects.anchors:
            return ""
        return json.dumps(moved_anchors(self._emission, page.version, page.slug), sort_keys=True)

    def menus(self) -> Iterator[Output]:
        """``menu.html`` of every version whose branches don't show all."""
        for version in self._emission.site.versions:
            if self._branches.has_more(version.name):
                make = partial(self._menu, version.name)
                key = key_of(self._shell, self._menu_key(version.name))
                yield Output(_menu_path(version.name), key, make)

    def _menu_key(self, version: str) -> str:
        key = self._menu_keys.get(version)
        if key is None:
            entries = self._emission.site.navigations[version].entries
            key = self._menu_keys[version] = key_of(entries)
        return key

    def _page(self, page: Page) -> bytes:
        content = self._emission.content(page)
        view = self._view(page)
        urls, dimensions = addresses(self._emission, page), _dimensions(self._emission, page)
        described = described_page(self._emission, page, view.page, content)
        whole = replace(
            view,
            page=described,
            body=Markup(with_addresses(content.body, tuple(map(Markup.escape, urls)), dimensions)),
            nav=self._branches.branch(page),
            toc=views.table_of_contents(page.facts.headings),
            versions=self._switcher.links(page),
            notices=self._switcher.notices(page),
            structured_data=structured_data(self._emission, page, described),
        )
        return self._emission.theme.page(whole).encode()

    def _menu(self, version: str) -> bytes:
        return self._branches.whole(version).encode()


def _parts_of_place(view: PageView) -> dict[str, str]:
    page = view.page
    neighbours = "\n".join(f"{link.title}\t{link.url}" for link in (page.previous, page.next) if link is not None)
    parts = {
        LAST_CHANGE: page.last_change,
        NEWEST: page.canonical,
        NEIGHBOURS: neighbours,
        CHANGES: view.changes.title if view.changes is not None else "",
        MOVED: view.moved,
    }
    return {name: text for name, text in parts.items() if text}


def pages(emission: Emission) -> Iterator[Output]:
    """``index.html`` of every page, and ``menu.html`` of every version that needs one."""
    html = HtmlPages(emission)
    yield from html.menus()
    for page in emission.site.pages:
        yield html.output(page)


def _menu_path(version: str) -> str:
    return f"{version}/{MENU}".lstrip("/")


def _dimensions(emission: Emission, page: Page) -> tuple[str, ...]:
    """Those of a page's pictures as attributes, by reference number; empty for any other reference."""
    return tuple(emission.dimensions(resolution) for resolution in emission.site.resolutions[page.path])
