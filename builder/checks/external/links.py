"""The URLs of other sites that pages link to or show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from builder.article.records import Reference
from builder.structure.page import Page
from builder.structure.site import Site

_NOT_AN_ID = re.compile(r"[:!/?=]|L\d+(?:-L\d+)?\Z")
"""Fragments that scripts read: text fragments, routes, line numbers of source code."""

_CREDENTIALS = re.compile(r"((?:[A-Za-z][A-Za-z0-9+.\-]*:)?//)[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a URL."""

    page: Page
    reference: Reference


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A complete URL of another site."""

    url: str
    """The URL to request: without its fragment."""
    fragment: str
    """The id that the page must have; empty for none."""


def external_links(sites: Iterable[Site], ignore: Sequence[str]) -> dict[ExternalLink, tuple[Use, ...]]:
    """Every URL with the places that name it, in the order of their first place; ``ignore`` are regular expressions."""
    passed_over = [re.compile(pattern) for pattern in ignore]
    found: dict[ExternalLink, dict[tuple[str, int, int, str], Use]] = {}
    for page, reference, url in _references(sites):
        if any(pattern.search(url) for pattern in passed_over):
            continue
        base, fragment = urldefrag(without_credentials(url if not url.startswith("//") else f"https:{url}"))
        link = ExternalLink(base, "" if _NOT_AN_ID.search(fragment) else fragment)
        place = reference.place
        uses = found.setdefault(link, {})
        uses.setdefault(
            (place.path or page.path, place.line, place.column, page.path if place.path else ""), Use(page, reference)
        )
    return {link: tuple(uses.values()) for link, uses in found.items()}


def without_credentials(url: str) -> str:
    """The URL to request: the part before the ``@`` of its host is not sent."""
    found = _CREDENTIALS.match(url)
    return url if found is None else found[1] + url[found.end() :]


def _references(sites: Iterable[Site]) -> Iterator[tuple[Page, Reference, str]]:
    for site in sites:
        own = site.settings.base_url
        for page in site.pages:
            for reference, resolution in zip(page.facts.references, site.resolutions[page.path], strict=True):
                url = resolution.url
                is_web = url.lower().startswith(("http://", "https://", "//"))
                if resolution.kind == "external" and not resolution.problem and is_web and not _is_own(url, own):
                    yield page, reference, url


def _is_own(url: str, own: str) -> bool:
    """Whether the URL belongs to this site, which is checked without requests."""
    return bool(own) and (url == own or url.startswith((f"{own}/", f"{own}#", f"{own}?")))
