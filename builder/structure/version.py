"""Versions: their order, the default version, and which are released."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from builder.content.language_folders import SitePart

_NUMBER = re.compile(r"\d+|(?<=\.)x(?![a-z])", re.IGNORECASE)
"""``x`` matches every number: ``v1.7.x`` comes after ``v1.7.4``."""
_ANY = 1 << 62

_UNFINISHED = (
    *(
        "dev",
        "snapshot",
        "nightly",
        "canary",
        "edge",
        "unstable",
        "experimental",
        "insiders",
        "insider",
        "daily",
        "weekly",
    ),
    *(
        "development",
        "unreleased",
        "upcoming",
        "future",
        "wip",
        "draft",
        "testing",
        "staging",
        "trunk",
        "main",
        "master",
    ),
    *("head", "prerelease", "tp", "test", "vnext", "bleeding", "planned", "proposed", "poc"),
)
"""Names of unfinished builds, which come before the next stage: ``1.0a2.dev3`` comes before ``1.0a2``."""
_STAGES = ("alpha", "beta", "milestone", "ea", "eap", "preview", "pre", "next", "rc")
"""Names of pre-release stages, in their order."""
_SHORT = {"a": "alpha", "b": "beta", "m": "milestone", "c": "rc", "cr": "rc", "candidate": "rc"}
"""Abbreviations of PEP 440 and others; those of one letter need a number on both sides: ``3.0b1``, ``3.0-M1``."""

_PRERELEASE = re.compile(
    rf"(?<![a-z])(?:{'|'.join((*_UNFINISHED, *_STAGES, 'cr', 'candidate'))})(?![a-z])|(?<=\d)[-._]?[abcm](?=[-._]?\d)"
    r"|(?<=\d)-20\d{6}(?!\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"\d+|[a-z]+")

LATEST = "latest"
"""The alias of the default version."""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the documentation."""

    name: str
    """The folder's name, and the first segment of its URLs: ``v1.7.x``; empty if unversioned."""
    title: str
    """The name that readers see."""
    released: bool
    is_default: bool
    """Whether it is the default version: the newest released one, unless the configuration names another."""
    part: SitePart | None = None
    """Its pages in one language, in a site in several languages, where ``name`` has the language too."""

    @property
    def language(self) -> str:
        """The tag of its language; empty in a site in one language."""
        return self.part.language if self.part is not None else ""

    @property
    def release(self) -> str:
        """The name of the version, which is the same in all languages."""
        return self.name if self.part is None else self.part.release

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other first segments of its URLs, such as ``latest``."""
        if not (self.is_default and self.release):
            return ()
        return ("/".join(LATEST if part == self.release else part for part in self.name.split("/")),)

    @property
    def prefix(self) -> str:
        """The beginning of its URLs: ``/v1.7.x``; empty if unversioned."""
        return f"/{self.name}" if self.name else ""


VersionKey = tuple[tuple[int, ...], int, tuple[tuple[int, int, str], ...], str]


def version_key(name: str) -> VersionKey:
    """A sort key for names in the order of PEP 440 and Semantic Versioning: v1.9, v1.10-rc.9, v1.10-rc.10, v1.10.

    The part after ``+`` is ignored.
    """
    plain = name.partition("+")[0].lower()
    found = _PRERELEASE.search(plain)
    main, stage = (plain[: found.start()], plain[found.start() :]) if found is not None else (plain, "")
    numbers = [_ANY if text == "x" else int(text) for text in _NUMBER.findall(main)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers), 0 if stage else 1, tuple(_stage_keys(stage)), name


def _stage_keys(stage: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a pre-release's name: an unfinished build comes before the end of the name, other parts after it."""
    for part in _PART.findall(stage):
        word = _SHORT.get(part, part)
        if part.isdecimal():
            yield 1, int(part), ""
        elif word in _UNFINISHED:
            yield -1, _UNFINISHED.index(word), ""
        else:
            yield 2, _STAGES.index(word) if word in _STAGES else len(_STAGES), word
    yield 0, 0, ""


def is_prerelease(name: str) -> bool:
    """Whether the name is that of a pre-release: ``v1.8.x-SNAPSHOT``, ``3.0b1``, ``nightly``."""
    return _PRERELEASE.search(name.partition("+")[0]) is not None


def order_versions(names: Iterable[str], titles: Mapping[str, str], default: str | None = None) -> tuple[Version, ...]:
    """The versions, newest first; an unversioned site has one, with an empty name."""
    ordered = sorted(names, key=version_key, reverse=True)
    if not ordered:
        return (Version(name="", title="", released=True, is_default=True),)
    if default not in ordered:
        default = next((name for name in ordered if not is_prerelease(name)), ordered[0])
    return tuple(
        Version(name=name, title=titles.get(name, name), released=not is_prerelease(name), is_default=name == default)
        for name in ordered
    )


def versions_in_languages(
    parts: Iterable[SitePart], titles: Mapping[str, str], default: str | None, languages: Sequence[str]
) -> tuple[Version, ...]:
    """The versions of a site in several languages, newest first, each in the order of the languages."""
    parts = tuple(parts)
    own = {part.release for part in parts if part.language == languages[0]}
    newest = next((version.name for version in order_versions(own - {""}, titles, default) if version.is_default), "")
    releases = order_versions({part.release for part in parts} - {""}, titles, newest or default)
    found = []
    for release in releases:
        for part in sorted(parts, key=lambda part: languages.index(part.language)):
            if part.release == release.name:
                found.append(replace(release, name=part.name, part=part))
    return tuple(found)


def versions_before(versions: Sequence[Version], loaded: Container[str]) -> dict[str, Version | None]:
    """For each loaded version the one to compare it with: the newest older one that is released, else the newest older
    one.

    ``versions`` are newest first.
    """
    there = [version for version in versions if version.name in loaded]
    return {
        version.name: _before([older for older in there[index + 1 :] if older.language == version.language])
        for index, version in enumerate(there)
    }


def _before(older: Sequence[Version]) -> Version | None:
    return next((version for version in older if version.released), older[0] if older else None)
