"""The project to build, and the selection of its pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.config import ProjectConfig
from builder.content.code_files import CodeFiles


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A project with its configuration and the selection of its pages."""

    folder: Path
    config: ProjectConfig
    edition: str = ""
    """The edition to build; empty for all."""
    drafts: bool = False
    only: tuple[str, ...] = ()
    """Versions to load; empty for all."""
    previous_sites: Path | None = None
    """The folder for the previous site; ``None`` keeps none."""

    portable: bool = False
    """Whether the site is published for ``file://`` and for any folder of a server."""
    shared: tuple[str, ...] = ()
    """Real paths of folders outside that links of the project may point into."""
    code_roots: tuple[str, ...] = ()
    """Real paths of folders outside whose files pages may show as code."""

    def code_files(self) -> CodeFiles:
        """The files of code, as they are now."""
        return CodeFiles(self.folder, (*self.code_roots, *self.shared), self.config.code_folders)

    def for_edition(self, edition: str) -> Project:
        """The same project in another edition."""
        return replace(self, edition=edition)
