"""What every command on a project begins with: its configuration, its cache, its output folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.structs import replace

from builder.engine.program_digest import own_code_digest
from builder.engine.store import FileStore, NoStore, Store
from builder.config import ProjectConfig, load_config
from builder.content.discover import version_folders
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import nearest
from builder.pipeline.project_inputs import Request
from builder.reporting.report import USAGE, Report
from builder.reporting.terminal import show
from builder.engine.executors import Workers, WorkersUnavailableError, workers_at
from builder.engine.fork_pool import default_jobs

CACHE_FOLDER = ".handrail/cache"
PREVIOUS_SITES_FOLDER = ".handrail/spare"

project_argument: Callable[[Any], Any] = click.argument(
    "project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


class Settings(msgspec.Struct, frozen=True):
    """What the command line says, for all verbs alike."""

    project: Path
    edition: str = ""
    drafts: bool = False
    only: tuple[str, ...] = ()
    jobs: int = 0
    """0 takes one for each core."""
    cache: bool = True
    cache_dir: Path | None = None
    base_url: str | None = None
    search: bool = True
    executor: str = ""
    """``dask://HOST:PORT``: who composes pages; processes of this machine unless said."""


class UsageError(Exception):
    """The command or the configuration can't be used; said already."""

    exit_code = USAGE

    def __init__(self, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__()
        self.diagnostics = diagnostics


@contextmanager
def opened(settings: Settings) -> Iterator[Request]:
    """The request that the settings mean. Raises UsageFault when the configuration is wrong."""
    config = configuration(settings)
    store = opened_store(settings)
    try:
        with workers_at(settings.executor) if settings.executor else nullcontext() as workers:
            yield _request(settings, config, store, workers)
    except WorkersUnavailableError as error:
        raise click.UsageError(str(error)) from None
    finally:
        store.close()


def request_with(settings: Settings, store: Store) -> Request:
    """The request that the settings mean now. Raises UsageFault when the configuration is wrong."""
    return _request(settings, configuration(settings), store)


def _request(settings: Settings, config: ProjectConfig, store: Store, workers: Workers | None = None) -> Request:
    return Request(
        settings.project,
        config,
        store,
        own_code_digest(),
        settings.jobs or default_jobs(),
        settings.edition or config.edition,
        settings.drafts,
        settings.only,
        settings.project / PREVIOUS_SITES_FOLDER if settings.cache else None,
        workers,
    )


def configuration(settings: Settings) -> ProjectConfig:
    """The project's configuration, with what the command line says over it."""
    outcome = load_config(settings.project)
    if outcome.diagnostics:
        show(settings.project, Report(outcome.diagnostics))
        raise UsageError(outcome.diagnostics)
    config = outcome.value
    if settings.edition and settings.edition not in config.editions:
        near = nearest(settings.edition, config.editions)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise click.UsageError(f"There is no edition '{settings.edition}' in handrail.yml.{hint}")
    _ensure_versions(settings, config)
    if not settings.search:
        config = replace(config, search=False)
    if settings.base_url is not None:
        config = replace(config, base_url=settings.base_url.rstrip("/"))
    return config


def _ensure_versions(settings: Settings, config: ProjectConfig) -> None:
    """Raise UsageError for a version that is asked for and isn't there."""
    content = settings.project / config.content
    if not settings.only or not content.is_dir():
        return
    there = version_folders(content, config.versions.folders)
    for name in settings.only:
        if name not in there:
            near = nearest(name, there)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"There is no version '{name}' in '{config.content}'.{hint}")


def opened_store(settings: Settings) -> Store:
    """The cache that the settings name."""
    if not settings.cache:
        return NoStore()
    folder = settings.cache_dir or settings.project / CACHE_FOLDER
    try:
        return FileStore(folder)
    except OSError:
        # A project that can't be written to is built without a cache.
        return NoStore()


def output_folder(settings: Settings, config: ProjectConfig, named: Path | None) -> Path:
    """Where the site goes: never the project itself, nor a folder that holds its sources or is among them."""
    output = named if named is not None else settings.project / config.output
    resolved, project = output.resolve(), settings.project.resolve()
    sources = [project / config.content, *(project / root for root in config.images), project / "theme"]
    above = project == resolved or resolved in project.parents
    if above or any(
        resolved == source or resolved in source.parents or source in resolved.parents for source in sources
    ):
        raise click.UsageError(f"The output '{os.fspath(output)}' would lie over the project's own files.")
    return output
