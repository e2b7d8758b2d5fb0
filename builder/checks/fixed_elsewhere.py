"""Problems of one version that are already fixed in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.paths import readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

_BROKEN = frozenset({"unresolved", "anchor-missing", "case", "malformed", "escapes-root"})

_Pair = tuple[Reference, Resolution]


def check_fixed_elsewhere(site: Site) -> Iterator[Diagnostic]:
    """Every broken link or image that works with the same text on the same page of another version.

    A text such as "here" that is on the page more than once does not identify the link.
    """
    references = _References(site)
    for page in site.pages:
        if not any(found.problem for found in site.resolutions[page.path]):
            continue
        broken = [pair for pair in _pairs(site, page) if pair[1].problem in _BROKEN and pair[0].text.strip()]
        for reference, _ in broken:
            if len(references.alike(page, reference)) > 1:
                continue
            for version in site.versions:
                other = site.places.by_file.get((version.name, page.folder_path))
                right = _fixed(references, other, reference) if other is not None and other is not page else None
                if right is not None and _holds_here(site, page, right):
                    yield _problem(page, reference, version.name, right)
                    break


def _pairs(site: Site, page: Page) -> Iterator[_Pair]:
    return zip(page.facts.references, site.resolutions[page.path], strict=True)


class _References:
    """The references of pages by kind, element and text; those of a page are sorted on first use."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._pages: dict[str, dict[tuple[str, str, str], list[_Pair]]] = {}

    def alike(self, page: Page, wanted: Reference) -> Sequence[_Pair]:
        """The page's references of the same kind with the same text."""
        known = self._pages.get(page.path)
        if known is None:
            known = self._pages[page.path] = {}
            for pair in _pairs(self.site, page):
                known.setdefault((pair[0].kind, pair[0].element, pair[0].text), []).append(pair)
        return known.get((wanted.kind, wanted.element, wanted.text), ())


def _fixed(references: _References, other: Page, broken: Reference) -> Reference | None:
    """The only reference of the other page with the same text, if its target differs and works."""
    same, site = references.alike(other, broken), references.site
    if len(same) != 1:
        return None
    reference, found = same[0]
    if reference.target == broken.target or found.kind not in ("page", "file") or found.problem:
        return None
    return None if _in_version(reference.target, site) == _in_version(broken.target, site) else reference


def _holds_here(site: Site, page: Page, right: Reference) -> bool:
    """Whether the other version's target works from this page too."""
    resolve = site.resolver.image if right.kind == "image" else site.resolver.resolve
    return not resolve(right.target, page).problem


def _in_version(target: str, site: Site) -> str:
    """The target without its version: an image that each version has in its own folder is the same."""
    segments = target.split("/")
    names: Mapping[str, None] = dict.fromkeys(version.name for version in site.versions)
    return "/".join("*" if name in names else name for name in segments)


def _problem(page: Page, reference: Reference, version: str, right: Reference) -> Diagnostic:
    message = f"The {reference.kind} '{readable(reference.target)}' is right in {version}, not in {page.version}."
    return at_reference(
        page,
        reference,
        "mended-elsewhere",
        message,
        help=f"There it is '{right.target}'.",
        suggestions=(right.target,),
    )
