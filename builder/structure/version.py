"""Versions: their order, which one is the default, which are released."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

_NUMBER = re.compile(r"\d+")
_PRERELEASE = re.compile(r"(?<![a-z])(snapshot|alpha|beta|rc|dev|next|pre)(?![a-z])", re.IGNORECASE)

LATEST = "latest"
"""The alias of the default version."""


class Version(msgspec.Struct, frozen=True):
    """One version of the documentation."""

    name: str
    """The folder's name, and the first segment of its URLs: ``v1.7.x``; empty if unversioned."""
    title: str
    """What readers see."""
    released: bool
    is_default: bool
    """The newest released one, unless the configuration names another."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other first segments that lead to it."""
        return (LATEST,) if self.is_default and self.name else ()

    @property
    def prefix(self) -> str:
        """What its URLs begin with: ``/v1.7.x``; empty if unversioned."""
        return f"/{self.name}" if self.name else ""


def version_key(name: str) -> tuple[tuple[int, ...], int, str]:
    """Sorts names by number: v1.9 before v1.10, ``-beta`` before its release."""
    numbers = tuple(int(number) for number in _NUMBER.findall(_PRERELEASE.split(name)[0]))
    return numbers, 0 if is_prerelease(name) else 1, name


def is_prerelease(name: str) -> bool:
    """Whether the name says that it is not out yet: ``v1.8.x-SNAPSHOT``."""
    return _PRERELEASE.search(name) is not None


def order_versions(names: Iterable[str], titles: Mapping[str, str], default: str | None = None) -> tuple[Version, ...]:
    """The versions, newest first; an unversioned site has one, with an empty name."""
    ordered = sorted(names, key=version_key, reverse=True)
    if not ordered:
        return (Version("", "", released=True, is_default=True),)
    if default not in ordered:
        default = next((name for name in ordered if not is_prerelease(name)), ordered[0])
    return tuple(Version(name, titles.get(name, name), not is_prerelease(name), name == default) for name in ordered)


def versions_before(versions: Sequence[Version], loaded: Container[str]) -> dict[str, Version | None]:
    """For each version that is loaded the one it is compared with: the newest released that is older, else the newest.

    ``versions`` are newest first.
    """
    there = [version for version in versions if version.name in loaded]
    return {version.name: _before(there[index + 1 :]) for index, version in enumerate(there)}


def _before(older: Sequence[Version]) -> Version | None:
    return next((version for version in older if version.released), older[0] if older else None)
