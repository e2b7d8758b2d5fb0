"""Images: each shows a file of the image folders, named as it is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.paths import readable
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import nearest
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site


def empty_files(site: Site) -> frozenset[str]:
    """Paths of the image files that are shown, and are empty or can't be read."""
    return frozenset(path for path, info in site.images.items() if not info.size)


def unreadable(page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    """The finding where such a file is shown."""
    return at_reference(
        page, reference, "image-unreadable", f"The image file '{found.path}' is empty or can't be read."
    )


def image_problem(site: Site, page: Page, reference: Reference, found: Resolution) -> Iterator[Diagnostic]:
    """The finding of an image that is not there, or not named as it is."""
    target = readable(reference.target)
    if found.problem == "unresolved":
        yield _missing(site, page, reference, found)
    elif found.problem == "case":
        message = f"The image '{target}' differs from the file '{found.served}' in letter case."
        right = readable(found.url)
        hint = f"Write '{right}'."
        yield at_reference(page, reference, "image-case", message, help=hint, suggestions=(right,))
    elif found.problem == "escapes-root":
        message = f"The image '{target}' lies outside the image folders."
        yield at_reference(page, reference, "image-escapes-root", message)
    elif found.problem == "malformed" and target.strip() != target:
        right = target.strip()
        message = f"The image '{target}' has spaces around its path."
        yield at_reference(page, reference, "link-malformed", message, help=f"Write '{right}'.", suggestions=(right,))
    elif found.problem in ("unsafe", "scheme", "malformed"):
        yield at_reference(
            page, reference, "image-unsafe", f"The image '{target[:60]}' has an address that is never published."
        )


def _missing(site: Site, page: Page, reference: Reference, found: Resolution) -> Diagnostic:
    folder, _, name = found.served.rpartition("/")
    beside = [path.rpartition("/")[2] for path in site.places.images if path.rpartition("/")[0] == folder]
    elsewhere = [path for path in site.places.images if path.rpartition("/")[2] == name]
    elsewhere.sort(key=lambda path: _name_difference(folder, path.rpartition("/")[0]))
    near = tuple(elsewhere[:3]) or tuple(f"{folder}/{each}" for each in nearest(name, beside, cutoff=0.75))
    hint = f"Did you mean '{near[0]}'?" if near else "Correct the path, or add the file."
    message = f"The image '{readable(reference.target)}' is not in any image folder."
    if not reference.target:
        near, hint, message = (), "Write the path of the image.", "The image has no path."
    return at_reference(page, reference, "image-missing", message, help=hint, suggestions=near)


def _name_difference(wanted: str, folder: str) -> tuple[bool, int]:
    """How far a folder is from the one that was written: one with the same last name comes first."""
    names, others = wanted.split("/"), folder.split("/")
    return names[-1] != others[-1], -len(set(names) & set(others))
