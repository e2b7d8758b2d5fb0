"""Structured data for search engines: JSON-LD of schema.org, in a data block that browsers don't run.

In HTML: https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup

from builder.checklist.formats import how_to_data
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page
from builder.theme import context

_ESCAPES = tuple((mark, f"\\u{ord(mark):04x}") for mark in "<>&\u2028\u2029")
"""Characters that could end the script element or mean something else in HTML."""


class ArticlePlace(msgspec.Struct, frozen=True):
    """The place of an article, for search engines."""

    url: str
    """Absolute if the site's URL is known."""
    host: str
    """Put before URLs that begin with a slash; empty if it isn't known."""
    version: str
    """The title of the page's version."""


def article_place(emission: RenderContext, page: Page) -> ArticlePlace:
    """The place of a page's article."""
    settings = emission.site.settings
    host = settings.base_url.removesuffix(settings.base_path)
    return ArticlePlace(emission.absolute(page.url), host, emission.site.version(page.version).title)


def structured_data(
    site: context.SiteView, view: context.PageFields, place: ArticlePlace, guide: Mapping[str, Any] | None
) -> Markup:
    """An article, its breadcrumbs, and the steps of a guide, as the text of a script element."""
    graph = [_article(site, view, place)]
    if view.breadcrumbs:
        graph.append(_breadcrumbs(view, place))
    if guide is not None:
        graph.append({key: _absolute(value, place) for key, value in how_to_data(guide).items() if key != "@context"})
    data = {"@context": "https://schema.org", "@graph": graph}
    text = msgspec.json.encode(data).decode()
    for mark, escape in _ESCAPES:
        text = text.replace(mark, escape)
    return Markup(text)


def _article(site: context.SiteView, view: context.PageFields, place: ArticlePlace) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "TechArticle",
        "headline": view.title,
        "url": place.url or view.url,
        "inLanguage": view.language or site.language,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": _whole(site.base, place)},
    }
    further = {"description": view.description, "dateModified": view.last_change, "version": place.version}
    return {**found, **{name: value for name, value in further.items() if value}}


def _breadcrumbs(view: context.PageFields, place: ArticlePlace) -> dict[str, Any]:
    """A step without a page of its own has no URL; the last one is this page."""
    crumbs = (*view.breadcrumbs, context.LinkView(view.title, view.url))
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.title,
            **({"item": _whole(crumb.url, place)} if crumb.url else {}),
        }
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _whole(address: str, place: ArticlePlace) -> str:
    """The URL of a page with the site's host before it, if that is known."""
    return place.host + address if address.startswith("/") else address


def _absolute(value: Any, place: ArticlePlace) -> Any:
    """The steps of a guide with whole URLs."""
    if isinstance(value, list):
        return [_absolute(each, place) for each in value]
    if not isinstance(value, Mapping):
        return value
    found = {key: _absolute(each, place) for key, each in value.items()}
    return {**found, "url": _whole(found["url"], place)} if isinstance(found.get("url"), str) else found
