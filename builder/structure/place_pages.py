"""Stage 5a, pure: places every article, and resolves every reference.

1. each article is placed at its version and slug; two at one place are reported, and the first is kept;
2. drafts and pages of other editions are separated;
3. redirects are resolved against the pages;
4. every reference is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec
from msgspec.structs import replace

from builder.article.records import Facts
from builder.content.addresses import SAFE_SCHEMES
from builder.content.discover import FileTree
from builder.content.keys.front_matter import FRONT_MATTER, PLAIN_WORDS
from builder.content.page_names import PageNames
from builder.content.paths import composed
from builder.content.redirects import Redirect
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import is_slip
from builder.structure.known_links import KnownLinks, unchanged_links
from builder.structure.link_resolver import Resolver
from builder.structure.page import Page
from builder.structure.places import LeftOut, Places, Resolution
from builder.structure.redirects import Redirects, base_in_addresses, declared_redirects, without_base
from builder.structure.reserved_paths import published_beside, reserved_file
from builder.structure.resolve_redirects import RedirectState, lay_redirects
from builder.structure.slug import declared_slug, is_publishable, path_slug
from builder.structure.target_rules import NO_TARGET_RULES, TargetRules
from builder.structure.translations import addresses_of_originals, untranslated
from builder.structure.version import Version, versions_before

KNOWN_KEYS = PLAIN_WORDS.union(key.name for key in FRONT_MATTER.keys)
"""Keys that are not a misspelt slug."""


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that select pages."""

    versions: tuple[Version, ...]
    editions: tuple[str, ...]
    edition: str
    """The edition to build; empty for all."""
    drafts: bool
    """Whether drafts are published."""
    redirects: tuple[Redirect, ...] = ()
    """The lines of the project's file of redirects."""
    changes: bool = False
    """Whether lists of changes are published."""
    base_path: str = ""
    """The path below which the site is published: ``/docs``."""
    schemes: Collection[str] = SAFE_SCHEMES
    """The schemes of links that are published."""
    targets: TargetRules = NO_TARGET_RULES
    """How targets are read that are written in another way."""


def place_pages(tree: FileTree, facts: Mapping[str, Facts]) -> Iterator[tuple[Page, Diagnostic | None]]:
    """Every page with its slug; a diagnostic if its slug can't be used, so that its path is used instead."""
    folders = {part.name: part.folder for part in tree.parts}
    for version, stamps in tree.pages.items():
        folder = folders.get(version, version)
        base = f"{tree.content}/{folder}/" if folder else f"{tree.content}/"
        for stamp in stamps:
            if stamp.path not in facts:
                continue
            fact = facts[stamp.path]
            below = composed(stamp.path[len(base) :])
            slug, problem = _slug(fact, below, stamp.path, tree.names)
            yield Page(path=stamp.path, folder_path=below, version=version, slug=slug, facts=fact), problem


def _slug(facts: Facts, below: str, path: str, names: PageNames) -> tuple[str, Diagnostic | None]:
    declared = facts.front_matter.get("slug", _misspelt(facts.front_matter))
    if declared is None:
        by_path = path_slug(below, names)
        return by_path, None if is_publishable(by_path) else _slug_invalid(facts, path, by_path)
    slug = declared_slug(declared) if isinstance(declared, str) else None
    if slug is not None:
        return slug, None
    # The page is where its author probably meant it to be, so that links to it are not reported as well.
    meant = declared_slug(_UNPUBLISHABLE.split(declared, maxsplit=1)[0]) if isinstance(declared, str) else None
    return meant or path_slug(below, names), _slug_invalid(facts, path, str(declared))


_UNPUBLISHABLE = re.compile(r"[\\?#]|(?:^|/)\.\.(?:/|\Z)")


def _misspelt(front_matter: Mapping[str, object]) -> str | None:
    """The slug under a misspelt key; the key is reported separately."""
    for key, value in front_matter.items():
        if isinstance(value, str) and key not in KNOWN_KEYS and is_slip(key, "slug") and declared_slug(value):
            return value
    return None


def _slug_invalid(facts: Facts, path: str, slug: str) -> Diagnostic:
    line, column = facts.front_matter_places.get("slug", (1, 1))
    return diagnostic_at(
        "slug-invalid",
        in_file(path, line, column),
        f"The slug '{slug[:80]}' can't be published: it must be a path below its version.",
        subject=slug[:80],
        help="Write a path of at most 32 names, without '..', '\\', '?' and '#', such as /security/azure.",
    )


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """The pages at their places, and the targets of their references."""

    pages: tuple[Page, ...]
    """Sorted by version, the newest first, then by slug."""
    left_out: tuple[tuple[Page, LeftOut], ...]
    """Pages that this build does not publish, with the reason."""
    places: Places
    resolver: Resolver
    resolutions: Mapping[str, tuple[Resolution, ...]]
    """The resolutions of each article's references, in their order, by the key of the page."""
    fallbacks: tuple[Page, ...] = ()
    """Pages of the default language at the addresses of translations that don't exist."""

    def shown_images(self) -> tuple[str, ...]:
        """Paths of the image files that pages show or link to, sorted."""
        found = {r.path for resolved in self.resolutions.values() for r in resolved if r.kind == "file"}
        return tuple(sorted(found))


def locate(
    tree: FileTree, facts: Mapping[str, Facts], placement: Placement, known: KnownLinks | None = None
) -> Outcome[Located]:
    """Place these articles; ``facts`` by page path. Links that lead to the same as ``known`` ones are not resolved."""
    diagnostics: list[Diagnostic] = []
    pages: dict[tuple[str, str], Page] = {}
    left_out: list[tuple[Page, LeftOut]] = []
    contested: set[tuple[str, str]] = set()
    for page, problem in place_pages(tree, facts):
        if problem is not None:
            diagnostics.append(problem)
        reason = _left_out(page, placement)
        if reason is not None:
            left_out.append((page, reason))
            continue
        taken = pages.setdefault((page.version, page.slug), page)
        if taken is not page:
            contested.add((page.version, page.slug))
            diagnostics.extend((_slug_duplicate(page, taken), _slug_duplicate(taken, page)))
    ordered = _ordered(pages.values(), placement.versions)
    fallbacks = untranslated(ordered, placement.versions)
    absent = {(page.version, page.slug): reason for page, reason in left_out}
    base = base_in_addresses(placement.base_path, ordered)
    declared = declared_redirects(ordered, (version.name for version in placement.versions), tree.images, base)
    redirects = lay_redirects(
        [_below_base(each, base) for each in placement.redirects],
        RedirectState(versions=placement.versions, pages=pages, left_out=absent, declared=declared, images=tree.images),
    )
    diagnostics.extend(redirects.diagnostics)
    laid = _with_translations(redirects.value, ordered, pages, placement, tree)
    reserved = {*laid.targets, *laid.outside}
    fallbacks = tuple(page for page in fallbacks if (page.version, page.slug) not in reserved)
    places = Places(
        versions=placement.versions,
        pages={**{(page.version, page.slug): page for page in fallbacks}, **pages} if fallbacks else pages,
        by_file={(page.version, page.folder_path): page for page in ordered},
        images=tree.images,
        redirects=laid,
        left_out=absent,
        beside=_beside(placement, {page.version for page in ordered}),
        files=tree.files,
        base_path=placement.base_path,
        schemes=placement.schemes,
        names=tree.names,
        static=tree.static,
        contested=frozenset(contested),
        targets=placement.targets,
    )
    resolver = Resolver(places)
    located = Located(
        pages=ordered,
        left_out=tuple(left_out),
        places=places,
        resolver=resolver,
        resolutions=_resolved(known, places, resolver, (*ordered, *fallbacks)),
        fallbacks=fallbacks,
    )
    return Outcome(located, tuple(diagnostics))


def _below_base(redirect: Redirect, base: str) -> Redirect:
    return replace(redirect, source=without_base(redirect.source, base), target=without_base(redirect.target, base))


def _resolved(
    known: KnownLinks | None, places: Places, resolver: Resolver, pages: Iterable[Page]
) -> Mapping[str, tuple[Resolution, ...]]:
    found = unchanged_links(known, places) if known is not None else {}
    return {page.key: found[page.key] if page.key in found else resolver.all(page) for page in pages}


def _with_translations(
    redirects: Redirects,
    ordered: tuple[Page, ...],
    pages: Mapping[tuple[str, str], Page],
    placement: Placement,
    tree: FileTree,
) -> Redirects:
    """The redirects, with those from the slug of an original to a translation that has another one."""
    found = {
        address: target
        for address, target in addresses_of_originals(ordered, placement.versions).items()
        if address not in pages and address not in redirects.outside and not reserved_file(pages, tree.images, *address)
    }
    return replace(redirects, targets={**found, **redirects.targets}) if found else redirects


def _beside(placement: Placement, loaded: AbstractSet[str]) -> dict[str, str]:
    before = versions_before(placement.versions, loaded) if placement.changes else {}
    return published_beside(loaded, (name for name, version in before.items() if version is not None))


def _left_out(page: Page, placement: Placement) -> LeftOut | None:
    front = page.facts.front_matter
    # An invalid value is reported; until it is corrected, a page that may be a draft is not published.
    if front.get("draft") not in (None, False) and not placement.drafts:
        return "draft"
    if placement.edition:
        wanted = page_edition(front, placement.editions)
        if wanted and wanted != placement.edition:
            return "other-edition"
    return None


def page_edition(front_matter: Mapping[str, object], editions: Iterable[str]) -> str:
    """The only edition of a page, from ``edition: name`` or ``name: true``; empty for all."""
    declared = front_matter.get("edition")
    if isinstance(declared, str):
        return declared
    return next((name for name in editions if front_matter.get(name) not in (None, False)), "")


def _slug_duplicate(page: Page, taken: Page) -> Diagnostic:
    line, column = page.facts.front_matter_places.get("slug", (1, 1))
    return diagnostic_at(
        "slug-duplicate",
        in_file(page.path, line, column),
        f"'{page.url}' is also the address of '{taken.path}'.",
        subject=page.slug,
        help="Give one of the two pages another slug.",
    )


def _ordered(pages: Iterable[Page], versions: tuple[Version, ...]) -> tuple[Page, ...]:
    rank = {version.name: index for index, version in enumerate(versions)}
    return tuple(sorted(pages, key=lambda page: (rank.get(page.version, len(rank)), page.slug)))
