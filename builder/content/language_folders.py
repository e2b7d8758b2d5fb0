"""The folders of the languages of a site, inside its versions or around them. Pure.

``content/v1/de/`` and ``content/de/v1/`` are both the German pages of version 1, ``content/de/`` those of a site
without versions. Pages of the default language may be in a folder of its own or beside those of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

Folders = Callable[[str], Sequence[str]]
"""The names of the folders directly in one, which is relative to the content folder; empty if it is not there."""


class LanguageOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``languages`` in ``handrail.yml``."""

    default: str = "en"
    """The tag of the language whose pages the others translate."""
    others: tuple[str, ...] = ()
    """The tags of all other languages; empty for a site in one language."""
    has_prefix: bool = False
    """Whether addresses of the default language begin with its tag too."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every language, the default one first."""
        return (self.default, *self.others)


class SitePart(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of one version in one language."""

    name: str
    """The beginning of its addresses: ``v1/de``, ``de/v1``, ``de``, ``v1``, or nothing."""
    folder: str
    """Relative to the content folder; empty for the content folder itself."""
    release: str
    """The name of its version; empty in a site without versions."""
    language: str
    apart: tuple[str, ...] = ()
    """Folders in it that belong to other languages, relative to the content folder."""


def parts_of(versions: Sequence[str], options: LanguageOptions) -> tuple[SitePart, ...]:
    """The parts of a site in one language; one without a name if it has no versions."""
    return tuple(SitePart(name=name, folder=name, release=name, language=options.default) for name in versions or ("",))


def language_parts(
    versions: Callable[[str], Sequence[str]], folders: Folders, options: LanguageOptions
) -> tuple[SitePart, ...]:
    """The parts of a site in several languages.

    ``versions`` gives the names of the version folders in a folder, which is relative to the content folder.
    """
    top = folders("")
    around = {language: versions(language) for language in options.all if language in top}
    own = versions("")
    releases = sorted({*own, *(name for names in around.values() for name in names)})
    inside = {release: folders(release) for release in own if releases} or {"": top}
    return tuple(part for release in releases or [""] for part in _of_release(release, inside, around, options))


def _of_release(
    release: str, inside: dict[str, Sequence[str]], around: dict[str, Sequence[str]], options: LanguageOptions
) -> Iterator[SitePart]:
    """The parts of a version. ``inside`` has the folders in those of versions, ``around`` versions by language."""
    places = {language: _folder(release, language, inside.get(release, ()), around) for language in options.all}
    here = tuple(folder for folder in places.values() if folder)
    for language, folder in places.items():
        if folder:
            bare = language == options.default and not options.has_prefix
            yield SitePart(name=release if bare else folder, folder=folder, release=release, language=language)
        elif language == options.default and release in inside:
            is_around = any(name.startswith(f"{other}/") for name in here for other in options.all)
            prefixed = f"{language}/{release}" if is_around else f"{release}/{language}"
            yield SitePart(
                name=prefixed.strip("/") if options.has_prefix else release,
                folder=release,
                release=release,
                language=language,
                apart=tuple(each for each in (*here, *around) if each != release),
            )


def _folder(release: str, language: str, inside: Sequence[str], around: dict[str, Sequence[str]]) -> str:
    """The folder of a language in a version; empty if it has none."""
    if language in inside:
        return f"{release}/{language}".lstrip("/")
    return f"{language}/{release}" if release and release in around.get(language, ()) else ""
