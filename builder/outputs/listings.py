"""Pages that list what is in a folder without a page, and the page at the root of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from builder.outputs import page_view
from builder.outputs.folder_pages import Address, Folder, folder_url, folders, folders_of
from builder.outputs.html import HtmlPages
from builder.outputs.languages import Languages
from builder.outputs.menus import Branch, RenderedMenus, menus_of
from builder.outputs.output import Known, Output
from builder.outputs.render_context import RenderContext, Shell
from builder.outputs.search import search_url
from builder.structure.page import Page
from builder.structure.slug import nearest_parents
from builder.theme import context


class _ListingPage(msgspec.Struct, frozen=True, kw_only=True):
    shell: Shell
    page: context.PageFields
    cards: tuple[context.LinkView, ...]
    versions: tuple[context.VersionLink, ...]
    languages: tuple[context.LanguageLink, ...]
    menu: Known[Branch]
    nav_url: str
    search_url: str
    home: str


def listings(emission: RenderContext) -> Iterator[Output]:
    """A page for each folder without one, and ``index.html`` at the root: the home of the default version."""
    site, default = emission.site, emission.site.default_version.name
    if default and ("", "") not in site.places.pages:
        home = site.places.pages.get((default, ""))
        if home is not None and any(page is home for page in emission.scope.pages):
            yield HtmlPages(emission).output(home, "index.html")
    if not emission.scope.is_whole:
        return
    menus = menus_of(emission)
    for folder in folders(emission).values():
        record = partial(_record, emission, menus, folder)
        path = f"{folder.version}/{folder.slug}".strip("/")
        yield emission.recipe.output(f"{path}/index.html".lstrip("/"), record, _page)
        if default and folder.address == (default, "") and ("", "") not in site.places.pages:
            yield emission.recipe.output("index.html", record, _page)


def _record(emission: RenderContext, menus: RenderedMenus, folder: Folder) -> _ListingPage:
    name = folder.version
    url = folder_url(*folder.address)
    above = reversed(nearest_parents(folder.slug))
    crumbs = [crumb for slug in above if (crumb := _crumb(emission, (name, slug))) is not None]
    return _ListingPage(
        shell=emission.shell_of(name),
        page=context.PageFields(
            title=folder.title,
            url=emission.href(url),
            canonical=emission.absolute(url),
            robots=context.Robots(noindex=not emission.site.version(name).released),
            kind="home" if not folder.slug else "generated",
            breadcrumbs=tuple(crumbs),
        ),
        cards=tuple(_card(emission, child) for child in folder.children),
        versions=tuple(_versions(emission, folder)),
        languages=Languages(emission).homes(name),
        menu=menus.outside(name),
        nav_url=emission.href(f"/{name}/menu.html".replace("//", "/")) if menus.has_more(name) else "",
        search_url=search_url(emission, name),
        home=emission.href(folder_url(name, "")),
    )


def _crumb(emission: RenderContext, address: Address) -> context.LinkView | None:
    page = emission.site.places.pages.get(address)
    folder = folders_of(emission, address[0]).get(address)
    title = page.title if page is not None else folder.title if folder is not None else ""
    return context.LinkView(title, emission.href(folder_url(*address))) if title else None


def _card(emission: RenderContext, child: Page | Address) -> context.LinkView:
    if isinstance(child, Page):
        description = child.facts.front_matter.get("description")
        text = description if isinstance(description, str) else ""
        return context.LinkView(child.title, emission.href(child.url), text)
    folder = folders_of(emission, child[0]).get(child)
    titles = [_child_title(emission, one) for one in folder.children] if folder is not None else []
    title = folder.title if folder is not None else child[1]
    return context.LinkView(title, emission.href(folder_url(*child)), " · ".join(titles[:SHOWN]))


SHOWN = 5
"""The number of page titles on a folder's card."""


def _child_title(emission: RenderContext, child: Page | Address) -> str:
    folder = folders_of(emission, child[0]).get(child) if isinstance(child, tuple) else None
    return child.title if isinstance(child, Page) else folder.title if folder is not None else child[1]


def _versions(emission: RenderContext, folder: Folder) -> Iterator[context.VersionLink]:
    """The same folder or page in the other versions; the home of those without it."""
    site = emission.site
    language = site.version(folder.version).language
    for version in site.versions:
        if version.language != language or not version.release:
            continue
        address = (version.name, folder.slug)
        is_there = address in site.places.pages or address in folders_of(emission, address[0])
        url = folder_url(*(address if is_there else (version.name, "")))
        yield context.VersionLink(
            name=version.name,
            title=version.title,
            url=emission.href(url),
            is_current=version.name == folder.version,
            status=page_view.status(emission, version),
            is_latest=version.is_default,
        )


def _page(record: _ListingPage) -> bytes:
    shell = record.shell
    theme, site = shell.theme.value, shell.site.value
    body = theme.listing(context.ListingView(site=site, title=record.page.title, cards=record.cards))
    view = context.PageView(
        site=site,
        page=record.page,
        body=body,
        assets=shell.assets.value,
        versions=record.versions,
        languages=record.languages,
        nav=record.menu.value.rendered(),
        nav_url=record.nav_url,
        search_url=record.search_url,
        home=record.home,
    )
    return theme.page(view).encode()
