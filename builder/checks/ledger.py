"""The ledger: every URL and anchor that was ever published, one per line, so that none is lost unnoticed.

``/v1.0.x/guide/`` is a page, ``/v1.0.x/guide/#install`` an anchor of it. Lines are sorted; a line
that begins with ``# `` is a comment. What is in the file and no longer in the site, by itself or by a redirect,
is broken for everybody who has linked to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from builder.content.paths import url_path
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.suggest import Names
from builder.structure.page import Page
from builder.structure.site import Site

HEAD = "# Every URL and anchor that was ever published. Written by: handrail check --update-ledger\n"


def published_urls(site: Site) -> Iterator[str]:
    """Every URL that the site serves, with anchors and redirects."""
    for page in site.pages:
        url = page.url
        yield url
        yield from (f"{url}#{anchor}" for anchor in dict.fromkeys(page.facts.anchors))
    redirects = site.places.redirects
    for version, slug in (*redirects.targets, *redirects.outside):
        yield _url(version, slug)
    for (version, slug), anchors in redirects.anchors.items():
        yield from (f"{_url(version, slug)}#{anchor}" for anchor in anchors)


def urls_of(ledger: str) -> dict[str, int]:
    """The URLs of a ledger, each with its line."""
    lines = enumerate(ledger.splitlines(), 1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("# ")}


def ledger_text(urls: Iterable[str]) -> str:
    """The file that holds these URLs."""
    return HEAD + "".join(f"{url}\n" for url in sorted(set(urls)))


def check_ledger(site: Site, path: str, ledger: str) -> Iterator[Diagnostic]:
    """Every URL of the ledger that the site no longer serves; for a removed page, its anchors are not reported."""
    listed = urls_of(ledger)
    if not listed:
        return
    there = set(published_urls(site))
    redirects = site.places.redirects
    redirected = {_url(*address) for address in (*redirects.targets, *redirects.outside)}
    by_url = {page.url: page for page in site.pages}
    heirs = _Heirs(site)
    for url, line in listed.items():
        page_url, _, anchor = url.partition("#")
        if url in there or page_url in redirected:
            continue
        if not anchor:
            yield _page_vanished(heirs, path, line, url)
        elif page_url in by_url:
            yield _anchor_vanished(heirs, by_url[page_url], path, line, url, anchor)


def _url(version: str, slug: str) -> str:
    return "/" + url_path("/".join(part for part in (version, slug) if part)) + "/"


class _Heirs:
    """Candidates that may replace a removed page or anchor."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._slugs: dict[str, tuple[Names, dict[str, str]]] = {}
        self._anchors: dict[str, Names] = {}

    def page(self, version: str, slug: str) -> Page | None:
        """The page with the same last name, else with the most similar slug."""
        if version not in self._slugs:
            slugs = sorted(of for name, of in self.site.places.pages if name == version and of)
            last_names = {of.rpartition("/")[2]: of for of in reversed(slugs)}
            self._slugs[version] = Names(slugs), last_names
        names, last_names = self._slugs[version]
        same = last_names.get(slug.rpartition("/")[2])
        near = (same,) if same is not None else names.nearest(slug, 1)
        return self.site.places.pages[version, near[0]] if near else None

    def anchor(self, page: Page, anchor: str) -> tuple[str, ...]:
        """The most similar anchor of the page."""
        names = self._anchors.get(page.path)
        if names is None:
            names = self._anchors[page.path] = Names(page.facts.anchors)
        return names.nearest(anchor, 1)


def _page_vanished(heirs: _Heirs, path: str, line: int, url: str) -> Diagnostic:
    version, slug = _address(heirs.site, url)
    heir = heirs.page(version, slug)
    hint = f"Add to the page that replaces it: redirect_from: /{slug}; or remove the line from the ledger."
    if heir is not None:
        hint = f"If its new URL is '{heir.url}', add to {heir.path}: redirect_from: /{slug}"
    near = (heir.url,) if heir is not None else ()
    return _vanished(path, line, url, f"'{url}' was published and is gone.", hint, near)


def _anchor_vanished(heirs: _Heirs, page: Page, path: str, line: int, url: str, anchor: str) -> Diagnostic:
    near = heirs.anchor(page, anchor)
    hint = f"Give the heading in {page.path} its old id: {{% #{anchor} %}}"
    return _vanished(path, line, url, f"The anchor '{url}' was published and is gone.", hint, near)


def _vanished(path: str, line: int, url: str, message: str, hint: str, near: tuple[str, ...]) -> Diagnostic:
    return diagnostic_at(
        "url-vanished",
        Place(line=line, column=1, end_line=line, end_column=len(url) + 1, path=path),
        message,
        subject=url,
        help=hint,
        suggestions=near,
    )


def _address(site: Site, url: str) -> tuple[str, str]:
    first, _, rest = url.strip("/").partition("/")
    names = {version.name for version in site.versions}
    return (first, unquote(rest)) if first in names else ("", unquote(url.strip("/")))
