"""Records of links: everything that links can point to, and the target of a link."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from builder.content.addresses import SAFE_SCHEMES
from builder.content.listing import FileStamp
from builder.content.page_names import PLAIN_NAMES, PageNames
from builder.structure.page import Page
from builder.structure.redirects import Redirects
from builder.structure.target_rules import NO_TARGET_RULES, TargetRules
from builder.structure.version import Version

Problem = Literal[
    "",
    "unresolved",
    "anchor-missing",
    "case",
    "malformed",
    "unsafe",
    "scheme",
    "escapes-root",
    "redirected",
    "draft",
    "other-edition",
]

LeftOut = Literal["draft", "other-edition"]


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """The target of one reference."""

    kind: Literal["page", "file", "published", "external", "none"]
    """``published``: other files of the site, such as a checklist.

    ``none``: the target does not exist; the intended target or ``#`` is published.
    """
    url: str
    """Absolute in the site with its fragment, without the base path, percent-encoded where necessary; or an external
    URL.
    """
    path: str = ""
    """The file it points to, relative to the project."""
    version: str = ""
    """The version it points to."""
    slug: str = ""
    """The slug it points to; also empty for a version's home page."""
    fragment: str = ""
    problem: Problem = ""
    moved_from: tuple[str, str] | None = None
    """The old address as written, version and slug, if a redirect is followed."""
    served: str = ""
    """For a file, or a missing image: the path at which it is published, not encoded: ``/images/c#.png``."""


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a link can point to."""

    versions: tuple[Version, ...]
    pages: Mapping[tuple[str, str], Page]
    """Keyed by version and slug."""
    by_file: Mapping[tuple[str, str], Page]
    """Keyed by version and path in its folder."""
    images: Mapping[str, FileStamp]
    """Keyed by the path at which they are served."""
    redirects: Redirects
    left_out: Mapping[tuple[str, str], LeftOut] = msgspec.field(default_factory=dict)
    """Pages that this build does not publish, by version and slug."""
    beside: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Published files other than pages and images: URL by path."""
    files: Mapping[tuple[str, str], FileStamp] = msgspec.field(default_factory=dict)
    """Files next to the pages, by version and path in its folder."""
    base_path: str = ""
    """The path below which the site is published: ``/docs``."""
    schemes: Collection[str] = SAFE_SCHEMES
    """The schemes of links that may be published."""
    names: PageNames = PLAIN_NAMES
    """Which files are pages."""
    contested: frozenset[tuple[str, str]] = frozenset()
    """Versions and slugs that several pages name; only the first of these pages is in :attr:`pages`."""
    static: Collection[str] = ()
    """The paths of ``images`` that are files of a static root."""
    targets: TargetRules = NO_TARGET_RULES
    """How targets are read that are written in another way."""
