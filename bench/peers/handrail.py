"""Handrail, from this checkout: the pages as they are, tags included."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import PARTIAL, Corpus
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, edited_page, file_of, front_matter, parents, put
from builder import __version__

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "templates/page.html"


@dataclass(frozen=True, slots=True)
class Handrail:
    """Ours."""

    name: str = "Handrail"
    version: str = __version__
    largest: int = 1_000_000

    def install(self, work: Path) -> None:
        """It is there: it runs the bench."""

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Tags stay; the menu is the tree of slugs."""
        put(folder / "handrail.yml", "title: Measured\n")
        put(folder / "content/partials/support.md", f"{SUPPORT}\n")
        call = '{% partial file="/support.md" /%}'
        for version in corpus.versions:
            above = parents(version)
            for page in version.pages:
                text = front_matter(page) + page.text.replace(PARTIAL, call)
                put(folder / "content" / version.name / file_of(page, above, "index.md"), text)
        copy_images(corpus, folder / "content")
        put(folder / "theme" / TEMPLATE, (ROOT / "theme" / TEMPLATE).read_text("utf-8"))
        newest = corpus.versions[-1]
        edited = edited_page(newest)
        return Site(
            folder=folder,
            output=folder / "site",
            caches=(folder / ".handrail",),
            page=folder / "content" / newest.name / file_of(edited, parents(newest), "index.md"),
            template=folder / "theme" / TEMPLATE,
            partial=folder / "content/partials/support.md",
            published_page=folder / "site" / newest.name / edited.slug / "index.html",
        )

    def command(self, site: Site, work: Path) -> list[str]:
        """A build of the folder."""
        return [sys.executable, "-m", "builder", "build", str(site.folder)]

    def environment(self, work: Path) -> Mapping[str, str]:
        """This checkout, whatever else is installed."""
        return {"PYTHONPATH": str(ROOT)}
