"""The pages, and each version's whole menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from builder.outputs import views
from builder.outputs.branches import Branches
from builder.outputs.checklists import checklist_links
from builder.outputs.emission import Emission, fill, key_of
from builder.outputs.output import Output
from builder.structure.page import Page
from builder.structure.version import Version
from builder.theme.context import PageView

MENU = "menu.html"


def pages(emission: Emission) -> Iterator[Output]:
    """``index.html`` of every page, and ``menu.html`` of every version whose branches don't show all."""
    branches = Branches(emission)
    for version in emission.site.versions:
        menu_key = key_of(emission.shell, repr(emission.site.navigations[version.name].entries))
        has_menu = branches.has_more(version.name)
        if has_menu:
            yield Output(_menu_path(version), menu_key, partial(_menu, branches, version.name))
        for page in emission.site.pages:
            if page.version == version.name:
                yield _page_output(emission, page, branches, menu_key, has_menu=has_menu)


def _menu_path(version: Version) -> str:
    return f"{version.name}/{MENU}".lstrip("/")


def _page_output(emission: Emission, page: Page, branches: Branches, menu_key: str, *, has_menu: bool) -> Output:
    menu_url = emission.href(f"{emission.site.version(page.version).prefix}/{MENU}") if has_menu else ""
    view = PageView(
        emission.view,
        views.page_view(emission, page),
        Markup(""),
        emission.assets,
        versions=views.version_links(emission, page),
        nav_url=menu_url,
        toc=views.table_of_contents(page.facts.headings),
        notices=views.notices(emission, page),
        checklist=checklist_links(emission, page),
    )
    urls, dimensions = bound(emission, page)
    own = repr((view.page, view.versions, view.notices, view.checklist))
    key = key_of(menu_key, page.facts.digest, own, *urls, *dimensions)
    make = partial(_page, emission, page, branches, view, urls, dimensions)
    return Output(page.output("index.html"), key, make)


def bound(emission: Emission, page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What fills the holes of a page's article: URLs and dimensions, by reference number."""
    resolutions = emission.site.resolutions[page.path]
    urls = tuple(Markup.escape(emission.address(resolution)) for resolution in resolutions)
    return urls, tuple(emission.dimensions(resolution) for resolution in resolutions)


def _page(
    emission: Emission,
    page: Page,
    branches: Branches,
    view: PageView,
    urls: tuple[str, ...],
    dimensions: tuple[str, ...],
) -> bytes:
    body = Markup(fill(emission.content(page).body, urls, dimensions))
    return emission.theme.page(replace(view, body=body, nav=branches.branch(page))).encode()


def _menu(branches: Branches, version: str) -> bytes:
    return branches.whole(version).encode()
