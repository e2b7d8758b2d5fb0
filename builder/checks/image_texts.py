"""Checks alternative texts that don't distinguish images, and images of another version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.article.records import Reference
from builder.checks.locations import at_place, at_reference
from builder.content.paths import readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.lint.alt_text import is_useless
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

_NUMBERS = re.compile(r"v?(\d+)\.(\d+)")


def same_text(page: Page, reference: Reference, other: str) -> Iterator[Diagnostic]:
    """An image with the same alternative text as another image of the page, the one at the URL ``other``."""
    text = reference.text.strip()
    if not is_useless(text, reference.target):
        message = f"The image '{readable(reference.target)}' has the same alternative text as '{other}': '{text}'."
        yield at_place(page, reference.place, "alt-duplicate", message, subject=reference.target)


class ImageVersions:
    """Detects images that belong to another version."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._folders = _version_folders(site)
        self._known: dict[tuple[str, str], bool] = {}

    def is_other(self, page: Page, found: Resolution) -> bool:
        """Whether an image is in another version's folder although the page's version has a folder too."""
        if found.kind != "file" or not page.version or not found.served.startswith("/images/"):
            return False
        key = (found.served.split("/", 3)[2], page.version)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _is_of_other(*key, self._folders)
        return known

    def own(self, page: Page, found: Resolution) -> str:
        """The image of the same name in the folder of the page's own version, if it has one."""
        rest = found.served.split("/", 3)[3]
        own = [f"/images/{folder}/{rest}" for folder, name in sorted(self._folders.items()) if name == page.version]
        there = [url for url in own if url in self._site.places.images]
        return there[0] if len(there) == 1 else ""

    def diagnostic_at(self, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
        """The diagnostic of an image that belongs to another version."""
        if self.is_other(page, found):
            theirs = self._folders[found.served.split("/", 3)[2]]
            own = self.own(page, found)
            message = f"A page of {page.version} shows the image '{readable(reference.target)}' of {theirs}."
            hint = f"Write '{own}' to show the image of {page.version}." if own else ""
            near = (own,) if own else ()
            yield at_reference(page, reference, "image-other-version", message, help=hint, suggestions=near)


def _is_of_other(folder: str, own: str, folders: Mapping[str, str]) -> bool:
    theirs = folders.get(folder, "")
    return bool(theirs) and theirs != own and own in folders.values() and not _shares_number(folder, own)


def _shares_number(folder: str, version: str) -> bool:
    first, second = _NUMBERS.match(folder), _NUMBERS.match(version)
    return first is not None and second is not None and first.groups() == second.groups()


def _version_folders(site: Site) -> dict[str, str]:
    """The version of each first folder below ``/images``, by its name or its number."""
    names = {url.split("/", 3)[2] for url in site.tree.images if url.count("/") > 2}
    found: dict[str, str] = {}
    for name in names:
        same = [v.name for v in site.versions if v.name and (v.name == name or _shares_number(name, v.name))]
        if same:
            found[name] = name if name in same else same[0]
    return found
