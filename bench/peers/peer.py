"""What the bench asks of a program."""

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
    """What it publishes."""
    caches: tuple[Path, ...]
    """What it keeps between builds, removed before a cold one."""
    page: Path
    """The source of the page that is edited."""
    template: Path
    """The template that is edited; every page comes from it."""
    partial: Path | None
    """The text that all pages include; ``None`` where the program has no such thing."""
    published_page: Path
    """Where the edited page is published."""


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

    def install(self, work: Path) -> None:
        """Bring it into the folder, once. Raises CalledProcessError."""

    def write(self, corpus: Corpus, folder: Path, work: Path) -> Site:
        """Write the content as the program wants it."""

    def command(self, site: Site, work: Path) -> list[str]:
        """How it is called, in the site's folder."""

    def environment(self, work: Path) -> Mapping[str, str]:
        """Variables that it needs besides those that are set."""
