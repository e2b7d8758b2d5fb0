"""Which project is built, and how its pages are chosen."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.config import ProjectConfig


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A project with its configuration and the choice of its pages."""

    folder: Path
    config: ProjectConfig
    edition: str = ""
    """The edition that is built; empty for all."""
    drafts: bool = False
    only: tuple[str, ...] = ()
    """Versions to load; empty for all."""
    previous_sites: Path | None = None
    """The folder that keeps the site before the published one; ``None`` keeps none."""

    shared: tuple[str, ...] = ()
    """Real paths of the folders outside that links of the project may lead into."""

    def for_edition(self, edition: str) -> Project:
        """The same project in another edition."""
        return replace(self, edition=edition)
