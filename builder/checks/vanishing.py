"""Checks how many pages a build would remove from the published site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.site import Site

LARGEST_SHARE = 3
"""Up to one page of this many may be removed without a warning."""
MOST_NAMED = 5

_PAGE, _SOURCE = "index.html", "index.md"


def vanishing_pages(site: Site, published: Iterable[str]) -> Iterator[Diagnostic]:
    """Report if more than a third of the pages would be gone without a redirect.

    ``published`` are the paths of all files of the currently published site.
    """
    files = frozenset(published)
    # Redirects have no Markdown file next to them, except those of the default version's aliases.
    aliases = tuple(f"{alias}/" for version in site.versions for alias in version.aliases)
    before = [
        path
        for path in files
        if path.endswith(_PAGE) and path.removesuffix(_PAGE) + _SOURCE in files and not path.startswith(aliases)
    ]
    redirects = site.places.redirects
    moved = {"/".join(filter(None, address)) for address in (*redirects.targets, *redirects.outside)}
    there = moved.union(page.folder for page in (*site.pages, *site.fallbacks))
    gone = sorted(folder for path in before if (folder := path.removesuffix(_PAGE).strip("/")) not in there)
    if len(gone) * LARGEST_SHARE <= len(before):
        return
    named = ", ".join(f"/{folder}" for folder in gone[:MOST_NAMED])
    more = f" and {len(gone) - MOST_NAMED} more" if len(gone) > MOST_NAMED else ""
    message = f"This build removes {len(gone)} of the {len(before)} pages that are published now: {named}{more}."
    yield diagnostic_at("pages-vanish", in_file(site.tree.content), message, subject="pages-vanish")
