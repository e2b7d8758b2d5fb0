"""The records of an inventory: plain data, so that it can be kept, published and compared."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.checklist import ChecklistSummary
from builder.structure.navigation import NavEntry


class InventorySection(msgspec.Struct, frozen=True):
    """One section of a page."""

    anchor: str
    """Empty for the text before the first heading."""
    heading: str
    digest: str
    """A digest of its text."""


_PUBLISHED = {
    "path": "source",
    "is_guide": "isGuide",
    "content": "contentDigest",
    "links": "linksDigest",
}


class InventoryPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename=_PUBLISHED):
    """One page. In JSON it has the names of a published inventory."""

    url: str
    """Absolute in the site, without the base path."""
    slug: str
    path: str
    """The file, relative to the project."""
    title: str
    description: str
    is_guide: bool
    content: str
    """Digest of the article."""
    links: str
    """Digest of where its links and images lead."""
    sections: tuple[InventorySection, ...]
    anchors: tuple[str, ...]
    """Every id that can be linked to, in document order."""
    images: Mapping[str, str]
    """The path of the image file in the project, by source as written."""
    version: str = ""
    """Published once for all pages of a file."""
    checklist: ChecklistSummary | None = None
    """Not published: the page's ``checklist.json`` has it."""


class Inventory(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of a site."""

    edition: str
    """Empty if the project has none."""
    versions: tuple[str, ...]
    """Newest first."""
    aliases: Mapping[str, str]
    """The version that an alias such as ``latest`` stands for, by alias."""
    pages: tuple[InventoryPage, ...]
    redirects: Mapping[str, str]
    """The target of each redirect, an address of the site or a URL of another site, by old address."""
    images: Mapping[str, str]
    """The digest of each image file that a page shows, by path in the project."""
    menus: Mapping[str, tuple[NavEntry, ...]]
    """Keyed by version; URLs are as published."""
    fallbacks: frozenset[str] = frozenset()
    """Addresses of translations that don't exist, where the original is shown. Not published."""


class SharedParts(msgspec.Struct, frozen=True):
    """The parts of an edition that are equal in two states of the project."""

    pages: Mapping[str, InventoryPage] = {}
    """By path, without the parts that nothing compares: digests of sections and links, and images if none differs."""
    menus: frozenset[str] = frozenset()
    """The versions whose menus are equal."""


NOTHING_SHARED = SharedParts()
