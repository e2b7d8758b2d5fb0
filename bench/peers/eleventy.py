"""Eleventy, with markdown-it and Prism. Its menu is made once a version and put into every page, in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import Corpus
from bench.peers.installing import install_from_npm
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, copy_tree, edited_page, file_of, parents, put, write_plain

FILES = Path(__file__).resolve().parent / "files/eleventy"


@dataclass(frozen=True, slots=True)
class Eleventy:
    """From npm."""

    name: str = "Eleventy"
    version: str = "3.1.8"
    largest: int = 5_000
    runs: int = 100
    accepted: tuple[int, ...] = (0,)

    def install(self, work: Path) -> None:
        """In a folder of its own."""
        install_from_npm(
            work / "eleventy",
            f"@11ty/eleventy@{self.version}",
            "@11ty/eleventy-plugin-syntaxhighlight@5.0.2",
            "markdown-it-anchor@9.2.0",
            "markdown-it@14.1.0",
        )

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown; the partial takes the place of a comment before the page is parsed."""
        copy_tree(FILES, folder)
        (folder / "node_modules").symlink_to(work / "eleventy/node_modules")
        write_plain(corpus, folder / "content", index="index.md", partial="<!-- support -->")
        put(folder / "partials/support.md", f"{SUPPORT}\n")
        copy_images(corpus, folder / "static")
        newest = corpus.versions[-1]
        edited = edited_page(newest)
        return Site(
            folder=folder,
            output=folder / "_site",
            caches=(folder / ".cache",),
            page=folder / "content" / newest.name / file_of(edited, parents(newest), "index.md"),
            template=folder / "_includes/page.njk",
            partial=folder / "partials/support.md",
            address=f"/{newest.name}/{edited.slug}/",
        )

    def command(self, site: Site, work: Path) -> list[str]:
        """A build; it keeps nothing from one to the next."""
        return ["node", str(work / "eleventy/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return [*self.command(site, work), "--serve", f"--port={port}"]

    def environment(self, work: Path) -> Mapping[str, str]:
        """As published sites are built."""
        return {"NODE_ENV": "production"}
