"""Opens a project: its configuration with the caller's options, its cache and its workers."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from builder.config import FILE, ProjectConfig, load_config
from builder.content.discover import version_folders
from builder.content.inside import shared_roots
from builder.content.keys.text_forms import is_site_url
from builder.diagnostics.suggest import nearest
from builder.engine.cluster import workers_at
from builder.engine.engine import Engine
from builder.engine.executors import Workers
from builder.engine.file_store import FileStore, discard, is_kept
from builder.engine.fork_pool import default_jobs
from builder.engine.program_digest import own_code_digest
from builder.engine.store import NoStore, Store
from builder.errors import ConfigurationError, HandrailError, UsageError
from builder.progress import Progress, no_progress
from builder.project.project import Project

T = TypeVar("T")

CACHE_FOLDER = ".handrail/cache"
PREVIOUS_SITES_FOLDER = ".handrail/spare"


_LOG = logging.getLogger("handrail.cache")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a build or check; the same for all commands."""

    project: Path
    edition: str = ""
    drafts: bool = False
    only: tuple[str, ...] = ()
    jobs: int = 0
    """0 means one per core."""
    cache: bool = True
    cache_dir: Path | None = None
    base_url: str | None = None
    search: bool = True
    portable: bool = False
    """Publish a site that works from ``file://`` and below any folder."""
    executor: str = ""
    """``dask://HOST:PORT`` composes pages on a cluster; empty uses processes of this machine."""
    progress: Progress = no_progress
    """Called to report progress."""


class OpenProject(msgspec.Struct, frozen=True):
    """A project, and the engine that builds it."""

    project: Project
    engine: Engine


@contextmanager
def open_project(options: Options) -> Iterator[OpenProject]:
    """Open a project while it is used. Raises ConfigurationError, UsageError and WorkersUnavailableError."""
    config = configuration(options)
    store = open_store(options)
    try:
        with workers_at(options.executor) if options.executor else nullcontext() as workers:
            yield _opened(options, config, store, workers)
    finally:
        store.close()


def open_with(options: Options, store: Store) -> OpenProject:
    """The project under its current configuration, with a store that stays open. Raises the errors of
    :func:`open_project`.
    """
    return _opened(options, configuration(options), store)


def _opened(options: Options, config: ProjectConfig, store: Store, workers: Workers | None = None) -> OpenProject:
    project = Project(
        folder=options.project,
        config=config,
        edition=options.edition or config.edition,
        drafts=options.drafts,
        only=options.only,
        shared=shared_roots(options.project, config.shared_folders)[0],
        code_roots=shared_roots(options.project, config.code_folders)[0],
        portable=options.portable,
        previous_sites=options.project / PREVIOUS_SITES_FOLDER if options.cache else None,
    )
    doing = workers or Workers(jobs=options.jobs or default_jobs())
    return OpenProject(project, Engine(store, own_code_digest(), doing, options.progress))


def configuration(options: Options) -> ProjectConfig:
    """The project's configuration with the options applied. Raises ConfigurationError and UsageError."""
    if not options.project.is_dir():
        raise UsageError(f"There is no folder '{options.project}'.")
    outcome = load_config(options.project)
    if outcome.diagnostics:
        raise ConfigurationError(f"{FILE} has problems.", outcome.diagnostics, options.project)
    config = outcome.value
    if options.edition and options.edition not in config.editions:
        near = nearest(options.edition, config.editions)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise UsageError(f"There is no edition '{options.edition}' in {FILE}.{hint}")
    _ensure_versions(options, config)
    if not options.search:
        config = replace(config, search=False)
    if options.base_url is not None:
        if not is_site_url(options.base_url):
            raise UsageError(
                f"'{options.base_url}' is not a URL such as https://docs.example.com/product, without '?' and '#'."
            )
        config = replace(config, base_url=options.base_url.rstrip("/"))
    return config


def _ensure_versions(options: Options, config: ProjectConfig) -> None:
    """Raise UsageError for a requested version that does not exist."""
    content = options.project / config.content
    if not options.only or not content.is_dir():
        return
    languages = config.all_languages.all if config.languages.folders else ()
    there = version_folders(content, config.versions.folders, languages)
    for name in options.only:
        if name not in there:
            near = nearest(name, there)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UsageError(f"There is no version '{name}' in '{config.content}'.{hint}")


def open_store(options: Options) -> Store:
    """The cache that the options name."""
    if not options.cache:
        return NoStore()
    try:
        return FileStore(_cache_folder(options))
    except OSError:
        # A project in a read-only folder is built without a cache.
        return NoStore()


def with_sound_cache(options: Options, use: Callable[[], T]) -> T:
    """Run a use of the project; if it fails because of the cache's content, run it again with an empty cache.

    Values of the cache are verified when they are read; this handles values that are well formed but wrong.
    """
    folder = _cache_folder(options)
    had_cache = options.cache and is_kept(folder)
    try:
        return use()
    except (HandrailError, OSError, MemoryError):
        raise
    except Exception as error:
        if not had_cache:
            raise
        _LOG.warning("The cache '%s' holds values that can't be used (%r). Building again without them.", folder, error)
        discard(folder)
        return use()


def _cache_folder(options: Options) -> Path:
    return options.cache_dir or options.project / CACHE_FOLDER


def output_folder(options: Options, config: ProjectConfig, named: Path | None) -> Path:
    """The output folder: never the project itself, nor a folder that contains its sources or is among them."""
    output = named if named is not None else options.project / config.output
    resolved, project = output.resolve(), options.project.resolve()
    sources = [*(project / root for root in config.roots), project / "theme"]
    above = project == resolved or resolved in project.parents
    if above or any(
        resolved == source or resolved in source.parents or source in resolved.parents for source in sources
    ):
        raise UsageError(f"The output '{os.fspath(output)}' would overwrite the project's own files.")
    return output
