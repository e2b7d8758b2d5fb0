"""The program for programs: what the commands do, without a terminal."""

from __future__ import annotations

import os
from pathlib import Path

from builder.commands import build as build_command
from builder.commands.examining import examine
from builder.commands.project_options import Settings
from builder.reporting.report import Report


def build(
    project: str | os.PathLike[str],
    output: str | os.PathLike[str] | None = None,
    *,
    edition: str = "",
    drafts: bool = False,
    only: tuple[str, ...] = (),
    base_url: str | None = None,
    jobs: int = 0,
    cache: bool = True,
    keep_going: bool = False,
) -> Report:
    """Check and publish a project; what was found.

    Nothing is published if there are errors, unless ``keep_going``. Raises
    :class:`~builder.publish.PublishError` if the output can't be written, and
    :class:`~builder.commands.project_options.UsageFault` if the configuration is wrong.
    """
    settings = Settings(Path(project), edition, drafts, only, jobs, cache, None, base_url)
    target = Path(output) if output is not None else None
    return build_command.built(settings, target, keep_going=keep_going).report


def check(
    project: str | os.PathLike[str],
    *,
    edition: str = "",
    drafts: bool = False,
    only: tuple[str, ...] = (),
    jobs: int = 0,
    cache: bool = True,
) -> Report:
    """Check a project in every edition, or in one; what was found. Raises UsageFault as :func:`build` does."""
    return examine(Settings(Path(project), edition, drafts, only, jobs, cache)).report
