"""A page: an article at its place in the site."""

from __future__ import annotations

import msgspec

from builder.article.records import Facts
from builder.caches import bounded_cache
from builder.content.paths import url_path


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of one version."""

    path: str
    """The file, relative to the project."""
    folder_path: str
    """The file, relative to its version's folder."""
    version: str
    """The version's name; empty in an unversioned site."""
    slug: str
    """Without slashes at its ends; empty for the version's home."""
    facts: Facts
    is_fallback: bool = False
    """Whether it is a page of the default language at the address of a translation that doesn't exist."""

    @property
    def key(self) -> str:
        """Its path; with its version for a fallback, whose file is that of another page."""
        return f"{self.version}:{self.path}" if self.is_fallback else self.path

    @property
    def url(self) -> str:
        """Absolute in the site, with a slash at the end, percent-encoded where it must be: ``/v1.7.x/c%23/azure/``."""
        return _url(self.version, self.slug)

    @property
    def folder(self) -> str:
        """The folder of its files in the output: ``v1.7.x/security/azure``."""
        return f"{self.version}/{self.slug}".strip("/")

    @property
    def title(self) -> str:
        """Never empty: the title from the front matter, the first heading, the last segment of the slug, or "Home"."""
        return self.facts.title or self.slug.rpartition("/")[2] or "Home"

    @property
    def menu_title(self) -> str:
        """The shorter title that the front matter gives for menus, else the title."""
        given = self.facts.front_matter.get("menu_title")
        return given.strip() if isinstance(given, str) and given.strip() else self.title

    def output(self, name: str) -> str:
        """The path in the output of one of the page's files."""
        return f"{self.folder}/{name}" if self.folder else name


@bounded_cache(1 << 18)
def _url(version: str, slug: str) -> str:
    """Cached, because menus, links and other versions ask many times for each page."""
    folder = f"{version}/{slug}".strip("/")
    return f"/{url_path(folder)}/" if folder else "/"
