"""Pages of a site in several languages: which is the translation of which, and which are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from builder.content.discover import FileTree
from builder.structure.page import Page
from builder.structure.redirects import Address
from builder.structure.version import Version


def untranslated(pages: Iterable[Page], versions: Sequence[Version]) -> tuple[Page, ...]:
    """For each language the pages of the default one that it lacks, at their addresses in that language."""
    originals = original_versions(versions)
    if not originals:
        return ()
    pages = tuple(pages)
    slugs = {(page.version, page.slug) for page in pages}
    files = {(page.version, page.folder_path) for page in pages}
    return tuple(
        replace(page, version=name, is_fallback=True)
        for name, original in originals.items()
        for page in pages
        if page.version == original and (name, page.slug) not in slugs and (name, page.folder_path) not in files
    )


def original_versions(versions: Sequence[Version]) -> dict[str, str]:
    """The same version in the default language, by the name of a version in another language."""
    default = next((version.language for version in versions if version.is_default), "")
    own = {version.release: version.name for version in versions if version.language == default}
    return {
        version.name: own[version.release]
        for version in versions
        if version.language != default and version.release in own
    }


def addresses_of_originals(pages: Sequence[Page], versions: Sequence[Version]) -> dict[Address, Address]:
    """Addresses of translations with another slug than their original, by the address with the slug of that."""
    names = original_versions(versions)
    slugs = {(page.version, page.folder_path): page.slug for page in pages} if names else {}
    found: dict[Address, Address] = {}
    for page in pages if names else ():
        slug = slugs.get((names.get(page.version, ""), page.folder_path), page.slug)
        if slug != page.slug:
            found[page.version, slug] = (page.version, page.slug)
    return found


class LanguageVersions:
    """The versions that links of translations lead to."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.originals = original_versions(versions)
        """The same version in the default language, by the name of a version in another language."""
        self._releases = {version.name: version.release for version in versions}
        self._languages = {version.name: version.language for version in versions}
        self._same = {(version.release, version.language): version.name for version in versions}

    def meant(self, named: str, version: str, path: str) -> str:
        """The version that a link names, in the language of its page: ``/v1/…`` in a German page of v2 is German too.

        A link to the page's own version by name leads to the original, and one to ``latest`` to the page's language.
        """
        if version not in self.originals or named in self.originals:
            return named
        if self._releases[named] == self._releases[version] and path.partition("/")[0] == named:
            return named
        return self._same.get((self._releases[named], self._languages[version]), named)


class Translations:
    """Finds the same page in other languages: by its file, else by its slug."""

    def __init__(
        self, versions: Sequence[Version], pages: Mapping[tuple[str, str], Page], files: Mapping[tuple[str, str], Page]
    ) -> None:
        self.versions = versions
        self._originals = original_versions(versions)
        self._pages = pages
        self._files = files

    def original(self, page: Page) -> Page | None:
        """The page of the default language that a page translates; ``None`` for a page of that language."""
        name = self._originals.get(page.version)
        return None if name is None else self.find(page, name)

    def find(self, page: Page, version: str) -> Page | None:
        """The same page in a version of another language, perhaps a fallback; ``None`` if that language lacks it."""
        return self._files.get((version, page.folder_path)) or self._pages.get((version, page.slug))


class SectionBehind(msgspec.Struct, frozen=True):
    """A section of an original that is another one than when it was translated."""

    kind: Literal["changed", "added", "removed"]
    anchor: str
    """In the original; empty for the text before any heading."""


def sections_behind(original: Mapping[str, str], translated: Mapping[str, str]) -> Iterator[SectionBehind]:
    """The differences between an original's sections, by anchor, and those that were translated."""
    for anchor, digest in original.items():
        if anchor not in translated:
            yield SectionBehind("added", anchor)
        elif translated[anchor] != digest:
            yield SectionBehind("changed", anchor)
    yield from (SectionBehind("removed", anchor) for anchor in translated if anchor not in original)


def paths_of_originals(tree: FileTree, default: str) -> dict[str, str]:
    """The path of the original, which may not exist, by path of its translation."""
    own = {part.release: part.folder for part in tree.parts if part.language == default}
    found: dict[str, str] = {}
    for part in tree.parts:
        original = own.get(part.release)
        if part.language == default or original is None:
            continue
        start = len(f"{tree.content}/{part.folder}".rstrip("/")) + 1
        base = f"{tree.content}/{original}".rstrip("/")
        found.update((stamp.path, f"{base}/{stamp.path[start:]}") for stamp in tree.pages.get(part.name, ()))
    return found
