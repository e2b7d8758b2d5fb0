"""The pages, and each version's whole menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from builder.outputs import views
from builder.outputs.branches import Branches
from builder.outputs.checklists import checklist_links
from builder.outputs.emission import Emission, fill, key_of
from builder.outputs.output import Output
from builder.outputs.search import search_url
from builder.structure.page import Page
from builder.structure.version import Version
from builder.theme.context import PageView

MENU = "menu.html"


def pages(emission: Emission) -> Iterator[Output]:
    """``index.html`` of every page, and ``menu.html`` of every version whose branches don't show all."""
    shells = _Shells(emission, Branches(emission), views.Switcher(emission))
    for version in emission.site.versions:
        menu_key = key_of(emission.shell, repr(emission.site.navigations[version.name].entries))
        menu_url = ""
        if shells.branches.has_more(version.name):
            menu_url = emission.href(f"{version.prefix}/{MENU}")
            yield Output(_menu_path(version), menu_key, partial(_menu, shells.branches, version.name))
        for page in emission.site.pages:
            if page.version == version.name:
                yield shells.output(page, menu_key, menu_url)


def _menu_path(version: Version) -> str:
    return f"{version.name}/{MENU}".lstrip("/")


@dataclass(frozen=True, slots=True)
class _Shells:
    """What stands round the articles."""

    emission: Emission
    branches: Branches
    switcher: views.Switcher

    def output(self, page: Page, menu_key: str, menu_url: str) -> Output:
        """One page; everything that its key doesn't need waits until it is made."""
        emission = self.emission
        view = PageView(
            emission.view,
            views.page_view(emission, page),
            Markup(""),
            emission.assets,
            nav_url=menu_url,
            search_url=search_url(emission, page.version),
            checklist=checklist_links(emission, page),
        )
        urls, dimensions = bound(emission, page)
        own = repr((view.page, view.checklist))
        key = key_of(menu_key, page.facts.digest, own, self.switcher.key(page), *urls, *dimensions)
        return Output(page.output("index.html"), key, partial(self._page, page, view, urls, dimensions))

    def _page(self, page: Page, view: PageView, urls: tuple[str, ...], dimensions: tuple[str, ...]) -> bytes:
        whole = replace(
            view,
            body=Markup(fill(self.emission.content(page).body, urls, dimensions)),
            nav=self.branches.branch(page),
            toc=views.table_of_contents(page.facts.headings),
            versions=self.switcher.links(page),
            notices=self.switcher.notices(page),
        )
        return self.emission.theme.page(whole).encode()


def bound(emission: Emission, page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What fills the holes of a page's article: URLs and dimensions, by reference number."""
    resolutions = emission.site.resolutions[page.path]
    urls = tuple(Markup.escape(emission.address(resolution)) for resolution in resolutions)
    return urls, tuple(emission.dimensions(resolution) for resolution in resolutions)


def _menu(branches: Branches, version: str) -> bytes:
    return branches.whole(version).encode()
