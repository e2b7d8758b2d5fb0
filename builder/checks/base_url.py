"""Parts of a site that take its own URL, where that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.site import Site

CONFIGURATION = "handrail.yml"

FEWEST_PAGES = 20
"""Smaller sites are trials more often than not."""


def check_base_url(site: Site) -> Iterator[Diagnostic]:
    """A feed that is asked for, or else a site map, that can't be published without ``base_url``."""
    if site.settings.base_url:
        return
    feed = next((name for name in site.settings.config_names if name.kind == "feed"), None)
    if feed is not None:
        message = "'feed' has no effect without 'base_url': a feed needs the site's full URL, and so does sitemap.xml."
        yield diagnostic_at("base-url-missing", in_file(feed.path, feed.line, feed.column), message, "feed")
    elif len(site.pages) >= FEWEST_PAGES:
        message = "There is no sitemap.xml, because 'base_url' is not set: search engines read only full URLs."
        yield diagnostic_at("base-url-missing", in_file(CONFIGURATION), message, "sitemap")
