"""MkDocs with the Material theme, and Zensical, its successor: both read the same project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import Corpus
from bench.peers.installing import install_from_pypi
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, copy_tree, edited_page, file_of, parents, put, write_plain

FILES = Path(__file__).resolve().parent / "files/mkdocs"


@dataclass(frozen=True, slots=True)
class MkDocsMaterial:
    """With the whole menu, as it comes, or pruned, as ours is: in full, it grows with the square of the pages."""

    name: str = "MkDocs Material"
    version: str = "9.8.1"
    largest: int = 1_000
    runs: int = 100
    accepted: tuple[int, ...] = (0,)
    search: bool = False
    pruned: bool = False

    def install(self, work: Path) -> None:
        """In an environment of its own."""
        install_from_pypi(work / "mkdocs", f"mkdocs-material=={self.version}", "mkdocs==1.6.1")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown."""
        return write_project(corpus, folder, search=self.search, pruned=self.pruned)

    def command(self, site: Site, work: Path) -> list[str]:
        """A build; it keeps nothing from one to the next."""
        return [str(work / "mkdocs/bin/mkdocs"), "build", "--quiet"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return [str(work / "mkdocs/bin/mkdocs"), "serve", "--quiet", "--livereload", "-a", f"127.0.0.1:{port}"]

    def environment(self, work: Path) -> Mapping[str, str]:
        """Its notice about its own future is not asked for."""
        return {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True, slots=True)
class Zensical:
    """It keeps rendered pages in ``.cache/``. Its menu is in full: this version fails when it is to be pruned."""

    name: str = "Zensical"
    version: str = "0.0.70"
    largest: int = 1_000
    runs: int = 100
    accepted: tuple[int, ...] = (0,)
    search: bool = False

    def install(self, work: Path) -> None:
        """In an environment of its own."""
        install_from_pypi(work / "zensical", f"zensical=={self.version}")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown."""
        return write_project(corpus, folder, search=self.search, pruned=False)

    def command(self, site: Site, work: Path) -> list[str]:
        """A build."""
        return [str(work / "zensical/bin/zensical"), "build"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return [str(work / "zensical/bin/zensical"), "serve", "-a", f"127.0.0.1:{port}"]

    def environment(self, work: Path) -> Mapping[str, str]:
        """None."""
        return {}


def write_project(corpus: Corpus, folder: Path, *, search: bool, pruned: bool) -> Site:
    """A project that both read; the partial is a snippet."""
    copy_tree(FILES, folder)
    settings = (folder / "mkdocs.yml").read_text("utf-8") + f"plugins: {'[search]' if search else '[]'}\n"
    put(folder / "mkdocs.yml", settings if pruned else settings.replace("    - navigation.prune\n", ""))
    write_plain(corpus, folder / "docs", index="index.md", partial='--8<-- "support.md"')
    put(folder / "docs/index.md", "---\ntitle: Measured\n---\n\nThe versions are in the menu.\n")
    put(folder / "partials/support.md", f"{SUPPORT}\n")
    copy_images(corpus, folder / "docs")
    newest = corpus.versions[-1]
    edited = edited_page(newest)
    return Site(
        folder=folder,
        output=folder / "site",
        caches=(folder / ".cache",),
        page=folder / "docs" / newest.name / file_of(edited, parents(newest), "index.md"),
        template=folder / "overrides/main.html",
        partial=folder / "partials/support.md",
        address=f"/{newest.name}/{edited.slug}/",
    )
