"""Names in the configuration that match nothing: most are misspelt, or left behind by a page that moved."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file, milder
from builder.diagnostics.suggest import nearest
from builder.structure.page import Page
from builder.structure.site import ConfigName, Site

OUTSIDE_TREE = ("theme/", "theme*", "**", "*")
"""How patterns begin that may match files of the theme, which a site does not list."""


def check_config_names(site: Site) -> Iterator[Diagnostic]:
    """Each pattern of ``ignore`` and ``external.ignore``, and the slug of ``feed``."""
    for name in site.settings.config_names:
        if name.kind == "ignore":
            if not _matches_file(site, name.name):
                yield _problem(name, f"'{name.key}': no file has a path that matches '{name.name}'")
        elif name.kind == "feed":
            yield from _feed(site, name)
        elif not _matches_link(site, name.name):
            # Such patterns are often written before the first link.
            yield milder(_problem(name, f"'{name.key}': no link leads to a URL that matches '{name.name}'"))


def _feed(site: Site, name: ConfigName) -> Iterator[Diagnostic]:
    slug = name.name.strip("/")
    pages = [page for page in _all_pages(site) if page.slug]
    if any(page.slug.startswith(slug + "/") for page in pages):
        return
    above = {page.slug.rpartition("/")[0] for page in pages} - {""}
    near = tuple(f"/{slug}" for slug in nearest(slug, sorted(above)))
    yield _problem(name, f"'feed': no page has a slug below '/{slug}', so there is no feed", near)


def _all_pages(site: Site) -> Iterable[Page]:
    return (*site.pages, *(page for page, _ in site.left_out))


def _matches_file(site: Site, pattern: str) -> bool:
    if pattern.startswith(OUTSIDE_TREE):
        return True
    matches = re.compile(fnmatch.translate(pattern)).match
    return any(matches(path) for path in _paths(site))


def _paths(site: Site) -> Iterator[str]:
    """Every path that a problem may have."""
    tree = site.tree
    yield from site.settings.other_files
    for stamps in (*tree.pages.values(), tree.menus.values(), tree.partials.values(), tree.images.values()):
        yield from (stamp.path for stamp in stamps)
    yield from (stamp.path for stamp in tree.files.values())
    yield from (f"{tree.content}/{version}" for version in tree.versions)


def _matches_link(site: Site, pattern: str) -> bool:
    """Whether some link leads to a URL that the regular expression matches; its form has been checked."""
    search = re.compile(pattern).search
    return any(
        "//" in reference.target and search(reference.target)
        for page in _all_pages(site)
        for reference in page.facts.references
    )


def _problem(name: ConfigName, said: str, near: tuple[str, ...] = ()) -> Diagnostic:
    hint = f"Did you mean '{near[0]}'?" if near else ""
    place = in_file(name.path, name.line, name.column)
    return diagnostic_at("config-names-nothing", place, said + ".", name.name, hint, near)
