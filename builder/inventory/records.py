"""The records of an inventory: plain data, so that it can be kept, published and compared."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.checklist import KeptChecklist


class MenuLine(msgspec.Struct, frozen=True):
    """One entry of a version's menu."""

    depth: int
    """0 for an entry of the first level."""
    title: str
    url: str
    """Absolute in the site, or external; empty for an entry that leads nowhere."""


class InventoryPage(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One page."""

    path: str
    """The file, relative to the project."""
    version: str
    slug: str
    url: str
    """Absolute in the site, without the base path."""
    title: str
    description: str
    content: str
    """Digest of the article."""
    links: str
    """Digest of where its links and images lead."""
    digests: Mapping[str, str]
    """By anchor, the digest of each section; the text before the first heading has no anchor."""
    headings: Mapping[str, str]
    """By anchor."""
    anchors: tuple[str, ...]
    """Every id that can be linked to, in document order."""
    images: Mapping[str, str]
    """By source as written, the path of the file in the project."""
    checklist: KeptChecklist | None
    is_guide: bool


class Inventory(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One edition of a site."""

    edition: str
    """Empty if the project has none."""
    versions: tuple[str, ...]
    """Newest first."""
    aliases: Mapping[str, str]
    """By alias, such as ``latest``, the version that it means."""
    pages: tuple[InventoryPage, ...]
    redirects: Mapping[str, str]
    """By old address, where it leads: an address of the site, or a URL of another."""
    images: Mapping[str, str]
    """By path in the project, the digest of each image file that a page shows."""
    menus: Mapping[str, tuple[MenuLine, ...]]
    """By version."""
