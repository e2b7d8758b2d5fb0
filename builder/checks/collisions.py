"""Output paths that conflict, on some file systems or on all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.page import Page
from builder.structure.reserved_paths import reserved_file
from builder.structure.site import Site


def check_collisions(site: Site) -> Iterator[Diagnostic]:
    """Pages that need a folder where a file is published, and pages whose paths differ only in letter case.

    On many machines, one of two such pages would overwrite the other.
    """
    taken: dict[str, Page] = {}
    for page in site.pages:
        file = reserved_file(site.places.pages, site.tree.images, page.version, page.slug)
        if file:
            yield _problem(page, f"'{page.url}' needs a folder where the file '/{file}' is published.")
        first = taken.setdefault(page.url.casefold(), page)
        if first is page:
            continue
        yield _collision(page, first)
        yield _collision(first, page)


def _collision(page: Page, other: Page) -> Diagnostic:
    said = f"'{page.url}' differs from '{other.url}', the address of '{other.path}', only in letter case."
    return _problem(page, said)


def _problem(page: Page, message: str) -> Diagnostic:
    line, column = page.facts.front_matter_places.get("slug", (1, 1))
    return diagnostic_at("output-collision", in_file(page.path, line, column), message, subject=page.slug)
