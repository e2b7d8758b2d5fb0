"""``handrail check``: everything that is wrong, and nothing published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from builder.checks import OF_ALL_EDITIONS
from builder.commands.reports import FORMS, Wanted, against_baseline, codes_named, targets_of, write_reports
from builder.commands.session import Settings, UsageFault, opened, project_argument
from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline import check_site, load, load_looks
from builder.reporting.report import Report


@click.command("check")
@project_argument
@click.option(
    "--format", "forms", type=click.Choice(FORMS), multiple=True, help="How to report; several give several reports."
)
@click.option(
    "-o",
    "--output",
    "files",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    help="Write the report to FILE; one for each format but text, in their order.",
)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", help="The level that fails.")
@click.option("--select", multiple=True, metavar="CODE", help="Report only these codes.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these codes out.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Leave out the findings that FILE knows."
)
@click.option("--update-baseline", is_flag=True, help="Write the findings to the baseline: all are known then.")
@click.option("--edition", default="", help="The edition to check; all of them unless said.")
@click.option("--drafts", is_flag=True, help="Look at drafts too.")
@click.option("--only", multiple=True, metavar="VERSION", help="Check only this version.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes to use.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the cache there.")
def command(
    project: Path,
    forms: tuple[str, ...],
    files: tuple[Path, ...],
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    update_baseline: bool,
    edition: str,
    drafts: bool,
    only: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
) -> int:
    """Check everything; publish nothing. Exits with 1 if there are findings at the failing level."""
    settings = Settings(project, edition, drafts, only, jobs or 0, not no_cache, cache_dir)
    targets = targets_of(forms or ("text",), files)
    wanted = Wanted(codes_named(select), codes_named(ignore))
    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE.")
    try:
        report = run(settings)
    except UsageFault as fault:
        return fault.exit_code
    report = wanted.of(report)
    if baseline is not None:
        report = against_baseline(report, baseline, update=update_baseline)
    write_reports(project, report, targets)
    return report.exit_code(fail_on=fail_on)


def run(settings: Settings) -> Report:
    """Check a project in every edition that it has. Raises UsageFault when its configuration is wrong."""
    found: list[tuple[Diagnostic, ...]] = []
    pages = 0
    with opened(settings) as first:
        editions = first.config.editions if not settings.edition else (settings.edition,)
        for edition in editions or ("",):
            request = first.for_edition(edition)
            loaded = load(request)
            looks = load_looks(request, loaded)
            found.append(check_site(request.config, loaded, looks.diagnostics).diagnostics)
            pages = max(pages, len(loaded.site.pages))
    return Report(_joined(found, whole=not settings.only), pages)


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
