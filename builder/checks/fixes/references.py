"""Edits of links and images: letter case, moved pages, the version in an image's path."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

from builder.article.records import Reference
from builder.checks.fixes.edits import SourceEdit, edit_at
from builder.checks.image_texts import ImageVersions
from builder.content.paths import PAGE_SUFFIXES
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

_PLAIN = "/-._~!$&'()*+,;=:@%"


def reference_edits(site: Site) -> Iterator[SourceEdit]:
    """One edit for each reference that has one safe fix."""
    versions = ImageVersions(site)
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            path = reference.target.partition("#")[0].partition("?")[0]
            right, code = _right_path(site, page, reference, found, path)
            if not right and reference.kind == "image" and versions.is_other(page, found):
                right, code = quote(versions.own(page, found), safe=_PLAIN), "image-other-version"
            if right and right != path:
                yield edit_at(reference.target_place, page.path, (path, right), code)


def _right_path(site: Site, page: Page, reference: Reference, found: Resolution, path: str) -> tuple[str, str]:
    if found.problem == "case" and reference.kind == "image":
        return _in_case_of(path, found.served), "image-case"
    if found.problem == "case":
        return _in_case_of(path, f"/{found.slug}"), "link-case"
    if found.problem == "redirected" and found.kind == "page" and not _has_other_fragment(reference, found):
        return f"{prefix_for(site, page, path, found.version)}/{found.slug}", "link-to-redirect"
    return "", ""


def prefix_for(site: Site, page: Page, written: str, version: str) -> str:
    """The version before a slug in a link of the page: as it is written, else only if it is not the page's own."""
    first = written.strip("/").partition("/")[0]
    known = {name for each in site.versions for name in (each.name, *each.aliases) if name}
    if written.startswith("/") and first in known:
        return f"/{first}"
    return f"/{version}" if version != page.version else ""


def _has_other_fragment(reference: Reference, found: Resolution) -> bool:
    """Whether more than the path would have to change."""
    return unquote(reference.target.partition("#")[2]) != found.fragment


def _in_case_of(written: str, right: str) -> str:
    """The path as written, with the spelling of ``right`` in its last segments."""
    segments, wanted = written.split("/"), right.strip("/").split("/")
    for at in range(len(segments) - 1, -1, -1):
        if not segments[at]:
            continue
        suffix = _suffix(segments[at], wanted[-1]) if wanted else ""
        stem = unquote(segments[at].removesuffix(suffix))
        if not wanted or stem.casefold() != wanted[-1].casefold():
            break
        if stem != wanted[-1]:
            segments[at] = quote(wanted[-1], safe=_PLAIN) + suffix
        wanted.pop()
    return "/".join(segments)


def _suffix(written: str, wanted: str) -> str:
    """The suffix of a page's file name, which the intended slug does not have."""
    return next((end for end in PAGE_SUFFIXES if written.endswith(end) and not wanted.endswith(end)), "")
