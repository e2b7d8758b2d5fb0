"""Images with a digest of their content in their names, so that browsers may keep them for ever."""

from __future__ import annotations

import re

from builder.caches import bounded_cache
from builder.structure.places import Resolution
from builder.structure.site import Site

FOLDER = "assets/images"
"""Where hosts let browsers keep files for ever."""

_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def image_url(site: Site, resolution: Resolution) -> str:
    """The URL at which the file of a reference is published, without the base path."""
    info = site.images.get(resolution.path) if site.settings.fingerprint_images else None
    # A static file keeps its address, which others may know.
    if info is None or not info.digest or resolution.served in site.tree.static:
        return resolution.url
    return f"/{FOLDER}/{_name(resolution.path, info.digest)}"


def file_stem(path: str) -> str:
    """The name of an image without its extension, for the name of a copy."""
    return _NOT_IN_NAME.sub("-", path.rpartition("/")[2].rpartition(".")[0])[:60].strip("-") or "image"


@bounded_cache(4096)
def _name(path: str, digest: str) -> str:
    return f"{file_stem(path)}.{digest[:12]}.{path.rpartition('.')[2].lower()}"
