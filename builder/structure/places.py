"""Records of links: everything that one can lead to, and where one leads."""

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
    """Where one reference leads."""

    kind: Literal["page", "file", "published", "external", "none"]
    """``published``: what the site has beside pages and pictures, such as a checklist.

    ``none``: nowhere; what is published then is the target as it was meant, or ``#``."""
    url: str
    """Absolute in the site, fragment included, without the base path, percent-encoded where it must be; or the
    external URL."""
    path: str = ""
    """The file it leads to, relative to the project."""
    version: str = ""
    """The version it leads to."""
    slug: str = ""
    """The slug it leads to; empty for a version's home too."""
    fragment: str = ""
    problem: Problem = ""
    moved_from: tuple[str, str] | None = None
    """The old address that was written, version and slug, where a redirect leads on from it."""
    served: str = ""
    """For a file, or an image that isn't there: the path that it is published at, not encoded: ``/images/c#.png``."""


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a link can lead to."""

    versions: tuple[Version, ...]
    pages: Mapping[tuple[str, str], Page]
    """By version and slug."""
    by_file: Mapping[tuple[str, str], Page]
    """By version and path below its folder."""
    images: Mapping[str, FileStamp]
    """By the path they are served at."""
    redirects: Redirects
    left_out: Mapping[tuple[str, str], LeftOut] = msgspec.field(default_factory=dict)
    """Pages that this build does not publish, by version and slug."""
    beside: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Published files other than pages and images: URL by path."""
    files: Mapping[tuple[str, str], FileStamp] = msgspec.field(default_factory=dict)
    """Files beside the pages, by version and path below its folder."""
    base_path: str = ""
    """The path below which the site is published: ``/docs``."""
    schemes: Collection[str] = SAFE_SCHEMES
    """Of the links that may be published."""
    names: PageNames = PLAIN_NAMES
    """Which files are pages."""
    static: Collection[str] = ()
    """The paths of ``images`` that are files of a static root."""
    targets: TargetRules = NO_TARGET_RULES
    """How targets are read that are written in another way."""
