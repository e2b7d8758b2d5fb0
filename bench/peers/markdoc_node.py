"""The reference implementation of Markdoc in Node: no menu, no contents, no highlighting, no pages around the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus.page import Corpus
from bench.peers.handrail import write_project
from bench.peers.installing import install_from_npm
from bench.peers.peer import Site
from bench.peers.tree import copy_tree

FILES = Path(__file__).resolve().parent / "files/markdoc"


@dataclass(frozen=True, slots=True)
class MarkdocNode:
    """From npm. Only the parser: the least time that a site built on it can take."""

    name: str = "Markdoc, bare"
    version: str = "0.5.10"
    largest: int = 5_000
    runs: int = 100
    accepted: tuple[int, ...] = (0,)

    def install(self, work: Path) -> None:
        """In a folder of its own."""
        install_from_npm(work / "markdoc", f"@markdoc/markdoc@{self.version}")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """The pages that ours gets, tags included."""
        site = write_project(corpus, folder)
        copy_tree(FILES, folder)
        (folder / "node_modules").symlink_to(work / "markdoc/node_modules")
        return replace(site, output=folder / "out", caches=(), template=None)

    def command(self, site: Site, work: Path) -> list[str]:
        """All pages."""
        return ["node", "build.mjs"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str] | None:
        """It serves nothing."""
        return None

    def environment(self, work: Path) -> Mapping[str, str]:
        """As published sites are built."""
        return {"NODE_ENV": "production"}
