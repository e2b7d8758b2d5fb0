"""Checks links that work but could be better: links to other versions, or with the site's own URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.paths import readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

_CREDENTIALS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?//[^/?#@]*@")


def leaves_version(site: Site, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
    """A link to a named other version, although this version has the page too."""
    if not reference.target.startswith(f"/{found.version}") or (page.version, found.slug) not in site.places.pages:
        return
    right = f"/{found.slug}" + (f"#{found.fragment}" if found.fragment else "")
    message = (
        f"The link '{readable(reference.target)}' leads to {found.version}, though {page.version} has the page too."
    )
    yield at_reference(
        page,
        reference,
        "link-leaves-version",
        message,
        help=f"Write '{right}', unless you mean the other version.",
        suggestions=(right,),
    )


def with_credentials(page: Page, reference: Reference) -> Iterator[Diagnostic]:
    """A link with a user name or password before its host."""
    if "@" not in reference.target or not _CREDENTIALS.match(reference.target):
        return
    message = "The link's URL contains a user name or password, which every reader of the page can see."
    hint = "Remove the part before '@' from the URL, and change the password."
    yield at_reference(page, reference, "link-with-credentials", message, help=hint)


def to_self(page: Page, reference: Reference, own: str) -> Iterator[Diagnostic]:
    """A link whose target begins with the site's own URL, ``own``."""
    if reference.target != own and not reference.target.startswith((own + "/", own + "#", own + "?")):
        return
    right = reference.target[len(own) :] or "/"
    message = f"The link '{readable(reference.target)}' is a full URL to a page of this site."
    yield at_reference(
        page,
        reference,
        "link-absolute-to-self",
        message,
        help=f"Write '{right}'.",
        suggestions=(right,),
    )
