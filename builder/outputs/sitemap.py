"""``sitemap.xml``: every page for search engines (https://www.sitemaps.org/protocol.html).

A file may contain 50,000 URLs; for more pages, it is an index of ``sitemap-1.xml`` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from builder.outputs.languages import Languages
from builder.outputs.output import Output, data_output
from builder.outputs.page_view import canonical, is_unlisted
from builder.outputs.render_context import RenderContext
from builder.outputs.xml_text import xml_attribute
from builder.theme.context import Alternate

SITEMAP = "sitemap.xml"
MOST_URLS = 50_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_OF_LANGUAGES = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'


class _Entry(NamedTuple):
    """An address in a site map."""

    location: str
    changed: str
    """The day of the last change; empty if it isn't known."""
    alternates: tuple[Alternate, ...] = ()
    """The page in other languages."""


def sitemap(emission: RenderContext) -> Iterator[Output]:
    """The list of pages, with the day of their last commit if it is known.

    Without pages with ``noindex``, and without pages that a newer version has too. It takes full URLs, so there is
    none if the site's URL is not known.
    """
    if not emission.site.settings.base_url:
        return
    entries = list(_entries(emission))
    if len(entries) <= MOST_URLS:
        yield _made(SITEMAP, "urlset", "url", entries)
        return
    parts = [entries[start : start + MOST_URLS] for start in range(0, len(entries), MOST_URLS)]
    index = []
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        yield _made(name, "urlset", "url", part)
        index.append(_Entry(emission.absolute(f"/{name}"), max(entry.changed for entry in part)))
    yield _made(SITEMAP, "sitemapindex", "sitemap", index)


def _entries(emission: RenderContext) -> Iterator[_Entry]:
    """The pages that search engines shall list."""
    languages = Languages(emission)
    for page in emission.site.pages:
        is_listed = not is_unlisted(emission, page)
        # A page with another canonical address is not listed itself.
        if is_listed and canonical(emission, page) == emission.absolute(page.url):
            changed = emission.last_changes.get(page.path, "")
            yield _Entry(emission.absolute(page.url), changed, languages.alternates(page))


def _made(path: str, root: str, element: str, entries: Sequence[_Entry]) -> Output:
    namespaces = _NAMESPACE + (_OF_LANGUAGES if any(entry.alternates for entry in entries) else "")
    text = "\n".join([_HEAD, f"<{root} {namespaces}>", *_lines(element, entries), f"</{root}>", ""])
    return data_output(path, text.encode())


def _lines(element: str, entries: Iterable[_Entry]) -> Iterator[str]:
    for entry in entries:
        lastmod = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{each.language}" href="{xml_attribute(each.url)}"/>'
            for each in entry.alternates
        )
        yield f"<{element}><loc>{xml_attribute(entry.location)}</loc>{lastmod}{others}</{element}>"
