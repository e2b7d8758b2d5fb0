"""A page at each old address and each alias of a version, which leads to where the content is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.outputs.emission import Emission, key_of
from builder.outputs.output import Output
from builder.structure.page import Page
from builder.structure.redirects import Address
from builder.structure.site import Site
from builder.theme import context


def redirects(emission: Emission) -> Iterator[Output]:
    """``<version>/<old slug>/index.html`` for every ``redirect_from``; the default version again as ``latest/…``."""
    for (version, slug), page in _addresses(emission.site):
        path = "/".join(part for part in (version, slug, "index.html") if part)
        yield Output(path, _key(emission, page), partial(_render, emission, page))


def _addresses(site: Site) -> Iterator[tuple[Address, Page]]:
    """Each address that leads elsewhere, with the page that it leads to."""
    moved = [(old, site.places.pages[new]) for old, new in sorted(site.places.redirects.targets.items())]
    yield from moved
    default = site.default_version
    names = {version.name for version in site.versions}
    standing = [((page.version, page.slug), page) for page in site.pages]
    for alias in default.aliases:
        # A version folder may have this very name: then it stands there itself.
        if alias not in names:
            yield from (((alias, slug), page) for (name, slug), page in (*standing, *moved) if name == default.name)


def _key(emission: Emission, page: Page) -> str:
    return key_of("redirect", emission.shell, page.url, page.title)


def _render(emission: Emission, page: Page) -> bytes:
    link = context.Link(page.title, emission.href(page.url))
    icon = emission.assets["favicon.svg"].url
    view = context.RedirectView(emission.view, link, emission.absolute(page.url), icon)
    return emission.theme.redirect(view).encode()
