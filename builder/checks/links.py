"""Checks links: each must point to a page, an anchor, a file or another site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from builder.article.records import Reference
from builder.checks.locations import at_reference, new_address
from builder.content.addresses import scheme_of
from builder.content.paths import join, parent, readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import Names, nearest
from builder.structure.malformed_urls import proper_form
from builder.structure.page import Page
from builder.structure.places import Problem, Resolution
from builder.structure.site import Site

MOST_OF_A_NAME = 200
"""The number of slugs with one last name that are compared: a site may have thousands named "overview"."""

MOST_COMPARED = 50
"""The number of slugs with a similar last name that are compared as a whole."""


LinkDiagnostic = Callable[[Site, Page, Reference, Resolution], Diagnostic]


class LinkProblems:
    """Diagnostics of links that do not point where their author meant."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._slugs = _Slugs(site)
        self._anchors: dict[str, Names] = {}
        editions = site.settings.editions
        self._of_unknown_editions = frozenset(
            (other.version, other.slug)
            for other, reason in site.left_out
            if reason == "other-edition" and other.facts.front_matter.get("edition") not in (None, *editions)
        )

    def of(self, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
        """The diagnostic of one link, unless its cause is a problem of the target's front matter."""
        target = (found.version, found.slug)
        if found.problem == "anchor-missing" and target in self.site.places.contested:
            return
        if found.problem == "other-edition" and (found.version, _slug_of(found)) in self._of_unknown_editions:
            return
        yield self._problem(page, reference, found)

    def _problem(self, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
        if found.problem == "unresolved":
            return _unresolved(self._slugs, page, reference, found)
        if found.problem == "anchor-missing":
            return self._anchor_missing(page, reference, found)
        return _PROBLEMS[found.problem](self.site, page, reference, found)

    def _anchor_missing(self, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
        target = self.site.places.pages[found.version, found.slug]
        anchors = self._anchors.get(target.path)
        if anchors is None:
            anchors = self._anchors[target.path] = Names(target.facts.anchors)
        near = tuple(f"#{anchor}" for anchor in anchors.nearest(found.fragment))
        hint = f"Did you mean '{near[0]}'?" if near else "Link to an anchor that the page has."
        where = "This page" if target is page else f"The page '/{target.slug}'"
        message = f"{where} has no anchor '#{found.fragment}' (in the link '{readable(reference.target)}')."
        return at_reference(page, reference, "anchor-missing", message, help=hint, suggestions=near)


class _Slugs:
    """Suggestions for unresolved links, remembered because the same link is often on many pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._by_name: dict[str, dict[str, list[str]]] = {}
        self._last_names: dict[str, Names] = {}
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}

    def near(self, version: str, slug: str) -> tuple[str, ...]:
        """Slugs of the version with a similar last name, the most similar first."""
        known = self._near.get((version, slug))
        if known is None:
            known = self._near[version, slug] = self._nearest(version, slug)
        return known

    def _nearest(self, version: str, slug: str) -> tuple[str, ...]:
        by_name = self._names(version)
        wanted = slug.split("/")
        names = (wanted[-1],) if wanted[-1] in by_name else self._last_names[version].nearest(wanted[-1], cutoff=0.75)
        near = [each for name in names for each in by_name[name][:MOST_OF_A_NAME]]
        near.sort(key=lambda each: -len(set(each.split("/")) & set(wanted)))
        like = nearest(slug, near[:MOST_COMPARED], cutoff=0.75)
        return tuple(f"/{each}" for each in dict.fromkeys((*like, *near)))[:3]

    def _names(self, version: str) -> dict[str, list[str]]:
        by_name = self._by_name.get(version)
        if by_name is None:
            by_name = self._by_name[version] = {}
            for of, slug in self.site.places.pages:
                if of == version and slug:
                    by_name.setdefault(slug.rpartition("/")[2], []).append(slug)
            self._last_names[version] = Names(by_name)
        return by_name

    def versions_with(self, slug: str, but: tuple[str, ...]) -> list[str]:
        """Other versions that have the page."""
        names = (version.name for version in self.site.versions if version.name not in but)
        return [name for name in names if (name, slug) in self.site.places.pages]


def _unresolved(slugs: _Slugs, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    slug = _slug_of(found)
    refused = _refused_file(slugs.site, page, reference, found)
    if refused:
        hint = f"The file '{refused}' exists, but browsers would run its content, so it is not published."
        message = f"The link '{readable(reference.target)}' does not lead to a page{_of_version(page, found)}."
        return at_reference(page, reference, "link-unresolved", message, help=hint)
    elsewhere = slugs.versions_with(slug, (found.version, page.version))
    near = slugs.near(found.version or page.version, slug)
    hint = f"Did you mean '{near[0]}'?" if near else "Correct the link, or add the page."
    if elsewhere:
        hint = f"{', '.join(elsewhere)} {'has' if len(elsewhere) == 1 else 'have'} such a page. {hint}"
    message = f"The link '{readable(reference.target)}' does not lead to a page{_of_version(page, found)}."
    return at_reference(page, reference, "link-unresolved", message, help=hint, suggestions=near)


def _refused_file(site: Site, page: Page, reference: Reference, found: Resolution) -> str:
    """The path of an unpublished file next to the pages that the link points to."""
    path = unquote(reference.target.partition("#")[0].partition("?")[0])
    below = _slug_of(found) if path.startswith("/") else join(parent(page.folder_path), path)
    stamp = site.tree.files.get((found.version or page.version, below or ""))
    return stamp.path if stamp is not None else ""


def _of_version(page: Page, found: Resolution) -> str:
    version = found.version or page.version
    return f" of {version}" if version else ""


def _slug_of(found: Resolution) -> str:
    slug = unquote(found.url.partition("#")[0].partition("?")[0]).strip("/")
    return slug[len(found.version) :].strip("/") if found.version else slug


def _case(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    right = f"/{found.slug}"
    message = f"The link '{readable(reference.target)}' differs from the slug '{right}' in letter case."
    return at_reference(page, reference, "link-case", message, help=f"Write '{right}'.", suggestions=(right,))


def _malformed(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    meant = proper_form(reference.target) or (found.url if found.url != reference.target else "")
    near = (meant,) if meant else ()
    said = (
        f"The link '{readable(reference.target)}' is not a valid URL."
        if reference.target
        else "The link has no target."
    )
    hint = f"Write '{meant}'." if meant else ""
    return at_reference(page, reference, "link-malformed", said, help=hint, suggestions=near)


def _unsafe(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    message = f"The link '{readable(reference.target)[:60]}' has a scheme that is never published."
    return at_reference(page, reference, "link-unsafe", message)


def _scheme(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    scheme = scheme_of(reference.target)
    message = f"The link '{reference.target[:60]}' has the scheme '{scheme}', which this site does not publish."
    hint = f"Link to a page, or allow the scheme in handrail.yml: link_schemes: [{scheme}]."
    return at_reference(page, reference, "link-scheme", message, help=hint)


def _escapes(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    return at_reference(
        page, reference, "link-escapes-root", f"The link '{readable(reference.target)}' leads out of the site."
    )


def _redirected(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    right = new_address(found, page.version)
    message = f"The link '{readable(reference.target)}' leads to an old address; the page is at '{right}' now."
    return at_reference(page, reference, "link-to-redirect", message, help=f"Write '{right}'.", suggestions=(right,))


def _draft(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    return at_reference(page, reference, "link-to-draft", f"The link '{readable(reference.target)}' leads to a draft.")


def _other_edition(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    edition = site.settings.edition
    message = f"The link '{readable(reference.target)}' points to a page that is not in the edition '{edition}'."
    return at_reference(page, reference, "link-other-edition", message)


_PROBLEMS: Mapping[Problem, LinkDiagnostic] = {
    "case": _case,
    "malformed": _malformed,
    "unsafe": _unsafe,
    "scheme": _scheme,
    "escapes-root": _escapes,
    "redirected": _redirected,
    "draft": _draft,
    "other-edition": _other_edition,
}
