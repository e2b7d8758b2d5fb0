"""Links and images of the configuration: the links in the header, the logo."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from builder.checks.locations import new_address
from builder.checks.menus import SAID_OF_LINKS, outside_pages
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.structure.places import Resolution
from builder.structure.site import OwnLink, Site


def check_own_links(site: Site) -> Iterator[Diagnostic]:
    """Every link and image of ``handrail.yml``, as seen from the default version."""
    default = site.default_version.name
    page = next((page for page in site.pages if page.version == default), None)
    if page is None:
        return
    for link in site.settings.own_links:
        found = (site.resolver.image if link.kind == "image" else site.resolver.resolve)(link.target, page)
        if link.kind == "image" and found.kind == "none":
            near = nearest(found.served, site.places.images)
            yield _problem(link, "image-missing", "is not in any image folder", near)
        elif link.kind == "image" and found.problem == "case":
            yield _problem(link, "image-case", "differs from the file in letter case", (found.url,))
        elif link.kind == "link" and found.problem in SAID_OF_LINKS:
            code, said = SAID_OF_LINKS[found.problem]
            yield outside_pages(_problem(link, code, said, _meant(site, found)), found)


def _meant(site: Site, found: Resolution) -> tuple[str, ...]:
    if found.problem in ("case", "redirected"):
        return (new_address(found, site.default_version.name),)
    slugs = (slug for version, slug in site.places.pages if version == found.version)
    return tuple(f"/{slug}" for slug in nearest(unquote(found.url).strip("/").removeprefix(f"{found.version}/"), slugs))


def _problem(link: OwnLink, code: str, said: str, near: tuple[str, ...]) -> Diagnostic:
    return diagnostic_at(
        code,
        in_file(link.path, link.line, link.column),
        f"'{link.target}' (in {link.key}) {said}.",
        subject=link.target,
        help=f"Did you mean '{near[0]}'?" if near else "",
        suggestions=near,
    )
