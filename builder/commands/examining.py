"""Every check of a project, in every edition that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from builder.article.records import Suppression
from builder.checks import OF_ALL_EDITIONS
from builder.checks.ledger import check_ledger
from builder.commands.ledger import ledger_of
from builder.commands.project_options import Settings, opened
from builder.config import ProjectConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline.checking import check_site, settled
from builder.pipeline.suppressions import ignores_of
from builder.pipeline.loading import load
from builder.pipeline.theme_files import load_theme_files
from builder.reporting.report import Report
from builder.structure.site import Site


class Examination(msgspec.Struct, frozen=True):
    """What was looked at, and what was found."""

    config: ProjectConfig
    sites: tuple[Site, ...]
    """One for each edition."""
    report: Report
    ignores: Mapping[str, tuple[Suppression, ...]]
    """What the authors let stand, by path."""


def examine(settings: Settings) -> Examination:
    """Check a project. Raises UsageFault when its configuration is wrong."""
    found: list[tuple[Diagnostic, ...]] = []
    sites: list[Site] = []
    ignores: dict[str, tuple[Suppression, ...]] = {}
    with opened(settings) as first:
        ledger = ledger_of(settings.project, first.config)
        editions = first.config.editions if not settings.edition else (settings.edition,)
        for edition in editions or ("",):
            request = first.for_edition(edition)
            loaded = load(request, renderings=False)
            theme_files = load_theme_files(request, loaded)
            vanished = check_ledger(loaded.site, first.config.ledger, ledger)
            found.append(check_site(request.config, loaded, (*theme_files.diagnostics, *vanished)).diagnostics)
            sites.append(loaded.site)
            ignores.update(ignores_of(loaded))
    pages = max(len(site.pages) for site in sites)
    whole = not settings.only and not settings.edition
    return Examination(first.config, tuple(sites), Report(_joined(found, whole=whole), pages), ignores)


def with_more(examination: Examination, found: Iterable[Diagnostic]) -> Examination:
    """The examination with findings that came later, under the project's levels and ignores."""
    more = settled(examination.config, found, examination.ignores)
    report = examination.report
    together = sorted({*report.diagnostics, *more}, key=lambda d: d.sort_key)
    return replace(examination, report=replace(report, diagnostics=tuple(together)))


def _joined(editions: Sequence[tuple[Diagnostic, ...]], *, whole: bool) -> tuple[Diagnostic, ...]:
    """What any edition has; of what can only be said of the whole site, what all of them have."""
    everywhere = set(editions[0]).intersection(*editions[1:])
    kept = {
        diagnostic
        for found in editions
        for diagnostic in found
        if diagnostic.code not in OF_ALL_EDITIONS or (whole and diagnostic in everywhere)
    }
    return tuple(sorted(kept, key=lambda d: d.sort_key))
