"""What search engines read in a page: JSON-LD of schema.org, in a data block that no browser runs.

How it stands in HTML: https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
"""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from builder.checklist.formats import how_to_data
from builder.outputs.checklists import guide_data
from builder.outputs.emission import Emission
from builder.structure.page import Page
from builder.theme import context

_ESCAPES = tuple((mark, f"\\u{ord(mark):04x}") for mark in "<>&\u2028\u2029")
"""What could end the script element, or mean something else in HTML."""


def structured_data(emission: Emission, page: Page, view: context.Page) -> Markup:
    """An article, the way to it, and for a guide its steps, as the text of a script element."""
    graph = [_article(emission, page, view)]
    if view.breadcrumbs:
        graph.append(_breadcrumbs(emission, view))
    if page.facts.checklist is not None:
        guide = how_to_data(guide_data(emission, page))
        graph.append({key: value for key, value in guide.items() if key != "@context"})
    data = {"@context": "https://schema.org", "@graph": graph}
    text = msgspec.json.encode(data).decode()
    for mark, escape in _ESCAPES:
        text = text.replace(mark, escape)
    return Markup(text)


def _article(emission: Emission, page: Page, view: context.Page) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "TechArticle",
        "headline": view.title,
        "url": emission.absolute(page.url) or view.url,
        "inLanguage": emission.view.language,
        "isPartOf": {"@type": "WebSite", "name": emission.view.title, "url": _whole(emission, emission.view.base)},
    }
    version = emission.site.version(page.version)
    further = {"description": view.description, "dateModified": view.last_change, "version": version.title}
    return {**found, **{name: value for name, value in further.items() if value}}


def _breadcrumbs(emission: Emission, view: context.Page) -> dict[str, Any]:
    """A step without a page of its own has no address; the last one is this page."""
    crumbs = (*view.breadcrumbs, context.Link(view.title, view.url))
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.title,
            **({"item": _whole(emission, crumb.url)} if crumb.url else {}),
        }
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _whole(emission: Emission, address: str) -> str:
    """An address of a page with the site's host before it, where that is known."""
    settings = emission.site.settings
    return settings.base_url.removesuffix(settings.base_path) + address if address.startswith("/") else address
