"""The context of the page templates: typed records, every value ready to be written.

Addresses are absolute within the host, base path included (``/docs/v1.7.x/install/``), or external.
Everything is escaped by the templates but what is of type ``Markup``.
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

_NOTHING = Markup("")


class LinkView(msgspec.Struct, frozen=True):
    """Something to go to."""

    title: str
    url: str


class AssetFile(msgspec.Struct, frozen=True):
    """One static file as it is published."""

    url: str
    """With the digest in its name, so that it may be kept for ever."""
    integrity: str
    """``sha384-…``, for the attribute of that name."""


class Logo(msgspec.Struct, frozen=True):
    """The picture beside the site's name."""

    url: str
    width: int | None = None
    height: int | None = None


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """The values that are the same on every page of a build."""

    title: str
    base: str = "/"
    """Path below which the site lies; begins and ends with ``/``."""
    language: str = "en"
    """BCP 47 tag of the content."""
    direction: Direction = "ltr"
    edition: str = ""
    links: tuple[LinkView, ...] = ()
    """Shown in the header."""
    logo: Logo | None = None
    footer: str = ""
    """A sentence at the foot of each page."""
    search: bool = False
    """Whether search indexes are published."""
    live_reload: str = ""
    """URL of the script that reloads the page when it is built anew; empty but under ``serve``."""
    colours: AssetFile | None = None
    """Style sheet with the project's own colours and fonts, loaded after the theme's."""


class VersionLink(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the version switcher."""

    name: str
    title: str
    url: str
    """Of the same page in that version, or of its nearest parent there."""
    is_current: bool = False
    status: VersionStatus = "released"
    note: str = ""
    """Says so where ``url`` is not the same page: ``This page is not in v1.6``."""
    is_latest: bool = False


class HeadingView(msgspec.Struct, frozen=True):
    """One line of the table of contents."""

    id: str
    title: str
    children: tuple[HeadingView, ...] = ()


class NavEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the menu.

    A page carries its own branch only: the top level, and the entries along the path to the page
    with their siblings and children. An entry without a page of its own either has its children
    with it or takes the URL of the first page below it: each line works without scripts.
    """

    title: str
    url: str | None = None
    children: tuple[NavEntry, ...] = ()
    has_more: bool = False
    """True if it has children that are not given here."""
    is_open: bool = False
    """True along the path to the page."""
    is_current: bool = False
    icon: str = ""


class Notice(msgspec.Struct, frozen=True):
    """A banner above the page's text."""

    kind: NoticeKind
    text: str
    link: LinkView | None = None


class Robots(msgspec.Struct, frozen=True):
    """Instructions for search engines."""

    noindex: bool = False
    nofollow: bool = False


class ChecklistLinks(msgspec.Struct, frozen=True):
    """The checklist beside a guide."""

    url: str
    """Of its ``checklist.json``."""
    steps: int
    """How many items there are to tick."""


class PageFields(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of this page alone, without its text."""

    title: str
    url: str
    description: str = ""
    canonical: str = ""
    """Absolute URL of the newest version of the page; empty where the site's address is not known."""
    kind: PageKind = "page"
    edit_url: str = ""
    last_change: str = ""
    """A date, ``2026-11-23``, where it is known."""
    breadcrumbs: tuple[LinkView, ...] = ()
    """From the version's home down, this page not included."""
    previous: LinkView | None = None
    next: LinkView | None = None
    markdown_url: str = ""
    """Of its ``index.md``."""
    robots: Robots = Robots()
    image: str = ""
    """Absolute URL of the picture that stands for the page elsewhere."""
    front_matter: Mapping[str, object] = msgspec.field(default_factory=dict)
    """As the author wrote it, for templates of a project's own."""
    language: str = ""
    """BCP 47 tag of the page's text, where the author gives it another than the site's."""
    direction: Direction = "ltr"
    """Of that language."""
    has_heading: bool = True
    """Whether the text begins with its own ``<h1>``; else the template writes the title."""


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``page.html`` gets, under these names."""

    site: SiteView
    page: PageFields
    body: Markup
    """The text, with every address in it filled in."""
    assets: Mapping[str, AssetFile]
    """Static files by their name in the theme: ``handrail.css``."""
    versions: tuple[VersionLink, ...] = ()
    """The newest first; none on an unversioned site."""
    nav: Markup = _NOTHING
    """The branch of the menu, rendered by :meth:`Theme.navigation`."""
    nav_url: str = ""
    """Of the version's whole menu, ``menu.html``; empty where the branch is all there is."""
    search_url: str = ""
    """Of the version's search index; empty where there is none."""
    toc: tuple[HeadingView, ...] = ()
    notices: tuple[Notice, ...] = ()
    checklist: ChecklistLinks | None = None
    feed_url: str = ""
    """Of the site's Atom feed; empty where there is none."""
    changes: LinkView | None = None
    """What has changed in the page since the version before; ``None`` if nothing has."""
    moved: str = ""
    """JSON: anchors that the page had once, each with the address where that part is now; empty for none."""
    structured_data: Markup = _NOTHING
    """JSON-LD, ``<`` written as ``\\u003c``; a data block, which a browser does not execute."""


class ChangedSection(msgspec.Struct, frozen=True):
    """One section that is not as it was."""

    kind: Literal["added", "changed", "removed"]
    link: LinkView
    """Of a removed section: to the version before."""


class ChangedPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page that is not as it was."""

    id: str
    """An id for its line; pages lead to it."""
    after: LinkView
    before: LinkView
    is_moved: bool = False
    """Whether it had another address."""
    sections: tuple[ChangedSection, ...] = ()
    """None where the words are the same."""


class ChangesView(msgspec.Struct, frozen=True, kw_only=True):
    """The context of ``changes.html``: the text of a version's list of changes, which ``page.html`` frames."""

    site: SiteView
    version: str
    """Its title."""
    since: str
    """The title of the version before."""
    added: tuple[LinkView, ...] = ()
    changed: tuple[ChangedPage, ...] = ()
    removed: tuple[LinkView, ...] = ()
    """Each leads to the version before."""


class RedirectView(msgspec.Struct, frozen=True, kw_only=True):
    """The context of ``redirect.html``: a page that only redirects."""

    site: SiteView
    target: LinkView
    canonical: str = ""
    icon: str = ""
    """Of the site, so that browsers don't ask for another that isn't there."""
    script: AssetFile | None = None
    """``redirect.js``, which takes the anchor of the old address along."""
    moved: str = "{}"
    """JSON: anchors of the old address that lead elsewhere than the rest of it, each with its address."""


class NotFoundView(msgspec.Struct, frozen=True, kw_only=True):
    """The context of ``not_found.html``: the page that a host shows for a missing page."""

    site: SiteView
    assets: Mapping[str, AssetFile]
    versions: tuple[VersionLink, ...] = ()
    homes: tuple[LinkView, ...] = ()
    """Where to go on: the home of each version."""
    search_url: str = ""
    """Of the default version's search index; empty where there is none."""
    pages_url: str = ""
    """Of a JSON list of the site's pages, from which the nearest is suggested; may be empty."""
