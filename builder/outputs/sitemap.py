"""``sitemap.xml``: every page for search engines (https://www.sitemaps.org/protocol.html).

A file may contain 50,000 URLs; for more pages, it is an index of ``sitemap-1.xml`` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.outputs.output import Output, data_output
from builder.outputs.page_view import canonical, is_unlisted
from builder.outputs.render_context import RenderContext
from builder.outputs.xml_text import xml_attribute

SITEMAP = "sitemap.xml"
MOST_URLS = 50_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(emission: RenderContext) -> Iterator[Output]:
    """The list of pages, with the day of their last commit if it is known.

    Without pages with ``noindex``, and without pages that a newer version has too.
    """
    entries = list(_entries(emission))
    if len(entries) <= MOST_URLS:
        yield _made(SITEMAP, "urlset", "url", entries)
        return
    parts = [entries[start : start + MOST_URLS] for start in range(0, len(entries), MOST_URLS)]
    index = []
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        yield _made(name, "urlset", "url", part)
        index.append((_location(emission, f"/{name}"), max(changed for _, changed in part)))
    yield _made(SITEMAP, "sitemapindex", "sitemap", index)


def _entries(emission: RenderContext) -> Iterator[tuple[str, str]]:
    """URL and day of each page; the day is empty if it isn't known."""
    for page in emission.site.pages:
        is_listed = not is_unlisted(emission, page)
        # A page with another canonical address is not listed itself.
        if is_listed and canonical(emission, page) in ("", emission.absolute(page.url)):
            yield _location(emission, page.url), emission.last_changes.get(page.path, "")


def _location(emission: RenderContext, url: str) -> str:
    return emission.absolute(url) or emission.href(url)


def _made(path: str, root: str, element: str, entries: Sequence[tuple[str, str]]) -> Output:
    text = "\n".join([_HEAD, f"<{root} {_NAMESPACE}>", *_lines(element, entries), f"</{root}>", ""])
    return data_output(path, text.encode())


def _lines(element: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for location, changed in entries:
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        yield f"<{element}><loc>{xml_attribute(location)}</loc>{lastmod}</{element}>"
