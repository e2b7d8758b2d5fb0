"""The context of all outputs: the site, its problems, its theme, and a loader of the articles' texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import msgspec

from builder.article.records import Content, Facts
from builder.caches import bounded_cache
from builder.checklist import ChecklistDraft
from builder.content.addresses import NOWHERE, is_in_site, publishable
from builder.content.scaled_images import ResponsiveImages
from builder.outputs.fingerprints import image_url
from builder.outputs.output import Known, Recipe, known
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site
from builder.structure.version import Version
from builder.theme.assets import StaticFile
from builder.theme.context import AssetFile, SiteView
from builder.theme.environment import Theme
from builder.vocabulary import Messages

T = TypeVar("T")
Scale = Callable[[str, int, ResponsiveImages], bytes]


class Remember(Protocol):
    """Pieces of outputs by the digest of all that they are made from; only those that no build has made are made."""

    def __call__(self, type: type[T], wanted: Mapping[str, Callable[[], T]], /) -> Mapping[str, T]: ...


def make_each(type: type[T], wanted: Mapping[str, Callable[[], T]]) -> Mapping[str, T]:
    """Without a memory, each piece is made."""
    return {digest: make() for digest, make in wanted.items()}


_SAFE_IN_URL = "/#?=&%:@!$'()*+,;~[]"
_NOTHING_TO_QUOTE = re.compile(rf"[\w.\-{re.escape(_SAFE_IN_URL)}]*", re.ASCII)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a site whose outputs are declared."""

    pages: tuple[Page, ...]
    versions: tuple[Version, ...]
    """The versions whose own files, such as lists and indexes, are declared."""
    is_whole: bool = False
    """Whether outputs are declared too that depend on the interfaces of pages only."""

    def has(self, version: str) -> bool:
        """Whether the files of that version are declared."""
        return any(each.name == version for each in self.versions)


class Shell(msgspec.Struct, frozen=True):
    """Values that all pages share, for their records: templates, the site as they see it, static files."""

    theme: Known[Theme]
    site: Known[SiteView]
    assets: Known[Mapping[str, AssetFile]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderContext:
    """Everything that outputs may use."""

    site: Site
    theme: Theme
    files: Mapping[str, StaticFile]
    """The theme's static files, by name."""
    assets: Mapping[str, AssetFile]
    """The same, as templates see them."""
    view: SiteView
    content: Callable[[Page], Content]
    """The renderings of a page's article."""
    checklist: Callable[[str, Facts], ChecklistDraft | None]
    """The checklist of a page, by its path and facts; ``None`` if it has none."""
    last_changes: Mapping[str, str]
    """The date of the last change by page path, ``2026-11-23``, if it is known."""
    checks: tuple[Mapping[str, Any], ...]
    """The result of each check: id, title, status, counts and problems."""
    version: str
    """Digest of this program, including its code."""
    program: str
    """The program's version, as outputs state it."""
    scale: Scale | None = None
    """Makes a copy of an image file with that width; ``None`` if images are published as they are."""
    edit_base: str = ""
    """URL to edit a page's source; empty if there is none."""
    other_views: Mapping[str, SiteView] = field(default_factory=dict)
    """The site as templates in its other languages see it, by language."""
    narrowed: Scope | None = None
    """The part of the site to declare; ``None`` for all of it."""
    remember: Remember = make_each
    """Finds pieces of outputs that earlier builds made."""

    shell: Shell = field(init=False, repr=False, compare=False)
    """Values that all pages share."""
    other_shells: Mapping[str, Shell] = field(init=False, repr=False, compare=False)
    """The same for pages in other languages, by language."""
    recipe: Recipe = field(init=False, repr=False, compare=False)
    remembered: dict[str, dict[str, Any]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Results of functions of :func:`once_a_page`, by their name and the page's path."""

    def __post_init__(self) -> None:
        theme, assets = Known(self.theme.digest, lambda: self.theme), known(self.assets)
        object.__setattr__(self, "shell", Shell(theme, known(self.view), assets))
        others = {language: Shell(theme, known(view), assets) for language, view in self.other_views.items()}
        object.__setattr__(self, "other_shells", others)
        object.__setattr__(self, "recipe", Recipe(self.version))

    @property
    def words(self) -> Messages:
        """The words of the theme."""
        return self.theme.words(self.view.language)

    def shell_of(self, version: str) -> Shell:
        """The values that all pages of a version's language share."""
        return self.other_shells.get(self.language_of(version), self.shell) if self.other_shells else self.shell

    def words_of(self, version: str) -> Messages:
        """The words of the theme in the language of a version."""
        return self.theme.words(self.language_of(version)) if self.other_shells else self.words

    def language_of(self, version: str) -> str:
        """The tag of the language of a version."""
        return self.site.version(version).language or self.view.language

    @property
    def scope(self) -> Scope:
        """The part of the site whose outputs are declared."""
        return self.narrowed or Scope(pages=self.site.pages, versions=self.site.versions, is_whole=True)

    def seen_as(self, view: SiteView, others: Mapping[str, SiteView]) -> RenderContext:
        """The same, with another view of the site for the templates, and for those of its other languages."""
        return replace(self, view=view, other_views=others)

    def remembering(self, remember: Remember) -> RenderContext:
        """The same, with a memory of pieces that earlier builds made."""
        return replace(self, remember=remember)

    def text(self, page: Page) -> Known[Content]:
        """The renderings of a page's article, for a record."""
        return Known(page.facts.content_digest, partial(self.content, page))

    def draft(self, page: Page) -> ChecklistDraft:
        """The checklist of a page that has one. Raises LookupError."""
        found = self.checklist(page.path, page.facts)
        if found is None:
            raise LookupError(f"'{page.path}' has no checklist.")
        return found

    def dimensions(self, resolution: Resolution) -> str:
        """An image's width and height as attributes, with a space before; empty if unknown."""
        info = self.site.images.get(resolution.path) if resolution.kind == "file" else None
        if info is None or not info.width or not info.height:
            return ""
        return f' width="{info.width}" height="{info.height}"'

    def edit_url(self, page: Page) -> str:
        """URL to edit the page's source; empty if there is none."""
        return self.outside(f"{self.edit_base.rstrip('/')}/{quote(page.path)}") if self.edit_base else ""

    def address(self, resolution: Resolution) -> str:
        """The published URL of a resolved reference."""
        if resolution.kind == "external":
            return self.outside(resolution.url)
        return self.href(image_url(self.site, resolution) if resolution.kind == "file" else resolution.url)

    def outside(self, url: str) -> str:
        """The URL of another site as written; ``#`` if it may not be published."""
        return publishable(url, self.site.places.schemes)

    def href(self, url: str) -> str:
        """A site-absolute URL as pages write it: below the base path, percent-encoded.

        The result is ``#`` for a URL with a scheme, or one that points out of the site.
        """
        base = self.site.settings.base_path
        quoted = base + _quoted(url) if url.startswith("/") else _quoted(url)
        return quoted if is_in_site(quoted) else NOWHERE

    def absolute(self, url: str) -> str:
        """A site-absolute URL with its host; empty if the site's URL is not known."""
        base = self.site.settings.base_url
        return base + _quoted(url) if base else ""


def once_a_page(function: Callable[[RenderContext, Page], T]) -> Callable[[RenderContext, Page], T]:
    """Cache a function's result for each page, for all outputs."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(emission: RenderContext, page: Page) -> T:
        known: dict[str, T] = emission.remembered.setdefault(name, {})
        if page.key not in known:
            known[page.key] = function(emission, page)
        return known[page.key]

    return remembered


def known_for_last(function: Callable[[RenderContext, Page], T]) -> Callable[[RenderContext, Page], T]:
    """Cache a function's result until it is called for another page: the files of one page are made in a row."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(emission: RenderContext, page: Page) -> T:
        known: dict[str, T] = emission.remembered.get(name, {})
        if page.key in known:
            return known[page.key]
        value = function(emission, page)
        emission.remembered[name] = {page.key: value}
        return value

    return remembered


@once_a_page
def addresses(emission: RenderContext, page: Page) -> tuple[str, ...]:
    """The published URL of each of a page's references, by number."""
    return tuple(emission.address(resolution) for resolution in emission.site.resolutions[page.key])


@bounded_cache(1 << 18)
def _quoted(url: str) -> str:
    return url if _NOTHING_TO_QUOTE.fullmatch(url) else quote(url, safe=_SAFE_IN_URL)
