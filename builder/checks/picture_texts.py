"""What images are to those who can't see them, and whether they show this version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from builder.article.article import Reference
from builder.checks.placing import at_reference
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.links import Resolution
from builder.structure.page import Page
from builder.structure.site import Site

_WORDLESS = re.compile(
    r"(?:image|img|dsc|picture|pic|photo|screen[ _-]?shot|figure|fig|alt(?: text)?|untitled)?"
    r"[\d\s_.,:;()#/-]{0,40}(?:at [\d\s.:]{1,20}(?:[ap]m)?)?"
    r"(?:png|jpe?g|gif|webp|svg|avif|bmp)?",
    re.IGNORECASE,
)
"""A word for any picture, a number or date behind it, or signs alone."""
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|webp|svg|avif|bmp)", re.IGNORECASE)
_NUMBERS = re.compile(r"v?(\d+)\.(\d+)")


def check_picture_texts(site: Site) -> Iterator[Diagnostic]:
    """Alternative texts of every page, and pictures from another version's folder."""
    folders = version_folders(site)
    for page in site.pages:
        texts: dict[str, str] = {}
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            if reference.kind == "image":
                yield from _text(page, reference, texts, found)
                yield from _version(site, page, reference, found, folders)


def _text(page: Page, reference: Reference, texts: dict[str, str], found: Resolution) -> Iterator[Diagnostic]:
    text = reference.text.strip()
    if not reference.text:
        message = f"The image '{reference.target}' has no alternative text."
        yield at_reference(page, reference, "alt-missing", message, severity="warning", whole=True)
    elif not text:
        return
    elif _is_useless(text, reference.target):
        message = f"The alternative text '{text}' says nothing of the image '{reference.target}'."
        yield at_reference(page, reference, "alt-useless", message, severity="warning", whole=True)
    elif found.kind == "file" and texts.setdefault(text, found.url) != found.url:
        message = f"The image '{reference.target}' has the same alternative text as '{texts[text]}': '{text}'."
        yield at_reference(page, reference, "alt-duplicate", message, severity="info", whole=True)


@lru_cache(maxsize=8192)
def _is_useless(text: str, target: str) -> bool:
    """Whether a text says no more than a file's name; most pictures are shown in every version."""
    name = unquote(target.partition("?")[0]).rpartition("/")[2]
    return bool(_WORDLESS.fullmatch(text) or text == name or _FILE_NAME.fullmatch(text))


def _version(
    site: Site, page: Page, reference: Reference, found: Resolution, folders: Mapping[str, str]
) -> Iterator[Diagnostic]:
    if is_of_other_version(page, found, folders):
        theirs = folders[found.url.split("/", 3)[2]]
        own = own_picture(site, page, found, folders)
        message = f"A page of {page.version} shows the picture '{reference.target}' of {theirs}."
        hint = f"Write '{own}', if the picture of {page.version} is meant." if own else ""
        near = (own,) if own else ()
        yield at_reference(
            page, reference, "image-other-version", message, severity="info", help=hint, suggestions=near
        )


def own_picture(site: Site, page: Page, found: Resolution, folders: Mapping[str, str]) -> str:
    """The image of the same name in the folder of the page's own version, if it has one."""
    rest = found.url.split("/", 3)[3]
    own = [f"/images/{folder}/{rest}" for folder, version in sorted(folders.items()) if version == page.version]
    there = [url for url in own if url in site.places.images]
    return there[0] if len(there) == 1 else ""


def is_of_other_version(page: Page, found: Resolution, folders: Mapping[str, str]) -> bool:
    """Whether the picture stands in another version's folder, though the page's own version has one too."""
    if found.kind != "file" or not page.version:
        return False
    folder, own = found.url.split("/", 3)[2], page.version
    theirs = folders.get(folder, "")
    return bool(theirs) and theirs != own and own in folders.values() and not _shares_number(folder, own)


def _shares_number(folder: str, version: str) -> bool:
    first, second = _NUMBERS.match(folder), _NUMBERS.match(version)
    return first is not None and second is not None and first.groups() == second.groups()


def version_folders(site: Site) -> dict[str, str]:
    """The version that each first folder below ``/images`` belongs to: by its name, or by its number."""
    names = {url.split("/", 3)[2] for url in site.tree.images if url.count("/") > 2}
    found: dict[str, str] = {}
    for name in names:
        same = [v.name for v in site.versions if v.name and (v.name == name or _shares_number(name, v.name))]
        if same:
            found[name] = name if name in same else same[0]
    return found
