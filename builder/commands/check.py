"""``handrail check``: everything that is wrong, and nothing published."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from builder.commands.examining import Examination, examine, with_more
from builder.commands.external import external_problems
from builder.commands.fixes import fixed
from builder.commands.ledger import update_ledger as write_ledger
from builder.commands.reports import FORMS, Wanted, against_baseline, codes_named, targets_of, write_reports
from builder.commands.project_options import CACHE_FOLDER, Settings, UsageError, project_argument


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
@click.option("--external", is_flag=True, help="Ask for the links to other sites too.")
@click.option("--update-ledger", is_flag=True, help="Add every URL that the site has to its ledger.")
@click.option("--fix", is_flag=True, help="Mend what has one safe answer; the changes are shown.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes, and make none.")
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
    external: bool,
    update_ledger: bool,
    fix: bool,
    dry_run: bool,
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
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix.")
    try:
        examination = _examined(settings, fix=fix, dry_run=dry_run)
        if external:
            folder = (cache_dir or project / CACHE_FOLDER) if settings.cache else None
            examination = with_more(examination, external_problems(examination, folder))
    except UsageError as failure:
        return failure.exit_code
    if update_ledger:
        write_ledger(project, examination.config, examination.sites)
    report = wanted.of(examination.report)
    if baseline is not None:
        report = against_baseline(report, baseline, update=update_baseline)
    write_reports(project, replace(report, fail_on=fail_on), targets)
    return report.exit_code(fail_on=fail_on)


def _examined(settings: Settings, *, fix: bool, dry_run: bool) -> Examination:
    examination = examine(settings)
    if fix and fixed(settings.project, examination, dry_run=dry_run):
        return examine(settings)
    return examination
