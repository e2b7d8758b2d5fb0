"""Checks image files: their types, sizes, use and copies."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.records import Reference
from builder.checks.locations import at_reference
from builder.content.images import ImageInfo
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.page import Page
from builder.structure.site import Site

_TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "bmp": "bmp", "avif": "avif"}
"""The type for each file extension; files with other extensions are not opened."""
SCRIPT = "image-script"
_IMAGES = (*_TYPES, "svg", "ico", "tiff", "tif")


def check_image_files(site: Site) -> Iterator[Diagnostic]:
    """Every image file with its first use, then those that no page shows."""
    seen: set[str] = set()
    for page in site.pages:
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            if found.kind != "file" or found.path in seen:
                continue
            info = site.images.get(found.path)
            if info is not None and info.script:
                seen.add(found.path)
                yield at_reference(page, reference, SCRIPT, _runs(found.path, info))
            elif info is not None and info.size and reference.kind == "image":
                seen.add(found.path)
                yield from _file(site, page, reference, info, found.path)
    for path, info in sorted(site.images.items()):
        if info.script and path not in seen:
            yield diagnostic_at(SCRIPT, in_file(path), _runs(path, info), subject=path)
    yield from _duplicates(site)
    yield from _unused(site)


def _runs(path: str, info: ImageInfo) -> str:
    return f"The file '{path}' contains a script (`{info.script}`), so it is not published."


def _file(site: Site, page: Page, reference: Reference, info: ImageInfo, path: str) -> Iterator[Diagnostic]:
    expected = _TYPES.get(_suffix(path))
    if expected is not None and not info.type:
        yield at_reference(page, reference, "image-unreadable", f"The file '{path}' is not an image.")
    elif expected is not None and info.type != expected:
        message = f"The file '{path}' contains an image of the type {info.type}."
        yield at_reference(page, reference, "image-type-mismatch", message)
    if info.size > site.settings.image_max_bytes:
        message = f"The image file '{path}' has {info.size:,} bytes; the limit is {site.settings.image_max_bytes:,}."
        yield at_reference(page, reference, "image-too-large", message)


def _suffix(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower()


def _duplicates(site: Site) -> Iterator[Diagnostic]:
    """Files in one version's folder with the same bytes; copies in other versions are intended."""
    first: dict[tuple[str, str], str] = {}
    for url, stamp in sorted(site.tree.images.items()):
        info = site.images.get(stamp.path)
        if info is None or not info.digest or not info.size or url in site.tree.static:
            continue
        known = first.setdefault((_version_folder(url), info.digest), stamp.path)
        if known != stamp.path:
            message = f"The image file has the same bytes as '{known}'."
            yield diagnostic_at("image-duplicate", in_file(stamp.path), message, subject=stamp.path)


def _version_folder(url: str) -> str:
    return url.split("/", 3)[2] if url.count("/") > 2 else ""


def _unused(site: Site) -> Iterator[Diagnostic]:
    used = set(site.images)
    for page, _ in site.left_out:
        for reference in page.facts.references:
            resolve = site.resolver.image if reference.kind == "image" else site.resolver.resolve
            used.add(resolve(reference.target, page).path)
    used.update(_named(site))
    for url, stamp in sorted(site.tree.images.items()):
        if url in site.tree.static or url in site.settings.shown_elsewhere:
            continue
        if stamp.path in used or _suffix(url) not in _IMAGES:
            continue
        yield diagnostic_at("image-unused", in_file(stamp.path), "No page shows this image.", subject=stamp.path)


def _named(site: Site) -> Iterator[str]:
    """Files that a page names without showing them, because someone means to use them."""
    for page in site.pages:
        for url in page.facts.images_named:
            yield site.resolver.image(url, page).path
