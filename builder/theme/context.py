"""The context of the page templates: typed records with all values ready to be written.

URLs are absolute in the host, including the base path (``/docs/v1.7.x/install/``), or external. The templates escape
everything except values of type ``Markup``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from markupsafe import Markup

VersionStatus = Literal["released", "outdated", "unreleased"]
PageKind = Literal["home", "page", "guide", "generated"]
NoticeKind = Literal["outdated", "unreleased", "info"]
Direction = Literal["ltr", "rtl"]
Layout = Literal["", "wide", "landing"]

_NOTHING = Markup("")


class LinkView(msgspec.Struct, frozen=True):
    """A link."""

    title: str
    """The link's text."""
    url: str
    """The link's target."""
    description: str = ""
    """In a list of pages, the description of the target; may be empty."""


class AssetFile(msgspec.Struct, frozen=True):
    """A published static file."""

    url: str
    """URL with the digest in its name, so that browsers may cache it for ever."""
    integrity: str
    """``sha384-…``, for the attribute of that name."""


class Logo(msgspec.Struct, frozen=True):
    """The image next to the site's name."""

    url: str
    """URL of the image."""
    width: int | None = None
    """In pixels, if known."""
    height: int | None = None
    """In pixels, if known."""


class HeadTag(msgspec.Struct, frozen=True):
    """An element in the head of each page."""

    name: str
    """``meta`` or ``link``."""
    attributes: Mapping[str, str]
    """Its attributes."""


class Banner(msgspec.Struct, frozen=True):
    """A sentence above every page."""

    text: str
    """The sentence."""
    link: LinkView | None = None
    """A link after it, if any."""
    id: str = ""
    """A digest of the banner's text, which identifies a closed banner; empty if readers can't close it."""


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """The values that are the same on every page of a build."""

    title: str
    """The site's name."""
    base: str = "/"
    """Path of the site on its host; begins and ends with ``/``."""
    language: str = "en"
    """Language of the content, as a BCP 47 tag."""
    direction: Direction = "ltr"
    """``ltr`` or ``rtl``, from the language."""
    edition: str = ""
    """The edition of this build; empty without editions."""
    links: tuple[LinkView, ...] = ()
    """Links in the header."""
    logo: Logo | None = None
    """``None`` without a logo."""
    footer: str = ""
    """A sentence at the foot of each page."""
    search: bool = False
    """Whether search indexes are published."""
    live_reload: str = ""
    """URL of the script that updates the page after a rebuild; empty except under ``serve``."""
    words: AssetFile | None = None
    """Module with the texts of scripts in the site's language."""
    colours: AssetFile | None = None
    """Style sheet with the project's own colours and fonts, loaded after the theme's."""
    styles: tuple[AssetFile, ...] = ()
    """The project's own style sheets, loaded last."""
    scripts: tuple[AssetFile, ...] = ()
    """The project's own scripts, run as modules."""
    head: tuple[HeadTag, ...] = ()
    """More elements of the head."""
    banner: Banner | None = None
    """The site-wide banner."""
    theme_colour: str = ""
    """The colour of the browser's frame; empty for none."""
    mark: str = ""
    """The letter of the default logo and icon."""


class VersionLink(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the version switcher."""

    name: str
    """The name of its folder."""
    title: str
    """The title that readers see."""
    url: str
    """URL of the same page in that version, or of its nearest parent there."""
    is_current: bool = False
    """True for the page's own version."""
    status: VersionStatus = "released"
    """``released``, ``outdated`` or ``unreleased``."""
    note: str = ""
    """A note if ``url`` is another page: ``This page is not in v1.6``."""
    is_latest: bool = False
    """True for the default version."""


class LanguageLink(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the language switcher."""

    language: str
    """The tag of the language."""
    title: str
    """The language's own name for itself."""
    url: str
    """URL of the same page in that language, or of the language's home."""
    direction: Direction = "ltr"
    """``ltr`` or ``rtl``."""
    is_current: bool = False
    """True for the language of the page."""


class Alternate(msgspec.Struct, frozen=True):
    """A translation of the page, for search engines."""

    language: str
    """The tag of the language, or ``x-default``."""
    url: str
    """Absolute if the site's URL is known."""


class HeadingView(msgspec.Struct, frozen=True):
    """An entry of the table of contents."""

    id: str
    """The anchor."""
    title: str
    """The text of the heading."""
    children: tuple[HeadingView, ...] = ()
    """The headings one level below."""


class Notice(msgspec.Struct, frozen=True):
    """A banner above the page's text."""

    kind: NoticeKind
    """``outdated``, ``unreleased`` or ``info``."""
    text: str
    """The sentence to show."""
    link: LinkView | None = None
    """A link after the sentence, if any."""


class Robots(msgspec.Struct, frozen=True):
    """Instructions for search engines."""

    noindex: bool = False
    """Whether to keep the page out of search results."""
    nofollow: bool = False
    """Whether to ignore the page's links."""


class ChecklistLinks(msgspec.Struct, frozen=True):
    """The checklist of a guide."""

    url: str
    """URL of its ``checklist.json``."""
    steps: int
    """The number of items with a check box."""


class PageFields(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of this page, without its text."""

    title: str
    """The title."""
    url: str
    """The URL of the page."""
    description: str = ""
    """A sentence about the page; may be empty."""
    canonical: str = ""
    """Absolute URL of the newest version of the page; empty if the site's URL is not known."""
    kind: PageKind = "page"
    """``home``, ``page``, ``guide`` or ``generated``."""
    edit_url: str = ""
    """URL to edit the page's source; may be empty."""
    last_change: str = ""
    """Date of the last change, ``2026-11-23``; empty if it is not known."""
    breadcrumbs: tuple[LinkView, ...] = ()
    """From the version's home down, without this page."""
    previous: LinkView | None = None
    """The page before it in reading order."""
    next: LinkView | None = None
    """The page after it in reading order."""
    markdown_url: str = ""
    """URL of its ``index.md``."""
    robots: Robots = Robots()
    """Instructions for search engines."""
    image: str = ""
    """Absolute URL of the image that other sites show with a link to the page."""
    front_matter: Mapping[str, object] = msgspec.field(default_factory=dict)
    """The front matter as the author wrote it, for a project's own templates."""
    language: str = ""
    """Language of the page's text as a BCP 47 tag, if it differs from the site's."""
    direction: Direction = "ltr"
    """Direction of that language."""
    layout: Layout = ""
    """``wide`` and ``landing`` have no table of contents, ``landing`` has no menu beside the text either."""
    has_heading: bool = True
    """Whether the text begins with its own ``<h1>``; otherwise the template writes the title."""


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``page.html``."""

    site: SiteView
    """Values of the whole site."""
    page: PageFields
    """Values of this page."""
    body: Markup
    """The text, with all URLs filled in."""
    assets: Mapping[str, AssetFile]
    """Static files by their name in the theme: ``handrail.css``."""
    versions: tuple[VersionLink, ...] = ()
    """The newest first; empty on an unversioned site."""
    languages: tuple[LanguageLink, ...] = ()
    """The page in each language of the site; empty in a site with one language."""
    alternates: tuple[Alternate, ...] = ()
    """The translations of the page, itself among them; empty without any."""
    nav: Markup = _NOTHING
    """The page's branch of the menu, rendered by :meth:`Theme.navigation`."""
    nav_url: str = ""
    """URL of the version's whole menu, ``menu.html``; empty if the branch is the whole menu."""
    search_url: str = ""
    """URL of the version's search index; empty if there is none."""
    toc: tuple[HeadingView, ...] = ()
    """The table of contents."""
    notices: tuple[Notice, ...] = ()
    """Banners above the page's text."""
    checklist: ChecklistLinks | None = None
    """The checklist of a guide; ``None`` for other pages."""
    feed_url: str = ""
    """URL of the site's Atom feed; empty if there is none."""
    changes: LinkView | None = None
    """Link to the page's changes since the previous version; ``None`` if there are none."""
    moved: str = ""
    """JSON: former anchors of the page, each with the present URL of that part; empty for none."""
    structured_data: Markup = _NOTHING
    """JSON-LD with ``<`` written as ``\\u003c``; a data block, which browsers do not execute."""
    lead: Markup = _NOTHING
    """In a guide, the beginning of ``body``: its title and first paragraph. The checklist is shown below it."""
    rest: Markup = _NOTHING
    """The part of ``body`` after ``lead``."""
    home: str = ""
    """URL of the home of the page's version, to which the site's name in the header leads."""


class ListingView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``listing.html``: the text of a folder without a page, inside ``page.html``."""

    site: SiteView
    """Values of the whole site."""
    title: str
    """The title of the folder in the menu."""
    cards: tuple[LinkView, ...] = ()
    """The pages and folders in it."""


class RedirectView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``redirect.html``: a page that only redirects."""

    site: SiteView
    """Values of the whole site."""
    target: LinkView
    """The page to redirect to."""
    canonical: str = ""
    """Absolute URL of the target, if known."""
    icon: str = ""
    """URL of the site's icon, so that browsers don't request one that doesn't exist."""
    script: AssetFile | None = None
    """``redirect.js``, which keeps the anchor of the old address."""
    moved: str = "{}"
    """JSON: anchors of the old address that redirect to another page than the address itself, each with its URL."""


class NotFoundView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``not_found.html``: the page for missing addresses."""

    site: SiteView
    """Values of the whole site."""
    assets: Mapping[str, AssetFile]
    """Static files by their name in the theme."""
    versions: tuple[VersionLink, ...] = ()
    """The entries of the version switcher."""
    languages: tuple[LanguageLink, ...] = ()
    """The home of each language."""
    homes: tuple[LinkView, ...] = ()
    """Links to the home page of each version."""
    search_url: str = ""
    """URL of the default version's search index; empty if there is none."""
    pages_url: str = ""
    """URL of a JSON list of the site's pages, from which similar ones are suggested; may be empty."""
