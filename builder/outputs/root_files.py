"""The files at the root that lead in: 404, robots, the list of versions."""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.outputs.languages import language_title
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext
from builder.outputs.search import search_url
from builder.outputs.sitemap import SITEMAP
from builder.structure.version import Version
from builder.theme import context


def entrances(emission: RenderContext) -> Iterator[Output]:
    """``404.html``, ``robots.txt``, ``versions.json``."""
    yield data_output(PAGES, _pages(emission).encode())
    yield data_output("404.html", _not_found(emission).encode())
    yield data_output("robots.txt", _robots(emission).encode())
    yield data_output("versions.json", _versions(emission).encode())


PAGES = "pages.json"
"""The list from which the 404 page suggests similar pages."""


def _pages(emission: RenderContext) -> str:
    titles = {version.name: version.title for version in emission.site.versions}
    listing = [[emission.href(page.url), page.title, titles[page.version]] for page in emission.site.pages]
    return json.dumps(listing, ensure_ascii=False, separators=(",", ":")) + "\n"


def _not_found(emission: RenderContext) -> str:
    homes = tuple(
        context.LinkView(_home_title(emission, version), emission.href(f"/{version.name}/".replace("//", "/")))
        for version in emission.site.versions
    )
    return emission.theme.not_found(
        context.NotFoundView(
            site=emission.view,
            assets=emission.assets,
            homes=homes,
            search_url=search_url(emission, emission.site.default_version.name),
            pages_url=emission.href("/" + PAGES),
        )
    )


def _home_title(emission: RenderContext, version: Version) -> str:
    title = version.title or emission.view.title
    return f"{title} · {language_title(emission, version.language)}" if version.language else title


def _robots(emission: RenderContext) -> str:
    sitemap = emission.absolute("/" + SITEMAP)
    lines = ["User-agent: *", "Allow: /"]
    if sitemap:
        lines.append(f"Sitemap: {sitemap}")
    return "\n".join(lines) + "\n"


def _versions(emission: RenderContext) -> str:
    listing = [
        {"version": version.release, "title": version.title, "aliases": list(version.aliases)}
        for version in emission.site.versions
        if version.release and version.language == emission.site.default_version.language
    ]
    return json.dumps(listing, indent=2, ensure_ascii=False) + "\n"
