"""Links into other projects' documentation, checked with their inventories and without the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.other_inventories import OtherInventory, plain_address
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import Names
from builder.structure.page import Page
from builder.structure.site import Site

CODE = "inventory-link-missing"


def check_other_inventories(site: Site) -> Iterator[Diagnostic]:
    """Each link to a URL below one that has an inventory."""
    inventories = site.settings.inventories
    if not inventories:
        return
    names = {url: Names(sorted(inventory.anchors)) for url, inventory in inventories.items()}
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            if found.kind == "external" and reference.kind == "link":
                url = _base(found.url, inventories)
                if url:
                    yield from _problems(page, reference, found.url, url, inventories[url], names[url])


def _base(target: str, inventories: Mapping[str, OtherInventory]) -> str:
    """The longest URL with an inventory that the target is below; empty for none."""
    plain = target.partition("#")[0].partition("?")[0]
    below = (url for url in inventories if plain == url or plain.startswith(f"{url}/"))
    return max(below, key=len, default="")


def _problems(
    page: Page, reference: Reference, target: str, url: str, inventory: OtherInventory, names: Names
) -> Iterator[Diagnostic]:
    path, _, anchor = target.removeprefix(url).partition("#")
    address = plain_address(path.partition("?")[0])
    if address not in inventory.anchors:
        if inventory.is_complete and address:
            near = tuple(f"{url}/{each}" for each in names.nearest(address))
            message = f"'{target}' is not in the inventory of '{url}' ({inventory.path})."
            yield _problem(page, reference, message, near)
        return
    anchors = inventory.anchors[address]
    if anchor and anchors is not None and anchor not in anchors:
        near = tuple(f"#{each}" for each in Names(sorted(anchors)).nearest(anchor))
        message = f"'{url}/{address}' has no anchor '#{anchor}' in its inventory ({inventory.path})."
        yield _problem(page, reference, message, near)


def _problem(page: Page, reference: Reference, message: str, near: tuple[str, ...]) -> Diagnostic:
    hint = f"Did you mean '{near[0]}'?" if near else "Correct the link, or download the inventory again."
    return at_reference(page, reference, CODE, message, help=hint, suggestions=near)
