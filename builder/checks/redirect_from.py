"""Checks old addresses in front matter: each must be an address, unused, and claimed by one page."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.page import Page
from builder.structure.redirects import Address, Declared, base_in_addresses, declared_by
from builder.structure.site import Site


def check_old_addresses(site: Site) -> Iterator[Diagnostic]:
    """Every ``redirect_from`` that has no effect, or that two pages have.

    Copies of a page in several versions may name the same address of a third one.
    """
    versions = frozenset(version.name for version in site.versions)
    base = base_in_addresses(site.settings.base_path, site.pages)
    first: dict[Address, Page] = {}
    for page in site.pages:
        if not page.facts.front_matter.get("redirect_from"):
            continue
        for each in declared_by(page, versions, base):
            if each.address is None:
                message = f"'{each.written[:80]}' is not an address of the site, such as /old/page."
                yield _problem(page, each, "redirect-invalid", message)
                continue
            if ", " in each.written and "/" in each.written.partition(", ")[2]:
                message = f"'{each.written[:80]}' is read as a single address."
                yield _problem(page, each, "redirect-invalid", message, _SEVERAL)
                continue
            state = site.places.pages.get(each.address)
            if state is page:
                continue  # The page moved back to its old address.
            if state is not None:
                message = f"The redirect from '{each.written}' has no effect: '{state.path}' is published there."
                yield _problem(page, each, "redirect-shadowed", message)
                continue
            other = first.setdefault(each.address, page)
            if other is not page and other.slug != page.slug:
                message = f"'{each.written}' is already redirected to '{other.url}' by '{other.path}'."
                yield _problem(page, each, "redirect-duplicate", message)


_SEVERAL = "Write several addresses as a list: redirect_from: [/one, /two]"


def _problem(page: Page, declared: Declared, code: str, message: str, hint: str = "") -> Diagnostic:
    places = page.facts.front_matter_places
    line, column = places.get(declared.key) or places.get("redirect_from", (1, 1))
    return diagnostic_at(code, in_file(page.path, line, column), message, subject=declared.written, help=hint)
