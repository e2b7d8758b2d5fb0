"""The site: every page at its place, with every reference resolved. Checks and outputs read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from builder.content.discover import FileTree
from builder.content.folder_menu import FolderMenu
from builder.content.images import ImageInfo
from builder.content.menu import Menu
from builder.content.other_inventories import OtherInventory
from builder.content.scaled_images import ResponsiveImages
from builder.structure.link_resolver import Resolver
from builder.structure.navigation import Navigation
from builder.structure.page import Page
from builder.structure.places import LeftOut, Places, Resolution
from builder.structure.translations import SectionBehind, Translations, sections_behind
from builder.structure.version import Version


class SiteSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of the whole site."""

    title: str
    base_url: str
    """Without a slash at its end; empty if unknown."""
    base_path: str
    """The path below which the site is published: ``""`` or ``/docs``."""
    edition: str
    """The edition of this build; empty if there are none."""
    image_max_bytes: int = 2_000_000
    """Larger image files are reported."""
    responsive_images: ResponsiveImages | None = None
    """The copies of images; ``None`` if they are published as they are."""
    fingerprint_images: bool = False
    """Whether images are published with a digest in their names."""
    shown_elsewhere: frozenset[str] = frozenset()
    """Images of the theme, by the path at which they are served."""
    front_matter_schema: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """A JSON Schema that every page's front matter must match; empty for none."""
    own_links: tuple[OwnLink, ...] = ()
    """Links and images of the configuration."""
    feed: str = ""
    """The slug below which releases are announced; empty for none."""
    changes: bool = True
    """Whether pages show the changes since the version before."""
    editions: tuple[str, ...] = ()
    """The editions of the project."""
    languages: tuple[str, ...] = ()
    """The tags of the site's languages, the default one first; empty for a site in one language."""
    translated: Mapping[str, Mapping[str, str]] = {}
    """The digests of the sections from which a translation was made, by path of the translation."""
    language_titles: Mapping[str, str] = {}
    """Names of languages that the configuration gives, by tag."""
    title_always: bool = False
    """Whether the title is shown above a body that has a heading of the first level."""

    inventories: Mapping[str, OtherInventory] = {}
    """The inventories of other projects, by URL without a slash at its end."""
    config_names: tuple[ConfigName, ...] = ()
    """Names in the configuration that pages, files or links must match."""
    icons: frozenset[str] = frozenset()
    """The names of all icons."""
    other_files: tuple[str, ...] = ()
    """Files that problems may be in besides those of the tree: the configuration, tag files, the glossary."""

    def language_of(self, page: Page) -> str:
        """The language of a page if it differs from its surroundings: from front matter, or that of the original."""
        declared = page.facts.front_matter.get("language")
        if isinstance(declared, str):
            return declared
        return self.languages[0] if page.is_fallback else ""

    def shows_title(self, page: Page) -> bool:
        """Whether the title is shown above the page's text."""
        return self.title_always or not page.facts.has_main_heading


class OwnLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link or an image of ``handrail.yml``."""

    kind: Literal["link", "image"]
    key: str
    """``theme.links.0.url``."""
    target: str
    path: str
    """The file that contains it, relative to the project."""
    line: int
    column: int


class ConfigName(msgspec.Struct, frozen=True, kw_only=True):
    """A name or a pattern of ``handrail.yml`` that must match something."""

    kind: Literal["ignore", "feed", "url"]
    """``ignore``: a pattern of paths; ``feed``: a slug; ``url``: a regular expression of URLs."""
    key: str
    """The key: ``external.ignore``."""
    name: str
    path: str
    """The file that contains it, relative to the project."""
    line: int
    column: int


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is published, and all problems found so far."""

    settings: SiteSettings
    versions: tuple[Version, ...]
    """Newest first."""
    pages: tuple[Page, ...]
    """Sorted by version, the newest first, then by slug."""
    fallbacks: tuple[Page, ...] = ()
    """Pages of the default language at the addresses of translations that don't exist."""
    places: Places
    resolver: Resolver
    resolutions: Mapping[str, tuple[Resolution, ...]]
    """The resolutions of each article's references, in their order, by the key of the page."""
    navigations: Mapping[str, Navigation]
    """Keyed by version name."""
    menus: Mapping[str, Menu]
    """Keyed by version name; versions without a menu file have none."""
    folder_menus: Mapping[str, Mapping[str, FolderMenu]]
    """Keyed by version name and folder, in versions without a menu file."""
    images: Mapping[str, ImageInfo]
    """Every image file that a page shows, by its path in the project."""
    left_out: tuple[tuple[Page, LeftOut], ...]
    """Pages that this build does not publish, with the reason."""
    tree: FileTree
    """All files, used or not."""
    partial_users: Mapping[str, tuple[str, ...]]
    """The paths of the pages that show it, by partial name."""

    @property
    def published(self) -> tuple[Page, ...]:
        """Everything that has an address of a page."""
        return (*self.pages, *self.fallbacks) if self.fallbacks else self.pages

    @property
    def translations(self) -> Translations:
        """Finds pages in other languages."""
        return Translations(self.versions, self.places.pages, self.places.by_file)

    def sections_behind(self, page: Page) -> tuple[SectionBehind, ...]:
        """The sections of a translation's original that have changed since; empty where that is not known."""
        known = self.settings.translated.get(page.path)
        original = self.translations.original(page) if known is not None else None
        if known is None or original is None or page.is_fallback:
            return ()
        return tuple(sections_behind(original.facts.sections, known))

    def version(self, name: str) -> Version:
        """The version with that name."""
        return next(version for version in self.versions if version.name == name)

    @property
    def default_version(self) -> Version:
        """The version of ``latest``, in the default language."""
        return next(version for version in self.versions if version.is_default)

    @property
    def default_versions(self) -> tuple[Version, ...]:
        """The version of ``latest`` in each language."""
        return tuple(version for version in self.versions if version.is_default)
