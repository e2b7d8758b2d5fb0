"""Pages of a site in several languages: which is the translation of which, and which are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from builder.structure.page import Page
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
    """By the name of a version in another language, that of the same version in the default language."""
    default = next((version.language for version in versions if version.is_default), "")
    own = {version.release: version.name for version in versions if version.language == default}
    return {
        version.name: own[version.release]
        for version in versions
        if version.language != default and version.release in own
    }


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
        """The same page in a version of another language, be it a fallback; ``None`` if that language lacks it."""
        return self._files.get((version, page.folder_path)) or self._pages.get((version, page.slug))
