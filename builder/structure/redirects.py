"""Redirects: old addresses and their targets."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec

from builder.structure.page import Page
from builder.structure.reserved_paths import reserved_file
from builder.structure.slug import declared_slug

Address = tuple[str, str]
"""A version and a slug."""

SourcePlace = tuple[str, str, str]
"""A version, a slug, and an anchor of that page; empty for the page as a whole."""


class Redirects(msgspec.Struct, frozen=True):
    """The targets of old addresses; an address of a page is never redirected."""

    targets: Mapping[Address, Address] = msgspec.field(default_factory=dict)
    fragments: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """The anchor of the target, for old addresses that have one."""
    outside: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """Old addresses that redirect to other sites, with the URL."""
    anchors: Mapping[Address, Mapping[str, SourcePlace | str]] = msgspec.field(default_factory=dict)
    """By address, current or old, then by removed anchor: its target, or the URL of another site."""

    def target(self, version: str, slug: str) -> Address | None:
        """The address of the page that an old address redirects to."""
        return self.targets.get((version, slug))

    def anchor(self, version: str, slug: str, fragment: str) -> SourcePlace | str | None:
        """The target of a removed anchor."""
        moved = self.anchors.get((version, slug))
        return moved.get(fragment) if moved else None


def declared_redirects(pages: Iterable[Page], versions: Iterable[str], images: Container[str] = ()) -> Redirects:
    """The ``redirect_from`` of every page; an address that belongs to a page or a file is not redirected.

    An address is a slug in the page's own version, or begins with the name of another version.
    """
    pages = tuple(pages)
    names = frozenset(versions)
    state = {(page.version, page.slug): page for page in pages}
    targets: dict[Address, Address] = {}
    for page in pages:
        for address in (each.address for each in declared_by(page, names)):
            if address and address not in state and not reserved_file(state, images, *address):
                targets.setdefault(address, (page.version, page.slug))
    return Redirects(targets)


class Declared(msgspec.Struct, frozen=True):
    """One old address that a page names."""

    key: str
    """Its key in the front matter: ``redirect_from``, or ``redirect_from.0`` in a list."""
    written: str
    address: Address | None
    """``None`` if it is not an address of the site."""


def declared_by(page: Page, versions: Container[str]) -> Iterator[Declared]:
    """The old addresses in a page's front matter, valid and invalid."""
    declared = page.facts.front_matter.get("redirect_from", ())
    listed = isinstance(declared, (list, tuple))
    for index, value in enumerate(declared if listed else (declared,)):
        slug = declared_slug(value) if isinstance(value, str) and "://" not in value else None
        first, _, rest = (slug or "").partition("/")
        address = (first, rest) if first in versions else (page.version, slug or "")
        yield Declared(f"redirect_from.{index}" if listed else "redirect_from", str(value), address if slug else None)
