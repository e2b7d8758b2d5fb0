"""Records of an import: the source site, the files to write, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from builder.importing.markup.dialect import Dialect

OPENAPI_PAGE = "page of an OpenAPI description"
"""The report's name for a page that a program makes of an OpenAPI description on the old site."""


class Note(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """An entry of the report."""

    kind: Literal["done", "left"]
    """``left``: it needs attention."""
    construct: str
    """Its name, in a few words: ``admonition``, ``redirect with a pattern``."""
    path: str
    """The file of the source, relative to it."""
    line: int
    detail: str = ""


class SourcePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the source site."""

    path: str
    """Its file, relative to the source."""
    version: str
    """The folder of its version below ``content``; empty in a site without versions."""
    slug: str
    """Its address below the version, without slashes at its ends."""
    url: str
    """Its address on the old site, below the site's base, without a slash at its end."""
    front: Mapping[str, Any] = {}
    """Its front matter."""
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""
    dialect: Dialect = Dialect()
    title: str = ""
    """Empty to take the first heading, or a name made of the path."""
    language: str = ""
    order: float | None = None
    redirects: tuple[str, ...] = ()
    """Old addresses that its front matter names."""
    name: str = ""
    """The name by which menus refer to it; its path if it has none."""
    draft: bool = False


class MenuItem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a menu."""

    title: str
    """Empty to take the page's title."""
    target: str = ""
    """The path of a page's file, or an ``https://`` URL; empty for a heading only."""
    children: tuple[MenuItem, ...] = ()
    line: int = 1
    path: str = ""
    """The file that says so."""
    icon: str = ""


class SourceRedirect(msgspec.Struct, frozen=True):
    """A redirect of the source site."""

    source: str
    target: str
    path: str
    line: int = 1


class StaticRoot(msgspec.Struct, frozen=True):
    """A folder whose files the old site serves."""

    folder: str
    """Relative to the source."""
    url: str = ""
    """The address of the folder, without a slash at its end."""


class TagSchema(msgspec.Struct, frozen=True):
    """The attributes of a component or tag, read from its source."""

    attributes: Mapping[str, Mapping[str, Any]]
    """``type``, ``required``, ``default`` and ``matches`` of each attribute, by name."""
    self_closing: bool = False
    inline: bool = False
    path: str = ""


class SourceSite(msgspec.Struct, frozen=True, kw_only=True):
    """A whole site as its system describes it."""

    system: str
    pages: tuple[SourcePage, ...]
    title: str = ""
    base_url: str = ""
    language: str = ""
    home: str = ""
    """The URL of the old site's root, to which links lead that begin with a slash; empty if it isn't known."""
    menus: Mapping[str, tuple[MenuItem, ...]] = {}
    """Keyed by version; a version without one gets its menu from the slugs."""
    redirects: tuple[SourceRedirect, ...] = ()
    static: tuple[StaticRoot, ...] = ()
    version_folders: tuple[str, ...] = ()
    version_titles: Mapping[str, str] = {}
    default_version: str = ""
    unversioned_default: bool = False
    """Whether the old site has the default version at addresses without a version."""
    aliases: Mapping[str, str] = {}
    """Folders by the name that begins a path: ``@site`` → ``""``, ``@images`` → ``src/images``."""
    names: Mapping[str, Any] = {}
    """Constants that every page knows."""
    relative_to: Literal["file", "url"] = "file"
    """The base of a relative link without a suffix; the other one is tried second."""
    by_tail: bool = False
    """Whether an address that is not found is looked for by its last names, for routes can't be known."""
    part_folders: tuple[str, ...] = ()
    """Where parts are looked for by their name alone."""
    schemas: Mapping[str, TagSchema] = {}
    """The schemas of the site's own components, by name."""
    slug_style: Literal["github", "python", "plain"] = "github"
    """How ids are made from headings."""
    notes: tuple[Note, ...] = ()
    other_parts: tuple[str, ...] = ()
    """Addresses, and all below them, of pages of the old site that are not documents: ``/blog``."""
    url_prefixes: tuple[str, ...] = ()
    """Paths that links may begin with in spite of the site's base: ``/docs``."""


class ImportedFile(msgspec.Struct, frozen=True):
    """A file of the new project."""

    path: str
    """Relative to the project."""
    text: str = ""
    copy_of: str = ""
    """The file of the source that it is a copy of, instead of a text."""
    data: bytes = b""
    """Its bytes, instead of a text."""


class ImportResult(msgspec.Struct, frozen=True):
    """The result of an import."""

    files: tuple[ImportedFile, ...]
    """Every file once, sorted by path."""
    notes: tuple[Note, ...]
    pages: int
    counts: Mapping[str, int] = {}
    """Pages, parts, menu entries, redirects, files and stubs that were made."""
