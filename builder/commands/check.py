"""``handrail check``: everything that is wrong, and nothing published."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.session import Settings, UsageFault, opened, project_argument
from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline import check_site, load, load_looks
from builder.reporting.json import json_report
from builder.reporting.report import Report
from builder.reporting.terminal import show


@click.command("check")
@project_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@click.option(
    "-o", "--output", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to FILE."
)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", help="The level that fails.")
@click.option("--select", multiple=True, metavar="CODE", help="Report only these codes.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these codes out.")
@click.option("--edition", default="", help="The edition to check; all of them unless said.")
@click.option("--drafts", is_flag=True, help="Look at drafts too.")
@click.option("--only", multiple=True, metavar="VERSION", help="Check only this version.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes to use.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the cache there.")
def command(
    project: Path,
    form: str,
    file: Path | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    edition: str,
    drafts: bool,
    only: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
) -> int:
    """Check everything; publish nothing. Exits with 1 if there are findings at the failing level."""
    settings = Settings(project, edition, drafts, only, jobs or 0, not no_cache, cache_dir)
    try:
        report = run(settings)
    except UsageFault as fault:
        return fault.exit_code
    chosen = tuple(d for d in report.diagnostics if (not select or d.code in select) and d.code not in ignore)
    report = Report(chosen, report.pages)
    _write(project, report, form, file)
    return report.exit_code(fail_on=fail_on)


def run(settings: Settings) -> Report:
    """Check a project in every edition that it has. Raises UsageFault when its configuration is wrong."""
    found: dict[Diagnostic, None] = {}
    pages = 0
    with opened(settings) as first:
        editions = first.config.editions if not settings.edition else (settings.edition,)
        for edition in editions or ("",):
            request = first.for_edition(edition)
            loaded = load(request)
            looks = load_looks(request, loaded)
            checked = check_site(request.config, loaded, looks.diagnostics)
            found.update(dict.fromkeys(checked.diagnostics))
            pages = max(pages, len(loaded.site.pages))
    return Report(tuple(sorted(found, key=lambda d: d.sort_key)), pages)


def _write(project: Path, report: Report, form: str, file: Path | None) -> None:
    if form == "text":
        show(project, report)
        return
    text = json_report(report)
    if file is None:
        sys.stdout.write(text)
    else:
        file.write_text(text, encoding="utf-8")
