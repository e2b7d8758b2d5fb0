"""The records of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PARTIAL = "%%partial%%"
"""Marks the line of a text where the partial that all pages use is inserted."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one version."""

    slug: str
    """``deployment/security``: lower case, no slash at either end."""
    title: str
    text: str
    """Markdoc. Links are ``/slug``, pictures ``/images/…``; headings begin at the second level."""


@dataclass(frozen=True, slots=True)
class Version:
    """All pages of a version, sorted by slug."""

    name: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pages that every program gets."""

    name: str
    versions: tuple[Version, ...]
    """The oldest first."""
    images: Mapping[str, Path]
    """Their addresses, as pages name them, and their files."""

    @property
    def page_count(self) -> int:
        """The pages of all versions."""
        return sum(len(version.pages) for version in self.versions)
