"""``feed.xml``: the pages of the releases section as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext
from builder.outputs.xml_text import xml_attribute, xml_text
from builder.structure.page import Page

FEED = "feed.xml"
MOST_ENTRIES = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def feed(emission: RenderContext) -> Iterator[Output]:
    """One feed, of the default version's section; none without a section, or if the site's URL is not known."""
    entries = _entries(emission)
    if entries:
        yield data_output(FEED, _atom(emission, entries).encode())


def feed_url(emission: RenderContext) -> str:
    """The URL of the feed; empty if there is none."""
    return emission.href("/" + FEED) if _entries(emission) else ""


def _entries(emission: RenderContext) -> list[tuple[str, Page]]:
    """Pages below the section with their dates, the newest first; a page without a date is left out.

    The date is ``date`` in the front matter, else the day of the last commit.
    """
    site = emission.site
    if not (site.settings.feed and site.settings.base_url):
        return []
    version = site.default_version.name
    below = site.settings.feed.strip("/") + "/"
    found = [
        (_day(emission, page), page) for page in site.pages if page.version == version and page.slug.startswith(below)
    ]
    dated = sorted(((day, page) for day, page in found if day), key=lambda entry: (entry[0], entry[1].slug))
    return dated[::-1][:MOST_ENTRIES]


def _day(emission: RenderContext, page: Page) -> str:
    declared = page.facts.front_matter.get("date")
    found = _DAY.match(declared) if isinstance(declared, str) else None
    return found.group() if found is not None else emission.last_changes.get(page.path, "")


def _atom(emission: RenderContext, entries: list[tuple[str, Page]]) -> str:
    home = emission.absolute("/")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_attribute(emission.view.language)}">',
        f"<title>{xml_text(emission.view.title)}</title>",
        f"<id>{xml_text(home)}</id>",
        f"<updated>{entries[0][0]}T00:00:00Z</updated>",
        f"<author><name>{xml_text(emission.view.title)}</name></author>",
        f'<link href="{xml_attribute(home)}"/>',
        f'<link rel="self" href="{xml_attribute(emission.absolute("/" + FEED))}"/>',
    ]
    for day, page in entries:
        address = emission.absolute(page.url)
        description = page.facts.front_matter.get("description")
        lines += ["<entry>", f"<title>{xml_text(page.title)}</title>", f"<id>{xml_text(address)}</id>"]
        lines += [f"<updated>{day}T00:00:00Z</updated>", f'<link href="{xml_attribute(address)}"/>']
        if isinstance(description, str):
            lines.append(f"<summary>{xml_text(description)}</summary>")
        lines.append("</entry>")
    lines.append("</feed>")
    return "\n".join(lines) + "\n"
