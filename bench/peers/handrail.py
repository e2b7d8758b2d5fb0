"""Handrail: the pages as they are, tags included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import PARTIAL, Corpus
from bench.peers.installing import install_wheel
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, edited_page, file_of, front_matter, parents, put
from builder import __version__

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "templates/page.html"
ANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Handrail:
    """Handrail: a build without a search index by default."""

    name: str = "Handrail"
    version: str = __version__
    largest: int = ANY
    runs: int = 100
    verb: tuple[str, ...] = ("build", "--no-search")
    accepted: tuple[int, ...] = (0,)

    def install(self, work: Path) -> None:
        """The wheel of this checkout, in an environment of its own."""
        install_wheel(work / "handrail", ROOT)

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Tags stay; the menu is the tree of slugs."""
        return write_project(corpus, folder)

    def command(self, site: Site, work: Path) -> list[str]:
        """The verb, for the folder."""
        return [self._python(work), "-m", "builder", *self.verb, str(site.folder)]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return [self._python(work), "-m", "builder", "serve", str(site.folder), "--port", str(port)]

    def environment(self, work: Path) -> Mapping[str, str]:
        """Nothing more than the environment of the wheel."""
        return {}

    def _python(self, work: Path) -> str:
        return str(work / "handrail/bin/python")


def write_project(corpus: Corpus, folder: Path) -> Site:
    """The content as a project of ours."""
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
        address=f"/{newest.name}/{edited.slug}/",
    )
