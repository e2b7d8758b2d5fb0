"""Checks images: each must be a file in the image folders, in the same spelling."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.paths import readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import Names
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site

MOST_OF_A_NAME = 200
"""The number of files with one name that are compared."""


def empty_files(site: Site) -> frozenset[str]:
    """Paths of images that are empty or can't be read."""
    return frozenset(path for path, info in site.images.items() if not info.size)


def unreadable(page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    """The diagnostic where such a file is shown."""
    return at_reference(
        page, reference, "image-unreadable", f"The image file '{found.path}' is empty or can't be read."
    )


class ImageNames:
    """Suggestions for images that are missing."""

    def __init__(self, site: Site) -> None:
        self._folders: dict[str, list[str]] = {}
        self._paths: dict[str, list[str]] = {}
        for path in site.places.images:
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, []).append(name)
            self._paths.setdefault(name, []).append(path)
        self._names: dict[str, Names] = {}

    def near(self, folder: str, name: str) -> tuple[str, ...]:
        """Files of that name in other folders, the nearest folder first; else files of similar names in that folder."""
        elsewhere = self._paths.get(name, [])[:MOST_OF_A_NAME]
        if elsewhere:
            return tuple(sorted(elsewhere, key=lambda path: _name_difference(folder, path.rpartition("/")[0]))[:3])
        if folder not in self._names:
            self._names[folder] = Names(self._folders.get(folder, ()))
        return tuple(f"{folder}/{each}" for each in self._names[folder].nearest(name, cutoff=0.75))


def image_problem(names: ImageNames, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
    """The diagnostic of an image that does not exist, or is spelt differently."""
    target = readable(reference.target)
    if found.problem == "unresolved":
        yield _missing(names, page, reference, found)
    elif found.problem == "case":
        message = f"The image '{target}' differs from the file '{found.served}' in letter case."
        right = readable(found.url)
        hint = f"Write '{right}'."
        yield at_reference(page, reference, "image-case", message, help=hint, suggestions=(right,))
    elif found.problem == "escapes-root":
        message = f"The image '{target}' is outside the image folders."
        yield at_reference(page, reference, "image-escapes-root", message)
    elif found.problem == "malformed" and target.strip() != target:
        right = target.strip()
        message = f"The image '{target}' has spaces around its path."
        yield at_reference(page, reference, "link-malformed", message, help=f"Write '{right}'.", suggestions=(right,))
    elif found.problem in ("unsafe", "scheme", "malformed"):
        yield at_reference(
            page, reference, "image-unsafe", f"The image '{target[:60]}' has an address that is never published."
        )


def _missing(names: ImageNames, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    folder, _, name = found.served.rpartition("/")
    near = names.near(folder, name)
    hint = f"Did you mean '{near[0]}'?" if near else "Correct the path, or add the file."
    message = f"The image '{readable(reference.target)}' is not in any image folder."
    if not reference.target:
        near, hint, message = (), "Write the path of the image.", "The image has no path."
    return at_reference(page, reference, "image-missing", message, help=hint, suggestions=near)


def _name_difference(wanted: str, folder: str) -> tuple[bool, int]:
    """The distance of a folder from the written one: a folder with the same last name comes first."""
    names, others = wanted.split("/"), folder.split("/")
    return names[-1] != others[-1], -len(set(names) & set(others))
