"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from builder.project.open_project import Options

project_argument: Callable[[Any], Any] = click.argument(
    "project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


def options_of(
    project: Path,
    edition: str,
    drafts: bool,
    only: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
) -> Options:
    """The options that build nothing: those of ``check`` and ``diff``."""
    return Options(
        project=project,
        edition=edition,
        drafts=drafts,
        only=only,
        jobs=jobs or 0,
        cache=not no_cache,
        cache_dir=cache_dir,
    )
