"""Files next to the pages, such as images, PDFs and data: published at their path if a page shows or links to them."""

from __future__ import annotations

from collections.abc import Mapping

from builder.content.listing import FileStamp
from builder.structure.page import Page
from builder.structure.reserved_paths import reserved_file

RUN_BY_BROWSERS = (
    *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".rdf"),
    *(".js", ".mjs", ".cjs", ".wasm", ".swf", ".jar", ".hta", ".htc", ".svgz", ".css", ".php", ".cgi"),
)
"""Suffixes of files that browsers or hosts run: content is not trusted to contain any."""
ONLY_SHOWN = (".svg",)
"""Safe if a page shows it as an image; opened by itself it may run scripts."""


class ContentFiles:
    """The files of all versions, by version and path in its folder."""

    def __init__(
        self,
        files: Mapping[tuple[str, str], FileStamp],
        pages: Mapping[tuple[str, str], Page],
        images: Mapping[str, object],
    ) -> None:
        self._files = files
        self._pages = pages
        self._images = images

    def find(self, version: str, path: str, *, shown: bool = False) -> tuple[str, FileStamp] | None:
        """The URL of a file, and the file; ``None`` if it doesn't exist or may not be published.

        ``shown`` is true for images.
        """
        stamp = self._files.get((version, path))
        if stamp is None:
            return None
        name = path.lower()
        if name.endswith(RUN_BY_BROWSERS) or (name.endswith(ONLY_SHOWN) and not shown):
            return None
        if (version, path) in self._pages or reserved_file(self._pages, self._images, version, path):
            return None
        return f"/{version}/{path}" if version else f"/{path}", stamp
