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


class Below(msgspec.Struct, frozen=True):
    """The target of all addresses below one."""

    target: Address | str
    """The address of a page, or the URL of another site."""
    fragment: str = ""
    keeps_rest: bool = False
    """Whether the rest of the old address follows the target."""


class Redirects(msgspec.Struct, frozen=True, kw_only=True):
    """The targets of old addresses; an address of a page is never redirected."""

    targets: Mapping[Address, Address] = msgspec.field(default_factory=dict)
    fragments: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """The anchor of the target, for old addresses that have one."""
    outside: Mapping[Address, str] = msgspec.field(default_factory=dict)
    """Old addresses that redirect to other sites, with the URL."""
    anchors: Mapping[Address, Mapping[str, SourcePlace | str]] = msgspec.field(default_factory=dict)
    """The targets of removed anchors, by address (current or old) and anchor; a target may be a URL of another site."""

    below: Mapping[Address, Below] = msgspec.field(default_factory=dict)
    """Addresses below which every address redirects, on hosts that read the list of rules."""

    def target(self, version: str, slug: str) -> Address | None:
        """The address of the page that an old address redirects to."""
        return self.targets.get((version, slug))

    def anchor(self, version: str, slug: str, fragment: str) -> SourcePlace | str | None:
        """The target of a removed anchor."""
        moved = self.anchors.get((version, slug))
        return moved.get(fragment) if moved else None


def declared_redirects(
    pages: Iterable[Page], versions: Iterable[str], images: Container[str] = (), base: str = ""
) -> Redirects:
    """The ``redirect_from`` of every page; an address that belongs to a page or a file is not redirected.

    An address is a slug in the page's own version, or begins with the name of another version; ``base`` is the site's
    base path, which may be before it.
    """
    pages = tuple(pages)
    names = frozenset(versions)
    state = {(page.version, page.slug): page for page in pages}
    targets: dict[Address, Address] = {}
    for page in pages:
        for address in (each.address for each in declared_by(page, names, base)):
            if address and address not in state and not reserved_file(state, images, *address):
                targets.setdefault(address, (page.version, page.slug))
    return Redirects(targets=targets)


class Declared(msgspec.Struct, frozen=True):
    """One old address that a page names."""

    key: str
    """Its key in the front matter: ``redirect_from``, or ``redirect_from.0`` in a list."""
    written: str
    address: Address | None
    """``None`` if it is not an address of the site."""


def base_in_addresses(base_path: str, pages: Iterable[Page]) -> str:
    """The base path, ``/docs``, where old addresses may begin with it; empty if pages have such slugs themselves."""
    below = base_path.strip("/") + "/"
    return "" if len(below) == 1 or any(page.slug.startswith(below) for page in pages) else base_path


def without_base(address: str, base: str) -> str:
    """An address of the host as one of the site: ``/docs/guide`` becomes ``/guide``."""
    return address.removeprefix(base) if base and address.startswith(base + "/") else address


def declared_by(page: Page, versions: Container[str], base: str) -> Iterator[Declared]:
    """The old addresses in a page's front matter, valid and invalid; ``base`` may be before them."""
    declared = page.facts.front_matter.get("redirect_from", ())
    listed = isinstance(declared, (list, tuple))
    for index, value in enumerate(declared if listed else (declared,)):
        written = without_base(value, base) if isinstance(value, str) else ""
        slug = declared_slug(written) if written and "://" not in written else None
        first, _, rest = (slug or "").partition("/")
        address = (first, rest) if first in versions else (page.version, slug or "")
        yield Declared(f"redirect_from.{index}" if listed else "redirect_from", str(value), address if slug else None)
