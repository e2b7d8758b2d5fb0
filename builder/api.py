"""The use cases: build a site, check a project, read its guides. Nothing here prints; commands and programs call it.

Errors are those of :mod:`builder.errors`; problems in the content are in the reports.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder import pipeline
from builder.article.records import Suppression
from builder.checks import OF_ALL_EDITIONS
from builder.checks.check_site import settled
from builder.checks.ledger import check_ledger
from builder.checks.ledger_file import ledger_of
from builder.checks.suppressions import ignores_of
from builder.checks.vanishing import vanishing_pages
from builder.config import ProjectConfig
from builder.content.listing import Listing
from builder.diagnostics.diagnostic import Diagnostic
from builder.errors import FileAccessError
from builder.exit_codes import CLEAN
from builder.outputs.guides import Guides
from builder.progress import Progress, no_progress
from builder.project.baseline_file import baseline_of
from builder.project.loaded_site import LoadedSite
from builder.project.open_project import (
    OpenProject,
    Options,
    open_project,
    output_folder,
    with_sound_cache,
)
from builder.project.project import Project
from builder.project.similar_site import SimilarSite
from builder.publish import Publication, ensure_ours, late_interrupts, resume
from builder.publish.last_build import LastPublished, last_published, paths_in
from builder.publish.publish_site import LastBuild
from builder.publish.rebuild_reasons import Why, earlier_in, reasons
from builder.publish.reproducibility import differences
from builder.publish.up_to_date import BuildRecord, InputSnapshot, input_snapshot, keep_build_record, unchanged_since
from builder.reporting.baseline import BaselineError, compared
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


class Built(msgspec.Struct, frozen=True):
    """The result of a build: its report and what was published."""

    report: Report
    publication: Publication | None
    """``None`` if nothing was published."""
    target: Path
    reasons: tuple[Why, ...] = ()
    """Why each page was rebuilt, if that was asked for."""


def build_site(
    options: Options,
    output: Path | None,
    *,
    strict: bool = False,
    keep_going: bool = False,
    explain: bool = False,
) -> Built:
    """Check and publish a project. Raises an error of :mod:`builder.errors`."""
    wish = _Wish("warning" if strict else "error", keep_going, explain)
    return with_sound_cache(options, lambda: _built(options, output, wish))


def _built(options: Options, output: Path | None, wish: _Wish) -> Built:
    with open_project(options) as opened:
        target = output_folder(options, opened.project.config, output)
        ensure_ours(target)
        resume(target)
        listing = Listing()
        store = opened.engine.store
        snapshot = input_snapshot(opened.project, opened.engine.program, target, listing)
        last = last_published(store, target)
        record = unchanged_since(store, target, snapshot, last.files, opened.project.code_files())
        if record is not None:
            report = _without_known(opened.project, Report(diagnostics=record.diagnostics, pages=record.pages))
            if wish.keep_going or report.exit_code(fail_on=wish.fail_on) == CLEAN:
                return Built(report, Publication(unchanged=record.files), target)
        return _rebuilt(opened, _Target(target, last), listing, snapshot, wish)


class _Wish(msgspec.Struct, frozen=True):
    fail_on: str
    keep_going: bool
    explain: bool


class _Target(msgspec.Struct, frozen=True):
    """The output folder."""

    folder: Path
    last: LastPublished


def _rebuilt(opened: OpenProject, output: _Target, listing: Listing, snapshot: InputSnapshot, wish: _Wish) -> Built:
    project, engine, target = opened.project, opened.engine, output.folder
    site = pipeline.load(project, engine, listing)
    theme = pipeline.theme_of(project, site)
    engine.progress("Checking the site", 0, 0)
    checked = pipeline.check(project, site, theme.diagnostics)
    # It depends on what is published now, so it is not part of what is published next.
    there = () if project.only else paths_in(target, output.last)
    vanishing = settled(project.config, vanishing_pages(site.site, there), {})
    whole = Report(diagnostics=(*checked.diagnostics, *vanishing), pages=len(site.site.pages))
    report = _without_known(project, whole)
    failed = report.exit_code(fail_on=wish.fail_on) != CLEAN
    if (failed and not wish.keep_going) or not site.site.pages:
        return Built(report, None, target)
    engine.progress("Preparing files", 0, 0)
    context = pipeline.render_context(project, engine, site, theme, checked.results)
    last = LastBuild(output.last, snapshot.others(page.path for page in site.site.pages))
    published = pipeline.publish(project, engine, site, context, target, last)
    record = BuildRecord(
        inputs=snapshot.inputs,
        pages=report.pages,
        files=len(published.publication.files) - 1,
        diagnostics=checked.diagnostics,
        code=site.code_digests,
    )
    with late_interrupts():
        keep_build_record(engine.store, snapshot, record)
        written = published.publication.written
        why = reasons(earlier_in(published.before), published.after, site, written) if wish.explain else []
        return Built(report, published.publication, target, tuple(why))


def _without_known(project: Project, report: Report) -> Report:
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


class ExaminedEdition(msgspec.Struct, frozen=True):
    """One edition of a project that was checked."""

    site: LoadedSite
    theme: tuple[Diagnostic, ...]
    """Problems of the theme."""
    diagnostics: tuple[Diagnostic, ...]
    """All problems."""


class Examination(msgspec.Struct, frozen=True):
    """The result of a check."""

    config: ProjectConfig
    editions: tuple[ExaminedEdition, ...]
    report: Report
    suppressions: Mapping[str, tuple[Suppression, ...]]
    """Problems that authors suppressed, by path."""

    @property
    def sites(self) -> tuple[Site, ...]:
        """One for each edition."""
        return tuple(each.site.site for each in self.editions)


def examine(options: Options) -> Examination:
    """Check a project, in all its editions unless the options name one. Raises an error of :mod:`builder.errors`."""
    return with_sound_cache(options, lambda: _examined(options))


def examine_earlier(options: Options, listing: Listing, now: Examination, same: Collection[str]) -> Examination:
    """Check an earlier state of a project that was examined.

    Files with the paths ``same`` have not changed since; ``listing`` lists them, and they are read where they are now.
    Raises an error of :mod:`builder.errors`.
    """
    return with_sound_cache(
        options, lambda: _examined(options, listing, [_similar(each, same) for each in now.editions])
    )


def _similar(edition: ExaminedEdition, same: Collection[str]) -> SimilarSite:
    return SimilarSite(edition.site, same)


def _examined(options: Options, listing: Listing | None = None, similar: Sequence[SimilarSite] = ()) -> Examination:
    with open_project(options) as opened:
        config = opened.project.config
        ledger = ledger_of(options.project, config)
        like = {each.site.site.settings.edition: each for each in similar}
        editions: list[ExaminedEdition] = []
        for edition in (options.edition,) if options.edition else config.editions or ("",):
            project = opened.project.for_edition(edition)
            known = like.get(edition, similar[0]) if similar else None
            site = pipeline.load(project, opened.engine, listing, renderings=False, similar=known)
            theme = pipeline.theme_of(project, site).diagnostics
            opened.engine.progress("Checking the site", 0, 0)
            editions.append(_checked(project, site, theme, ledger))
    return _examination(options, config, editions)


def _checked(project: Project, site: LoadedSite, theme: tuple[Diagnostic, ...], ledger: str) -> ExaminedEdition:
    vanished = check_ledger(site.site, project.config.ledger, ledger)
    found = pipeline.check(project, site, (*theme, *vanished)).diagnostics
    return ExaminedEdition(site, theme, found)


def _examination(options: Options, config: ProjectConfig, editions: Sequence[ExaminedEdition]) -> Examination:
    whole = not options.only and not options.edition
    found = _joined([each.diagnostics for each in editions], whole=whole)
    suppressions: dict[str, tuple[Suppression, ...]] = {}
    for each in editions:
        suppressions.update(ignores_of(each.site))
    pages = max(len(each.site.site.pages) for each in editions)
    return Examination(config, tuple(editions), Report(diagnostics=found, pages=pages), suppressions)


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
