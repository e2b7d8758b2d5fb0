"""Replaces a few articles of a site, if nothing else depends on their changes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import structs
from msgspec.structs import replace

from builder.article.interface import interface_digest
from builder.article.records import Facts
from builder.project.loaded_site import LoadedSite
from builder.structure.link_resolver import Resolver
from builder.structure.page import Page
from builder.structure.site import Site


class Replaced(msgspec.Struct, frozen=True):
    """A site after some of its articles changed."""

    site: LoadedSite
    is_exact: bool
    """Whether assembling everything again would give the same site: every changed page has its old interface."""


def replace_articles(before: LoadedSite, articles: Mapping[str, Facts]) -> Replaced:
    """The site with these articles, by page path; articles that it does not publish are left out.

    Each page keeps its address and its place in the menu. The lock file applies as when everything is assembled.
    """
    facts = before.inputs.lock.apply(articles, before.content)
    old = {page.path: page for page in before.site.pages if page.path in facts}
    new = {path: structs.replace(page, facts=facts[path]) for path, page in old.items()}
    site = _with_pages(before.site, new)
    # A page shows up in other languages too: as a fallback, and as the original of translations.
    is_exact = (
        not site.settings.languages
        and len(new) == len(facts)
        and all(
            not old[path].facts.is_provisional
            and interface_digest(old[path].facts) == interface_digest(page.facts)
            and _files(before.site, path) == _files(site, path)
            for path, page in new.items()
        )
    )
    return Replaced(replace(before, site=site, fresh=tuple(sorted(new))), is_exact)


def _files(site: Site, path: str) -> set[str]:
    """The files that a page shows or links to: they are published, and read for that."""
    return {each.path for each in site.resolutions[path] if each.kind == "file"}


def _with_pages(site: Site, new: Mapping[str, Page]) -> Site:
    pages = dict(site.places.pages)
    by_file = dict(site.places.by_file)
    for page in new.values():
        pages[page.version, page.slug] = page
        by_file[page.version, page.folder_path] = page
    places = replace(site.places, pages=pages, by_file=by_file)
    resolver = Resolver(places)
    return replace(
        site,
        pages=tuple(new.get(page.path, page) for page in site.pages),
        places=places,
        resolver=resolver,
        resolutions={**site.resolutions, **{path: resolver.all(page) for path, page in new.items()}},
    )
