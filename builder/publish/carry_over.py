"""Carries outputs over from the last build, where an edit can't have changed them. Pure.

An output depends on the facts of its page, on the interfaces of all pages (:mod:`builder.article.interface`) and on
files that are not texts of pages. Where the last two are the same as in the last build,

- the paths of outputs are the same, except for the parts of search indexes;
- files of a page change only with its facts, or with those of the page that its list of changes compares it with;
- files of a version change only with its pages, or with those of the version before;
- other files repeat interfaces only (:data:`builder.outputs.BY_INTERFACE`), or are declared each time.

So those that may differ are declared, and the others have the keys of the last build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import msgspec

from builder.article.interface import interface_digest, repeated_digest
from builder.digests import digest
from builder.outputs import SITE_OUTPUTS, OnDemandOutputs, Output, RenderContext, declare
from builder.outputs.render_context import Scope
from builder.outputs.search import FOLDER as SEARCH_FOLDER
from builder.publish.declared import DeclaredOutputs, Kept
from builder.publish.manifest import MANIFEST, Published
from builder.structure.changes import Earlier
from builder.structure.page import Page
from builder.structure.site import Site

_ENCODE = msgspec.msgpack.Encoder().encode

LARGEST_SHARE = 4
"""If more than one in this many pages changed, everything is declared."""


class CarriedPage(msgspec.Struct, frozen=True, array_like=True):
    """A page in a build."""

    facts: str
    """A digest: pages with the same one have equal facts, as long as no other file changes."""
    interface: str


class CarriedSite(msgspec.Struct, frozen=True):
    """The inputs of the outputs of a build."""

    shared: str = ""
    """A digest of everything but the pages' own facts; empty if it is not known."""
    pages: dict[str, CarriedPage] = msgspec.field(default_factory=dict)
    """Keyed by page path."""


def site_state(site: Site, others: str, before: CarriedSite) -> CarriedSite:
    """The state of a site; ``others`` is the digest of all inputs but the texts of its pages, empty if unknown.

    ``before`` is the last state: the interface of an unchanged page is known from it.
    """
    if not others:
        return CarriedSite()
    redirects = site.places.redirects
    # Only a redirect of an anchor depends on the anchors that pages have.
    repeated = interface_digest if redirects.anchors else repeated_digest
    common = digest(others, _ENCODE(redirects))
    known = before.pages if before.shared.startswith(common) else {}
    pages: dict[str, CarriedPage] = {}
    for page in site.pages:
        facts = f"{page.facts.digest}{page.facts.content_digest}"
        last = known.get(page.path)
        if last is None or last.facts != facts:
            last = CarriedPage(facts, digest(repeated(page.facts), *_files(site, page)))
        pages[page.path] = last
    places = digest(*(f"{p.path}\0{p.version}\0{p.slug}\0{pages[p.path].interface}" for p in site.pages))
    return CarriedSite(f"{common}{places}", pages)


def _files(site: Site, page: Page) -> list[str]:
    """The files that a page shows or links to, with their addresses: they are published too."""
    return sorted({f"{each.served}\0{each.path}" for each in site.resolutions[page.path] if each.kind == "file"})


def declare_changed(
    rendered: RenderContext, before: CarriedSite, now: CarriedSite, published: Mapping[str, Published]
) -> DeclaredOutputs:
    """The outputs of a site. Those that can't have changed since ``before`` are not declared again.

    ``published`` are the files of that build, by path.
    """
    scope = changed_scope(rendered.site, before, now) if published else None
    if scope is None:
        return DeclaredOutputs(tuple(declare(rendered)))
    fresh = {output.path: output for output in declare(replace(rendered, narrowed=scope))}
    indexes = tuple(f"{version.name}/{SEARCH_FOLDER}/".lstrip("/") for version in scope.versions)
    kept = published.keys() - fresh.keys() - {MANIFEST}
    if indexes:
        kept = {path for path in kept if not path.startswith(indexes)}
    again = OnDemandOutputs(rendered, SITE_OUTPUTS)
    return DeclaredOutputs(tuple(fresh.values()), Kept(frozenset(kept), partial(_found, again)))


def _found(outputs: OnDemandOutputs, path: str) -> Output:
    found = outputs.find(path)
    assert found is not None, path
    return found


def changed_scope(site: Site, before: CarriedSite, now: CarriedSite) -> Scope | None:
    """The part of the site whose outputs may differ; ``None`` for all of it."""
    if not now.shared or before.shared != now.shared:
        return None
    # A page shows up in other languages too: as a fallback, and as the original of translations.
    if site.settings.languages:
        return None
    changed = {path for path, state in now.pages.items() if before.pages[path] != state}
    if len(changed) * LARGEST_SHARE > len(now.pages):
        return None
    earlier = Earlier(site)
    pages = []
    versions = set()
    for page in site.pages:
        compared = earlier.page(page)
        if page.path in changed:
            versions.add(page.version)
        if page.path in changed or (compared is not None and compared.path in changed):
            pages.append(page)
    later = {version.name for version in site.versions if _before(earlier, version.name) in versions}
    return Scope(
        pages=tuple(pages),
        versions=tuple(version for version in site.versions if version.name in versions | later),
    )


def _before(earlier: Earlier, version: str) -> str | None:
    found = earlier.version(version)
    return found.name if found is not None else None
