"""The configuration as records; :mod:`builder.config.keys` defines the values of each key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from builder.content.anchor_styles import AnchorStyle
from builder.content.format_config import FormatConfig
from builder.content.language_folders import LanguageOptions
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.content.page_names import PageNames
from builder.content.project_files import PARTIALS_FOLDER
from builder.content.scaled_images import ResponsiveImages
from builder.content.yaml_document import KeyPath

FILE = "handrail.yml"

Level = Literal["error", "warning", "info", "off"]


class VersionsConfig(msgspec.Struct, frozen=True):
    """``versions``: the folders that are versions, and their titles."""

    folders: tuple[str, ...] | None = None
    """Folder names; ``None`` means every folder named ``v<digit>…``."""
    titles: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Keyed by folder name."""
    default: str | None = None
    """The version of ``latest``; ``None`` means the newest released one."""
    variables: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    """Values of variables for one version's pages, by folder name."""


class LanguagesConfig(msgspec.Struct, frozen=True):
    """``languages``: the languages besides the site's own."""

    folders: tuple[str, ...] = ()
    """Their tags, which are the names of their folders."""
    titles: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Their names, by tag."""
    prefix: bool = False
    """Whether addresses of the site's own language begin with its tag too."""


class LinkConfig(msgspec.Struct, frozen=True):
    """A link in the header."""

    title: str
    url: str


class BannerConfig(msgspec.Struct, frozen=True):
    """A sentence above every page."""

    text: str
    link: str = ""
    link_text: str = ""
    dismissible: bool = True


class HeadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A ``meta`` or ``link`` element in the head of each page; empty attributes are left out."""

    name: str = ""
    property: str = ""
    content: str = ""
    rel: str = ""
    href: str = ""
    type: str = ""
    sizes: str = ""
    media: str = ""
    title: str = ""


class ThemeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """``theme``: settings of the look that need no template."""

    logo: str = ""
    """An image file as pages name it: ``/images/logo.svg``."""
    links: tuple[LinkConfig, ...] = ()
    """In the header."""
    banner: BannerConfig | None = None
    css: tuple[str, ...] = ()
    """Names below ``theme/static``, loaded after the theme's own."""
    js: tuple[str, ...] = ()
    head: tuple[HeadEntry, ...] = ()
    footer: str = ""
    """A sentence at the foot of each page."""
    colors: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Keyed by the names in the manual's page on themes."""
    fonts: Mapping[str, str] = msgspec.field(default_factory=dict)


class ExternalConfig(msgspec.Struct, frozen=True, kw_only=True):
    """``external``: how links to other sites are checked."""

    ignore: tuple[str, ...] = ()
    """Regular expressions of URLs that Handrail does not request."""
    timeout: float = 20.0
    """Seconds for one request."""
    retries: int = 2
    per_host: int = 2
    """Requests to one host at a time."""
    cache_days: float = 7.0
    """Days for which a successful check stays valid."""
    private: bool = False
    """Whether addresses in the own network are requested."""


class ChecklistConfig(msgspec.Struct, frozen=True):
    """``checklist``: how guides are recognised and read."""

    headings: tuple[str, ...] = ()
    """Further patterns of step headings, regular expressions with the number as their first group."""
    verbs: tuple[str, ...] = ()
    """Further verbs that begin a step."""
    language: str = "en"


class ReadingConfig(msgspec.Struct, frozen=True, kw_only=True):
    """``reading``: a site of another program, read as it is."""

    suffixes: tuple[str, ...] = ()
    """Further suffixes of pages: ``.mdoc.md``."""
    index: tuple[str, ...] = ()
    """Further names of a folder's index, without suffix: ``README``."""
    folder_index: bool = False
    """Whether ``foo/foo.md`` is the index of ``foo``."""
    leave_out: tuple[str, ...] = ()
    """Patterns of files that are not pages, relative to their version's folder."""
    partials: str = ""
    """The folder of the partials; empty for that in the content folder."""
    static: tuple[str, ...] = ()
    """Folders whose files are published at their own addresses."""
    aliases: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Prefixes of targets, and their replacements: ``@images/`` is ``/images/``."""
    other_parts: tuple[str, ...] = ()
    """Paths of the host that other programs publish."""
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Fields of the front matter by other names: ``aliases`` is ``redirect_from``."""
    title: Literal["once", "always"] = "once"
    """Whether the title is shown above a body that has a heading of the first level."""

    @property
    def names(self) -> PageNames:
        """Which files are pages."""
        return PageNames.of(self.suffixes, self.index, self.leave_out, is_folder_index=self.folder_index)


class ProjectConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``handrail.yml`` contains."""

    title: str = "Documentation"
    base_url: str = ""
    """The URL of the published site: ``https://docs.example.com/product``."""
    language: str = "en"
    """BCP 47 tag of the content."""
    languages: LanguagesConfig = LanguagesConfig()
    content: str = "content"
    output: str = "site"
    images: tuple[str, ...] = ("content/images", "public/images", "images")
    """Folders served at ``/images/``; the first that has a file wins."""
    versions: VersionsConfig = VersionsConfig()
    editions: tuple[str, ...] = ()
    """Names; a page or tag may belong to one."""
    edition: str = ""
    """The edition to build; by default the first of ``editions``."""
    anchors: AnchorStyle = "github"
    variables: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Values that pages can show as ``{% $name %}``."""
    severity: Mapping[str, Level] = msgspec.field(default_factory=dict)
    """Keyed by diagnostic code; ``off`` silences it."""
    ignore: tuple[str, ...] = ()
    """Paths that checks pass over, as patterns: ``content/v0.13.*/**``."""
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """A JSON Schema that every page's front matter must meet."""
    checklist: ChecklistConfig = ChecklistConfig()
    format: FormatConfig = FormatConfig()
    markdown: MarkdownOptions = LANGUAGE_ALONE
    reading: ReadingConfig = ReadingConfig()
    theme: ThemeConfig = ThemeConfig()
    shared_folders: tuple[str, ...] = ()
    """Folders outside the project, in the same repository, that its symbolic links may lead into."""
    code_folders: tuple[str, ...] = ()
    """Folders outside the project whose files pages may show as code."""
    link_schemes: tuple[str, ...] = ()
    """Schemes of links that are published besides those of the web, of mail and of telephones."""
    edit_url: str = ""
    """URL to edit a page's source; the page's path is appended."""
    feed: str = "/releases"
    """The slug below which releases are announced, for the site's feed; empty for none."""
    redirects: str = "redirects.yml"
    baseline: str = ""
    """The file of problems that are known, which fail neither a check nor a build; empty for none."""
    ledger: str = "urls.txt"
    """The file of every URL that was ever published."""
    inventories: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The file with the inventory, by URL of another project's documentation."""
    external: ExternalConfig = ExternalConfig()
    image_max_bytes: int = 2_000_000
    responsive_images: ResponsiveImages = ResponsiveImages()
    fingerprint_images: bool = False
    """Whether images are published with a digest in their names."""
    search: bool = True
    changes: bool = True
    """Whether pages show the changes since the version before."""
    places: Mapping[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of each value in the file, by its keys; empty for the keys themselves."""

    @property
    def all_languages(self) -> LanguageOptions:
        """The site's languages, its own first."""
        others = tuple(name for name in self.languages.folders if name != self.language)
        return LanguageOptions(default=self.language, others=others, has_prefix=self.languages.prefix)

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders with pages, partials, images and other files, relative to the project."""
        named = (self.reading.partials,) if self.reading.partials else ()
        return (self.content, *self.images, *self.reading.static, *named)

    @property
    def partials(self) -> str:
        """The folder of the partials, relative to the project."""
        return self.reading.partials or f"{self.content}/{PARTIALS_FOLDER}"

    @property
    def base_path(self) -> str:
        """The path below which the site is published: empty, or ``/product``."""
        return urlsplit(self.base_url).path.rstrip("/")
