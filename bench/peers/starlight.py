"""Starlight, the documentation theme of Astro."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import PARTIAL, Corpus
from bench.corpus.plain import plain_text
from bench.peers.installing import install_from_npm
from bench.peers.peer import Site
from bench.peers.tree import SUPPORT, copy_images, copy_tree, edited_page, file_of, parents, put

FILES = Path(__file__).resolve().parent / "files/starlight"


@dataclass(frozen=True, slots=True)
class Starlight:
    """From npm: the newest that runs on Node 20."""

    name: str = "Starlight"
    version: str = "0.37.7"
    largest: int = 1_000
    runs: int = 1
    accepted: tuple[int, ...] = (0,)
    search: bool = False

    def install(self, work: Path) -> None:
        """In a folder of its own."""
        install_from_npm(work / "starlight", f"@astrojs/starlight@{self.version}", "astro@5.18.1")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Plain Markdown. Addresses are given: it would leave the dots of a version out. It has no partials."""
        copy_tree(FILES, folder)
        put(folder / "package.json", '{"private": true, "type": "module"}\n')
        names = [version.name for version in corpus.versions]
        put(folder / "measured.json", json.dumps({"search": self.search, "versions": names}))
        (folder / "node_modules").symlink_to(work / "starlight/node_modules")
        docs = folder / "src/content/docs"
        for version in corpus.versions:
            above = parents(version)
            for page in version.pages:
                slug = f"{version.name}/{page.slug}".rstrip("/")
                front = f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\nslug: {slug}\n---\n\n"
                text = plain_text(page, base=f"/{version.name}").replace(PARTIAL, SUPPORT)
                put(docs / version.name / file_of(page, above, "index.md"), front + text)
        copy_images(corpus, folder / "public")
        newest = corpus.versions[-1]
        edited = edited_page(newest)
        return Site(
            folder=folder,
            output=folder / "dist",
            caches=(folder / ".astro", work / "starlight/node_modules/.astro"),
            page=docs / newest.name / file_of(edited, parents(newest), "index.md"),
            template=folder / "src/MarkdownContent.astro",
            partial=None,
            address=f"/{newest.name}/{edited.slug}/",
        )

    def command(self, site: Site, work: Path) -> list[str]:
        """A build; rendered Markdown is kept from one to the next."""
        return ["node", str(_entry(work)), "build", "--silent"]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str]:
        """Serve, build and follow changes."""
        return ["node", str(_entry(work)), "dev", "--port", str(port)]

    def environment(self, work: Path) -> Mapping[str, str]:
        """It is not to report about itself."""
        return {"ASTRO_TELEMETRY_DISABLED": "1"}


def _entry(work: Path) -> Path:
    """Astro's command."""
    package = work / "starlight/node_modules/astro"
    entry: str = json.loads((package / "package.json").read_text("utf-8"))["bin"]["astro"]
    return package / entry
