"""A site with a few articles put in the place of others, without a look at the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs
from msgspec.structs import replace

from builder.article.records import Facts
from builder.pipeline.loading import Loaded
from builder.structure.link_resolver import Resolver
from builder.structure.page import Page
from builder.structure.site import Site


class Patched(msgspec.Struct, frozen=True):
    """A site after some of its articles have changed."""

    loaded: Loaded
    exact: bool
    """Whether loading anew would give the same: nothing beside the pages themselves hangs on what has changed."""


def patched(loaded: Loaded, facts: Mapping[str, Facts]) -> Patched:
    """The site with these facts, by page path; pages that it does not publish are left out.

    Each page keeps its address and its place in the menu.
    """
    old = {page.path: page for page in loaded.site.pages if page.path in facts}
    new = {path: structs.replace(page, facts=facts[path]) for path, page in old.items()}
    site = _with_pages(loaded.site, new)
    exact = len(new) == len(facts) and all(
        _same_interface(old[path].facts, page.facts) and _files(loaded.site, path) == _files(site, path)
        for path, page in new.items()
    )
    return Patched(replace(loaded, site=site, fresh=tuple(sorted(new))), exact)


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


def _same_interface(old: Facts, new: Facts) -> bool:
    """Whether all that other pages, menus and redirects ask of an article is as it was."""
    return (
        (old.title, old.front_matter, old.front_matter_places) == (new.title, new.front_matter, new.front_matter_places)
        and (old.ids, old.partials) == (new.ids, new.partials)
        and (old.checklist is None) == (new.checklist is None)
        and old.digest != ""
    )


def _files(site: Site, path: str) -> set[str]:
    return {resolution.path for resolution in site.resolutions[path] if resolution.kind == "file"}


def users_of(loaded: Loaded, partials: Iterable[str]) -> tuple[str, ...]:
    """Paths of the pages that show any of these partials, sorted."""
    return tuple(sorted({path for name in partials for path in loaded.site.partial_users.get(name, ())}))
