"""A page at each old address, which leads to where the content is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.outputs.emission import Emission, key_of
from builder.outputs.output import Output
from builder.structure.page import Page
from builder.theme import context


def redirects(emission: Emission) -> Iterator[Output]:
    """``<version>/<old slug>/index.html`` for every ``redirect_from``."""
    places = emission.site.places
    for (version, slug), address in sorted(places.redirects.targets.items()):
        path = "/".join(part for part in (version, slug, "index.html") if part)
        page = places.pages[address]
        yield Output(path, _key(emission, page), partial(_render, emission, page))


def _key(emission: Emission, page: Page) -> str:
    return key_of("redirect", emission.shell, page.url, page.title)


def _render(emission: Emission, page: Page) -> bytes:
    link = context.Link(page.title, emission.href(page.url))
    icon = emission.assets["favicon.svg"].url
    view = context.RedirectView(emission.view, link, emission.absolute(page.url), icon)
    return emission.theme.redirect(view).encode()
