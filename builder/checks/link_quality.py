"""Links that work, but not as well as they could: into other versions, to the site's own URL, without a text."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.article import Reference
from builder.checks.placing import at_reference
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.links import Resolution
from builder.structure.page import Page
from builder.structure.site import Site


def check_link_quality(site: Site) -> Iterator[Diagnostic]:
    """Every link of every page."""
    own = site.settings.base_url
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            if reference.kind != "link":
                continue
            if found.kind == "page" and found.version != page.version:
                yield from _leaves_version(site, page, reference, found)
            elif own and found.kind == "external" and _is_below(reference.target, own):
                yield _to_self(page, reference, own)
            if (
                reference.target
                and not reference.text.strip()
                and reference.element == "link"
                and not _holds_image(page, reference)
            ):
                message = f"The link '{reference.target}' has no text."
                yield at_reference(page, reference, "link-text-empty", message, severity="warning", whole=True)


def _leaves_version(site: Site, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
    """Only where the version's name is written out, and this version has the page as well."""
    if not reference.target.startswith(f"/{found.version}") or (page.version, found.slug) not in site.places.pages:
        return
    right = f"/{found.slug}" + (f"#{found.fragment}" if found.fragment else "")
    message = f"The link '{reference.target}' leads to {found.version}, though {page.version} has the page too."
    yield at_reference(
        page,
        reference,
        "link-leaves-version",
        message,
        severity="info",
        help=f"Write '{right}', unless the other version is meant.",
        suggestions=(right,),
    )


def _is_below(target: str, base_url: str) -> bool:
    return target == base_url or target.startswith((base_url + "/", base_url + "#", base_url + "?"))


def _to_self(page: Page, reference: Reference, own: str) -> Diagnostic:
    right = reference.target[len(own) :] or "/"
    message = f"The link '{reference.target}' is a page of this site, written as a whole URL."
    return at_reference(
        page,
        reference,
        "link-absolute-to-self",
        message,
        severity="warning",
        help=f"Write '{right}'.",
        suggestions=(right,),
    )


def _holds_image(page: Page, link: Reference) -> bool:
    """Whether the link's text is a picture, which may say what it is."""
    start, end = (link.place.line, link.place.column), (link.place.end_line, link.place.end_column)
    return any(
        start <= (other.place.line, other.place.column) < end
        for other in page.facts.references
        if other.kind == "image" and other.place.path == link.place.path
    )
