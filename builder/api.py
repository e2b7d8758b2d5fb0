"""The use cases: build a site, check a project, read its guides. Nothing here prints; commands and programs call it.

Errors are those of :mod:`builder.errors`; problems in the content are in the reports.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from builder import pipeline
from builder.article.records import Suppression
from builder.build_site import build_site
from builder.checks import OF_ALL_EDITIONS
from builder.checks.check_site import settled
from builder.checks.ledger import check_ledger
from builder.checks.ledger_file import ledger_of
from builder.checks.suppressions import ignores_of
from builder.config import ProjectConfig
from builder.content.listing import Listing
from builder.diagnostics.diagnostic import Diagnostic
from builder.outputs.guides import Guides
from builder.progress import Progress, no_progress
from builder.project.loaded_site import LoadedSite
from builder.project.open_project import (
    Options,
    open_project,
    with_sound_cache,
)
from builder.project.project import Project
from builder.project.similar_site import LaidOut, SimilarSite
from builder.reporting.report import Report
from builder.structure.site import Site


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
    progress: Progress = no_progress,
) -> Report:
    """Check and publish a project; returns the problems. ``progress`` is called as the work goes on.

    With errors nothing is published, unless ``keep_going``. Raises an error of :mod:`builder.errors` where the
    configuration, an argument or the output can't be used.
    """
    options = Options(
        project=Path(project),
        edition=edition,
        drafts=drafts,
        only=only,
        jobs=jobs,
        cache=cache,
        cache_dir=None,
        base_url=base_url,
        progress=progress,
    )
    target = Path(output) if output is not None else None
    return build_site(options, target, keep_going=keep_going).report


def check(
    project: str | os.PathLike[str],
    *,
    edition: str = "",
    drafts: bool = False,
    only: tuple[str, ...] = (),
    jobs: int = 0,
    cache: bool = True,
    progress: Progress = no_progress,
) -> Report:
    """Check a project in every edition, or in one; returns the problems. Raises as :func:`build` does."""
    options = Options(
        project=Path(project), edition=edition, drafts=drafts, only=only, jobs=jobs, cache=cache, progress=progress
    )
    return examine(options).report


class ExaminedEdition(msgspec.Struct, frozen=True):
    """One edition of a project that was checked."""

    site: LoadedSite
    theme: tuple[Diagnostic, ...]
    """Problems of the theme."""
    diagnostics: tuple[Diagnostic, ...]
    """All problems."""


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a check."""

    config: ProjectConfig
    editions: tuple[ExaminedEdition, ...]
    report: Report
    suppressions: Mapping[str, tuple[Suppression, ...]]
    """Problems that authors suppressed, by path."""
    listing: Listing
    """Lists the files of the project as they were when it was checked."""

    @property
    def sites(self) -> tuple[Site, ...]:
        """One for each edition."""
        return tuple(each.site.site for each in self.editions)


def examine(options: Options) -> Examination:
    """Check a project, in all its editions unless the options name one. Raises an error of :mod:`builder.errors`."""
    return with_sound_cache(options, lambda: _examined(options))


def examine_earlier(options: Options, files: LaidOut, now: Examination) -> Examination:
    """Check an earlier state of a project that was examined. Raises an error of :mod:`builder.errors`."""
    similar = {each.site.site.settings.edition: SimilarSite(each.site, files) for each in now.editions}
    return with_sound_cache(options, lambda: _examined(options, similar))


_NO_OTHER: Mapping[str, SimilarSite] = MappingProxyType({})


def _examined(options: Options, similar: Mapping[str, SimilarSite] = _NO_OTHER) -> Examination:
    """``similar`` has another state of the project by edition; any is useful to an edition that it lacks."""
    with open_project(options) as opened:
        config = opened.project.config
        ledger = ledger_of(options.project, config)
        editions: list[ExaminedEdition] = []
        listing = Listing()
        for edition in (options.edition,) if options.edition else config.editions or ("",):
            project = opened.project.for_edition(edition)
            known = similar.get(edition) or next(iter(similar.values()), None)
            site = pipeline.load(project, opened.engine, listing, renderings=False, similar=known)
            theme = pipeline.theme_of(project, site).diagnostics
            opened.engine.progress("Checking the site", 0, 0)
            editions.append(_checked(project, site, theme, ledger))
    return _examination(options, config, editions, listing)


def _checked(project: Project, site: LoadedSite, theme: tuple[Diagnostic, ...], ledger: str) -> ExaminedEdition:
    vanished = check_ledger(site.site, project.config.ledger, ledger)
    found = pipeline.check(project, site, (*theme, *vanished)).diagnostics
    return ExaminedEdition(site, theme, found)


def _examination(
    options: Options, config: ProjectConfig, editions: Sequence[ExaminedEdition], listing: Listing
) -> Examination:
    whole = not options.only and not options.edition
    found = _joined([each.diagnostics for each in editions], whole=whole)
    suppressions: dict[str, tuple[Suppression, ...]] = {}
    for each in editions:
        suppressions.update(ignores_of(each.site))
    pages = max(len(each.site.site.pages) for each in editions)
    report = Report(diagnostics=found, pages=pages)
    return Examination(
        config=config, editions=tuple(editions), report=report, suppressions=suppressions, listing=listing
    )


def with_more(examination: Examination, found: Iterable[Diagnostic]) -> Examination:
    """The examination with problems that were found later, under the project's severities and suppressions."""
    more = settled(examination.config, found, examination.suppressions)
    report = examination.report
    together = sorted({*report.diagnostics, *more}, key=lambda d: d.sort_key)
    return replace(examination, report=replace(report, diagnostics=tuple(together)))


def _joined(editions: Sequence[tuple[Diagnostic, ...]], *, whole: bool) -> tuple[Diagnostic, ...]:
    """Problems of any edition; of codes that concern the whole site, those that every edition has."""
    everywhere = set(editions[0]).intersection(*editions[1:])
    kept = {
        diagnostic
        for found in editions
        for diagnostic in found
        if diagnostic.code not in OF_ALL_EDITIONS or (whole and diagnostic in everywhere)
    }
    return tuple(sorted(kept, key=lambda d: d.sort_key))


@contextmanager
def guides(options: Options) -> Iterator[Guides]:
    """The guides of a project, while it is open. Raises an error of :mod:`builder.errors`."""
    with open_project(options) as opened:
        site = pipeline.load(opened.project, opened.engine)
        theme = pipeline.theme_of(opened.project, site)
        yield Guides(pipeline.render_context(opened.project, opened.engine, site, theme))
