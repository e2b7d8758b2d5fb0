"""Reads the lines of the redirects file as addresses of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import msgspec

from builder.content.redirects import Redirect
from builder.structure.malformed_urls import proper_form
from builder.structure.redirects import SourcePlace
from builder.structure.slug import INDEX, declared_slug
from builder.structure.version import Version

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_CONTROL_OR_BLANK = re.compile(r"[\x00-\x20\x7f]")


class Goal(msgspec.Struct, frozen=True):
    """An address of the site, before it is resolved."""

    version: str | None
    """``None`` if the address names no version: then it is the version of the address that redirects to it."""
    slug: str
    anchor: str

    def position(self, version: str) -> SourcePlace:
        """The same address, for readers of that version."""
        return (version if self.version is None else self.version, self.slug, self.anchor)


class RedirectRule(msgspec.Struct, frozen=True):
    """A redirect with both addresses read."""

    redirect: Redirect
    source: Goal
    target: Goal | str
    """A string is the URL of another site."""


class Addresses:
    """Reads addresses: knows which first segments name a version."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.prefixes: Mapping[str, str] = {
            **{alias: version.name for version in versions for alias in version.aliases},
            **{version.name: version.name for version in versions if version.name},
        }

    def rule(self, redirect: Redirect) -> RedirectRule | str:
        """The two addresses of the redirect; a string is the problem with it."""
        source = self._goal(redirect.source)
        if source is None:
            return f"The old address '{redirect.source[:80]}' must be a path of the site, such as /old/page"
        if _WEB.match(redirect.target) and proper_form(redirect.target) is None:
            return RedirectRule(redirect, source, _CONTROL_OR_BLANK.sub("%20", redirect.target))
        target = self._goal(redirect.target)
        if target is None:
            return f"The target '{redirect.target[:80]}' must be a path of the site, such as /new/page, or an https URL"
        return RedirectRule(redirect, source, target)

    def has_source(self, redirect: Redirect) -> bool:
        """Whether the old address can be read, so that the problem is the target."""
        return self._goal(redirect.source) is not None

    def _goal(self, written: str) -> Goal | None:
        if _SCHEME.match(written) or not written.startswith("/"):
            return None
        path, _, anchor = written.partition("#")
        slug = declared_slug(unquote(path))
        if slug is None:
            return None
        first, _, rest = slug.partition("/")
        version = self.prefixes.get(first)
        slug = slug if version is None else rest
        folder, _, name = slug.rpartition("/")
        return Goal(version, folder if name in (INDEX, "index.html", "index.md") else slug, unquote(anchor))
