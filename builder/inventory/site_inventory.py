"""Takes the inventory of a site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.content.addresses import publishable
from builder.content.paths import url_path
from builder.digests import text_digest
from builder.inventory.records import NOTHING_SHARED, Inventory, InventoryPage, InventorySection, SharedParts
from builder.structure.navigation import NavEntry
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.redirects import Address, SourcePlace
from builder.structure.site import Site


def inventory_of(site: Site, shared: SharedParts = NOTHING_SHARED) -> Inventory:
    """The inventory of one edition of a site.

    Of the parts that it ``shared`` with another state, pages are in short, and menus are left out.
    """
    known = shared.pages
    return Inventory(
        edition=site.settings.edition,
        versions=tuple(version.name for version in site.versions),
        aliases={alias: version.name for version in site.versions for alias in version.aliases},
        pages=tuple(known.get(page.path) or _page(page, site.resolutions[page.path]) for page in site.pages),
        redirects=dict(_redirects(site)),
        images={path: info.digest for path, info in site.images.items()},
        menus={
            name: _publishable(site.navigations[name].entries, site.places.schemes)
            for name in site.navigations
            if name not in shared.menus
        },
        fallbacks=frozenset(page.url for page in site.fallbacks),
    )


def files_of(site: Site) -> Iterator[str]:
    """The paths of all files that problems may be in."""
    tree = site.tree
    for stamps in tree.pages.values():
        yield from (stamp.path for stamp in stamps)
    for named in (tree.menus, tree.partials, tree.images, tree.files, tree.static):
        yield from (stamp.path for stamp in named.values())
    yield from site.settings.other_files


def _page(page: Page, resolutions: Sequence[Resolution]) -> InventoryPage:
    facts = page.facts
    description = facts.front_matter.get("description")
    headings = {heading.id: heading.text for heading in facts.headings if not heading.nested}
    return InventoryPage(
        path=page.path,
        version=page.version,
        slug=page.slug,
        url=page.url,
        title=page.title,
        description=description if isinstance(description, str) else "",
        content=facts.content_digest,
        links=text_digest("\0".join([each.url for each in resolutions])) if resolutions else "",
        sections=tuple(
            InventorySection(anchor, headings.get(anchor, ""), digest) for anchor, digest in facts.sections.items()
        ),
        anchors=tuple(dict.fromkeys(facts.anchors)),
        images=images_of(page, resolutions),
        checklist=facts.checklist,
        is_guide=facts.is_guide,
    )


def images_of(page: Page, resolutions: Sequence[Resolution]) -> dict[str, str]:
    """The path of each image that a page shows, by source as written."""
    return {
        reference.target: resolution.path
        for reference, resolution in zip(page.facts.references, resolutions, strict=True)
        if reference.kind == "image" and resolution.path
    }


def _redirects(site: Site) -> Iterator[tuple[str, str]]:
    redirects = site.places.redirects
    for address, target in redirects.targets.items():
        fragment = redirects.fragments.get(address, "")
        yield _url(address), _url(target) + (f"#{fragment}" if fragment else "")
    for address, url in redirects.outside.items():
        yield _url(address), publishable(url, site.places.schemes)
    for address, anchors in redirects.anchors.items():
        yield from _moved_anchors(address, anchors, site.places.schemes)


def _moved_anchors(
    address: Address, anchors: Mapping[str, SourcePlace | str], schemes: Collection[str]
) -> Iterator[tuple[str, str]]:
    for anchor, target in anchors.items():
        if isinstance(target, str):
            yield f"{_url(address)}#{anchor}", publishable(target, schemes)
        else:
            version, slug, fragment = target
            yield f"{_url(address)}#{anchor}", _url((version, slug)) + (f"#{fragment}" if fragment else "")


def _url(address: Address) -> str:
    folder = "/".join(filter(None, address))
    return f"/{url_path(folder)}/" if folder else "/"


def _publishable(entries: Iterable[NavEntry], schemes: Collection[str]) -> tuple[NavEntry, ...]:
    return tuple(
        replace(entry, url=publishable(entry.url or "", schemes), children=_publishable(entry.children, schemes))
        for entry in entries
    )
