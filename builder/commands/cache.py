"""``handrail cache``: show or prune the cache of builds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from builder.commands.project_option import project_argument
from builder.engine.file_store import DEFAULT_LIMIT, FileStore
from builder.project.open_project import CACHE_FOLDER
from builder.reporting.terminal import write_out

MEGABYTE = 1 << 20


@click.group("cache")
def command() -> None:
    """Show or prune the cache of builds."""


@contextmanager
def _opened(project: Path, cache_dir: Path | None) -> Iterator[FileStore]:
    folder = cache_dir or project / CACHE_FOLDER
    try:
        with closing(FileStore(folder)) as store:
            yield store
    except OSError as error:
        raise click.UsageError(f"The cache in '{folder}' can't be used: {error}") from error


@command.command("stats")
@project_argument
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="The folder of the cache.")
def stats(project: Path, cache_dir: Path | None) -> int:
    """Show the size and the folder of the cache."""
    with _opened(project, cache_dir) as store:
        found = store.statistics()
    write_out(f"{found.entries} entries, {found.size / MEGABYTE:.1f} MB in {found.path}\n")
    return 0


@command.command("prune")
@project_argument
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="The folder of the cache.")
@click.option("--limit", type=click.IntRange(0), default=DEFAULT_LIMIT // MEGABYTE, show_default=True, help="In MB.")
def prune(project: Path, cache_dir: Path | None, limit: int) -> int:
    """Delete the entries not used for longest, until the rest fits the limit."""
    with _opened(project, cache_dir) as store:
        dropped = store.prune(limit * MEGABYTE)
    write_out(f"{dropped} entries deleted.\n")
    return 0
