"""Redirects: old addresses that lead to pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

import msgspec

from builder.structure.page import Page
from builder.structure.published import standing_file
from builder.structure.slug import declared_slug

Address = tuple[str, str]
"""A version and a slug."""

Spot = tuple[str, str, str]
"""A version, a slug, and an anchor of that page; empty for the page as a whole."""


class Redirects(msgspec.Struct, frozen=True):
    """Where old addresses lead; never where a page stands."""

    targets: Mapping[Address, Address] = msgspec.field(default_factory=dict)
    fragments: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """The anchor of the target, for the old addresses that lead to one."""
    outside: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """Old addresses that lead to other sites, with the URL."""
    anchors: Mapping[Address, Mapping[str, Spot | str]] = msgspec.field(default_factory=dict)
    """By address, living or old, then by an anchor that is gone: where that leads, or the URL of another site."""

    def target(self, version: str, slug: str) -> Address | None:
        """The address of the page that an old address leads to."""
        return self.targets.get((version, slug))

    def anchor(self, version: str, slug: str, fragment: str) -> Spot | str | None:
        """Where an anchor leads that is gone."""
        moved = self.anchors.get((version, slug))
        return moved.get(fragment) if moved else None


def declared_redirects(pages: Iterable[Page], versions: Iterable[str], images: Container[str] = ()) -> Redirects:
    """The ``redirect_from`` of every page; an address that a page has, or a file, is left to that.

    An address is a slug in the page's own version, or begins with the name of another version.
    """
    pages = tuple(pages)
    names = frozenset(versions)
    standing = {(page.version, page.slug): page for page in pages}
    targets: dict[Address, Address] = {}
    for page in pages:
        for address in _addresses(page, names):
            if address not in standing and not standing_file(standing, images, *address):
                targets.setdefault(address, (page.version, page.slug))
    return Redirects(targets)


def _addresses(page: Page, versions: frozenset[str]) -> Iterable[Address]:
    declared = page.facts.front_matter.get("redirect_from", ())
    if isinstance(declared, str):
        declared = (declared,)
    for value in declared if isinstance(declared, (list, tuple)) else ():
        slug = declared_slug(value) if isinstance(value, str) else None
        if not slug:
            continue
        first, _, rest = slug.partition("/")
        yield (first, rest) if first in versions else (page.version, slug)
