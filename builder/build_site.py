"""Builds a site; if nothing has changed since the last build, without loading the stages.

:mod:`builder.rebuild_site` builds the others.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.content.listing import Listing
from builder.engine.gc_tuning import collection_paused
from builder.errors import FileAccessError
from builder.exit_codes import CLEAN
from builder.project.baseline_file import baseline_of
from builder.project.open_project import OpenProject, Options, open_project, output_folder, with_sound_cache
from builder.project.project import Project
from builder.publish.journal import is_pending
from builder.publish.last_build import LastPublished, last_published
from builder.publish.manifest import ensure_ours
from builder.publish.publication import Publication, Why
from builder.publish.reproducibility import differences
from builder.publish.up_to_date import InputSnapshot, input_snapshot, unchanged_since
from builder.reporting.baseline import BaselineError, compared
from builder.reporting.report import Report


class Built(msgspec.Struct, frozen=True):
    """The result of a build: its report and what was published."""

    report: Report
    publication: Publication | None
    """``None`` if nothing was published."""
    target: Path
    reasons: tuple[Why, ...] = ()
    """Why each page was rebuilt, if that was asked for."""


class BuildWish(msgspec.Struct, frozen=True):
    """How a build ends."""

    fail_on: str
    """The severity of problems with which nothing is published."""
    keep_going: bool
    """Whether to publish in spite of problems."""
    explain: bool
    """Whether to return why each page was rebuilt."""


class BuildTarget(msgspec.Struct, frozen=True):
    """The output folder, and what the last build left in it."""

    folder: Path
    last: LastPublished


Rebuild = Callable[[OpenProject, BuildTarget, Listing, InputSnapshot, BuildWish], Built]


def build_site(
    options: Options,
    output: Path | None,
    *,
    strict: bool = False,
    keep_going: bool = False,
    explain: bool = False,
) -> Built:
    """Check and publish a project. Raises an error of :mod:`builder.errors`."""
    wish = BuildWish("warning" if strict else "error", keep_going, explain)
    return with_sound_cache(options, lambda: _built(options, output, wish))


def _built(options: Options, output: Path | None, wish: BuildWish) -> Built:
    with open_project(options) as opened:
        target = output_folder(options, opened.project.config, output)
        ensure_ours(target)
        if is_pending(target):
            _stages("builder.publish.publishing").resume(target)
        listing = Listing()
        store = opened.engine.store
        snapshot = input_snapshot(opened.project, opened.engine.program, target, listing)
        last = last_published(store, target)
        record = unchanged_since(store, target, snapshot, last.files, opened.project.code_files())
        if record is not None:
            report = without_known_in(opened.project, Report(diagnostics=record.diagnostics, pages=record.pages))
            if wish.keep_going or report.exit_code(fail_on=wish.fail_on) == CLEAN:
                return Built(report, Publication(unchanged=record.files), target)
        rebuild: Rebuild = _stages("builder.rebuild_site").rebuild_site
        return rebuild(opened, BuildTarget(target, last), listing, snapshot, wish)


def _stages(module: str) -> Any:
    """A module of the stages, loaded when something has to be built: that takes longer than to find nothing changed."""
    with collection_paused():
        return importlib.import_module(module)


def without_known_in(project: Project, report: Report) -> Report:
    """The report without the problems of the project's baseline. Raises FileAccessError if that can't be read."""
    return without_known(report, baseline_of(project.folder, project.config), project.config.baseline)


def without_known(report: Report, baseline: str | None, name: str) -> Report:
    """The report without the problems of a baseline's text. Raises FileAccessError if it is not a baseline."""
    if baseline is None:
        return report
    try:
        found = compared(baseline, report.diagnostics)
    except BaselineError as error:
        raise FileAccessError(f"'{name}' can't be used as a baseline: {error}.") from None
    return replace(report, diagnostics=found.new, known=found.known, fixed=found.fixed)


def differs_from_clean_build(options: Options, target: Path) -> list[str]:
    """The published files that a build from nothing would make otherwise. Raises as :func:`build_site` does."""
    clean = replace(options, cache=False)
    return differences(target, lambda folder: build_site(clean, folder, keep_going=True))
