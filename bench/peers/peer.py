"""The interface of a program in the benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.corpus.page import Corpus


@dataclass(frozen=True, slots=True)
class Site:
    """The content as one program wants it, ready to be built again and again."""

    folder: Path
    """The project; the program runs in it."""
    output: Path
    """The folder of the published site."""
    caches: tuple[Path, ...]
    """The files that it keeps between builds; they are removed before a cold build."""
    page: Path
    """The source of the page that is edited."""
    template: Path | None
    """The template that is edited, of which every page comes; ``None`` where the program has none."""
    partial: Path | None
    """The text that all pages include; ``None`` where the program has no such thing."""
    address: str
    """Of the edited page, on a server: ``/v1.0.x/a/``."""


class Peer(Protocol):
    """One program that builds documentation."""

    @property
    def name(self) -> str:
        """As tables show it."""

    @property
    def version(self) -> str:
        """The pinned one."""

    @property
    def largest(self) -> int:
        """The most pages that it is given unless asked by name: some would take hours."""

    @property
    def runs(self) -> int:
        """In how many runs it takes part at most: some would keep the others waiting."""

    @property
    def accepted(self) -> tuple[int, ...]:
        """The codes that it ends with when all went well."""

    def install(self, work: Path) -> None:
        """Bring it into the folder, once. Raises CalledProcessError."""

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Write the content as the program wants it."""

    def command(self, site: Site, work: Path) -> list[str]:
        """How it is called, in the site's folder."""

    def serve_command(self, site: Site, work: Path, port: int) -> list[str] | None:
        """How it serves the site on this machine and follows changes; ``None`` if it can't."""

    def environment(self, work: Path) -> Mapping[str, str]:
        """Variables that it needs besides those that are set."""
