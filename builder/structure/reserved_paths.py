"""Reserved output paths. No page URL may need a folder where one of these files is written."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from builder.structure.page import Page

GUIDE_FILE = "checklist.json"
PAGE_FILES = ("index.html", "index.md", GUIDE_FILE)
"""Files in the folder of a page; the last only for guides."""

VERSION_FILES = frozenset(
    {
        "menu.html",
        "checklists.json",
        "llms.txt",
        "llms-full.txt",
        "changes.json",
        "changes/index.md",
        "inventory.json",
        "objects.inv",
    }
)
"""A version may lack some of them, but a later build may have them."""
SITE_FILES = frozenset(
    {
        "404.html",
        "_headers",
        "_redirects",
        "checklist.json",
        "feed.xml",
        "index/checklist.json",
        "index.html",
        "llms.txt",
        "inventories.json",
        "pages.json",
        "redirects.json",
        "robots.txt",
        "sitemap.xml",
        "versions.json",
    }
)
_IN_FOLDERS = re.compile(r"search/[\w-]+\.json|llms/\d+\.txt|schema/[\w-]+\.json|sitemap-\d+\.xml|assets/[\w.-]+\.\w+")


def reserved_file(pages: Mapping[tuple[str, str], Page], images: Container[str], version: str, slug: str) -> str:
    """The published file that an address would need as a folder, at its own path or above; empty if there is none.

    ``images`` are the URLs of images: ``/images/a.png``.
    """
    if "." not in slug and "_redirects" not in slug and "_headers" not in slug:
        return ""  # No file has such a name.
    segments = slug.split("/")
    for count in range(1, len(segments) + 1):
        path = "/".join(segments[:count])
        above = pages.get((version, "/".join(segments[: count - 1])))
        if above is not None and is_file_of(above, segments[count - 1]):
            return above.output(segments[count - 1])
        if path in VERSION_FILES or (path.startswith(("search/", "llms/")) and _IN_FOLDERS.fullmatch(path)):
            return f"{version}/{path}".lstrip("/")
        if not version and (path in SITE_FILES or f"/{path}" in images or _IN_FOLDERS.fullmatch(path)):
            return path
        if version and f"/{version}/{path}" in images:
            return f"{version}/{path}"
    return ""


def is_file_of(page: Page, name: str) -> bool:
    """Whether a file of that name is published in the page's folder."""
    return name in PAGE_FILES and (name != GUIDE_FILE or page.facts.checklist is not None)


def published_beside(versions: Iterable[str], with_changes: Iterable[str]) -> dict[str, str]:
    """Files that are always published and may be linked to: path without outer slashes, URL.

    ``with_changes`` are the versions with a list of changes.
    """
    found = {name: f"/{name}" for name in ("404.html", "checklist.json", "robots.txt", "sitemap.xml", "versions.json")}
    for version in versions:
        paths = (f"{version}/{name}".lstrip("/") for name in ("llms.txt", "llms-full.txt", "checklists.json"))
        found.update((path, f"/{path}") for path in paths)
    for version in with_changes:
        found[f"{version}/changes"] = f"/{version}/changes/"
        found[f"{version}/changes.json"] = f"/{version}/changes.json"
    return found
