"""The link from each page to its changes."""

from __future__ import annotations

from urllib.parse import quote

from builder.outputs.render_context import RenderContext
from builder.structure.changes import Earlier, differ
from builder.structure.page import Page
from builder.theme import context

SLUG = "changes"
"""The slug of each version's list, unless the version has a page or a redirect with that slug."""


def changes_urls(emission: RenderContext, earlier: Earlier) -> dict[str, str]:
    """The URL of each version's list of changes."""
    if not emission.site.settings.changes:
        return {}
    places = emission.site.places
    taken = {*places.pages, *places.redirects.targets, *places.redirects.outside}
    names = [version.name for version in emission.site.versions if earlier.version(version.name) is not None]
    return {name: emission.href(f"/{name}/{SLUG}/") for name in names if (name, SLUG) not in taken}


class ChangesLinks:
    """For each page a link to its changes; found by digests only."""

    def __init__(self, emission: RenderContext) -> None:
        self._earlier = Earlier(emission.site)
        self._emission = emission
        self._urls = changes_urls(emission, self._earlier)

    def link(self, page: Page) -> context.LinkView | None:
        """``Changed since 1.6``; nothing if the page did not change or the version has no list."""
        url = self._urls.get(page.version)
        before = self._earlier.version(page.version)
        if not url or before is None:
            return None
        words = self._emission.words_of(page.version)
        earlier = self._earlier.page(page)
        if earlier is None:
            return context.LinkView(words("new_since", version=before.title), f"{url}#added")
        if earlier.slug == page.slug and not differ(earlier, page):
            return None
        title = words("changed_since", version=before.title)
        return context.LinkView(title, f"{url}#{quote(page.slug) or 'home'}")
