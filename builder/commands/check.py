"""``handrail check``: report every problem, publish nothing."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from builder import api, change_api
from builder.build_site import without_known
from builder.checks.external.ask_sites import external_problems
from builder.checks.fixes.file_fixes import FileFix, fixes
from builder.checks.ledger_file import update_ledger as write_ledger
from builder.checks.translation_file import update_translations as write_translations
from builder.commands.project_option import project_argument, takes_options
from builder.commands.report_options import (
    FORMS,
    Wanted,
    against_baseline,
    codes_named,
    inside_project,
    targets_of,
    within,
    write_reports,
)
from builder.config import ProjectConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.project.baseline_file import baseline_of
from builder.project.open_project import CACHE_FOLDER, Options
from builder.project.write_file import write_text
from builder.reporting.progress_line import ProgressLine
from builder.reporting.report import Report
from builder.reporting.terminal import console
from builder.reporting.text import MOST, TextView


@click.command("check")
@project_argument
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="The format of the report; can be repeated for several reports.",
)
@click.option(
    "-o",
    "--output",
    "files",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    help="Write the report to FILE; one for each format but text, in the same order.",
)
@click.option(
    "--max", "most", type=click.IntRange(0), default=MOST, help="How many problems to show in full; 0 for all."
)
@click.option("--statistics", is_flag=True, help="Show how often each code was reported instead of the problems.")
@click.option("--infos", is_flag=True, help="Also show problems of severity info.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    help="The lowest severity that makes the check fail.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Report only these codes.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Don't report these codes.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Don't report the problems that FILE lists."
)
@click.option("--update-baseline", is_flag=True, help="Write all present problems to the baseline.")
@click.option(
    "--since",
    metavar="BASE",
    help="Report only the problems that were introduced since BASE: a git revision, a project or a published site.",
)
@click.option("--external", is_flag=True, help="Also request the links to other sites.")
@click.option("--update-ledger", is_flag=True, help="Add every URL of the site to its ledger.")
@click.option(
    "--update-translations",
    is_flag=True,
    help="Record that translations, all or those in PATHS, are up to date with their originals.",
)
@click.option("--fix", is_flag=True, help="Fix problems that have one safe fix, and show the changes.")
@click.option("--everywhere", is_flag=True, help="With --fix and PATHS: fix the same problems in other versions too.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes without making them.")
@takes_options(
    "The edition to check; all editions by default.", "Also check drafts.", "Check this version only; can be repeated."
)
def command(
    options: Options,
    paths: tuple[Path, ...],
    forms: tuple[str, ...],
    files: tuple[Path, ...],
    most: int,
    statistics: bool,
    infos: bool,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    update_baseline: bool,
    since: str | None,
    external: bool,
    update_ledger: bool,
    update_translations: bool,
    fix: bool,
    everywhere: bool,
    dry_run: bool,
) -> int:
    """Check everything without publishing. Exits with 1 if there are problems at or above the failing level.

    With PATHS, only the problems in these files and folders are reported.
    """
    project = options.project
    targets = targets_of(forms or ("text",), files)
    wanted = Wanted(codes_named(select), codes_named(ignore))
    _refuse(
        {
            "--dry-run needs --fix.": dry_run and not fix,
            "--everywhere needs --fix and PATHS.": everywhere and not (fix and paths),
            "--since and --baseline can't be used together.": since is not None and baseline is not None,
        }
    )
    with ProgressLine(is_wanted=set(forms) <= {"text"}) as line:
        options = replace(options, progress=line.report)
        examination = api.examine(options)
        chosen = _chosen(examination.report, project, paths, everywhere=everywhere) if fix else ()
        if chosen and _fixed(project, examination, chosen, dry_run=dry_run):
            examination = api.examine(options)
        if external:
            examination = _with_external(examination, options)
        report = examination.report if since is None else change_api.report_since(options, examination, since)
    if update_translations:
        write_translations(project, examination.sites, [inside_project(project.resolve(), path) for path in paths])
    if update_ledger:
        write_ledger(project, examination.config, examination.sites)
    report = within(wanted.of(report), project, paths)
    report = _of_baseline(report, examination.config, options, baseline, since=since, update=update_baseline)
    view = TextView(most=most, infos=infos or _asks_for_infos(wanted, report), statistics=statistics)
    write_reports(project, replace(report, fail_on=fail_on), targets, view)
    return report.exit_code(fail_on=fail_on)


def _of_baseline(
    report: Report, config: ProjectConfig, options: Options, baseline: Path | None, *, since: str | None, update: bool
) -> Report:
    """The report without the problems of a baseline: the one given, else the project's own."""
    if baseline is None and (since is not None or not config.baseline):
        _refuse({"--update-baseline needs --baseline FILE, or 'baseline' in handrail.yml.": update})
        return report
    if baseline is None and not update:
        return without_known(report, baseline_of(options.project, config), config.baseline)
    return against_baseline(report, baseline or options.project / config.baseline, update=update)


def _refuse(contradictions: Mapping[str, bool]) -> None:
    """Raise UsageError with the message of the first contradiction that is there."""
    for message, is_there in contradictions.items():
        if is_there:
            raise click.UsageError(message)


def _asks_for_infos(wanted: Wanted, report: Report) -> bool:
    """Whether any of the selected codes has severity info."""
    return bool(wanted.select) and any(each.severity == "info" for each in report.diagnostics)


def _with_external(examination: api.Examination, options: Options) -> api.Examination:
    folder = (options.cache_dir or options.project / CACHE_FOLDER) if options.cache else None
    config = examination.config.external
    found = external_problems(examination.sites, config, folder, console().print, options.progress)
    return api.with_more(examination, found)


def _chosen(report: Report, project: Path, paths: tuple[Path, ...], *, everywhere: bool) -> tuple[Diagnostic, ...]:
    """The problems to fix: those in the paths; ``everywhere`` adds the same ones in other versions."""
    chosen = within(report, project, paths).diagnostics
    if not everywhere:
        return chosen
    same = {each.fingerprint for each in chosen}
    return tuple(each for each in report.diagnostics if each.fingerprint in same)


def _fixed(project: Path, examination: api.Examination, chosen: tuple[Diagnostic, ...], *, dry_run: bool) -> bool:
    """Show every fix; apply it unless ``dry_run``. Returns whether any file was written."""
    written = False
    for each in fixes(project, examination.sites, chosen):
        _show(each)
        codes = ", ".join(sorted(set(each.codes)))
        console().print(f"{each.path}: {len(each.codes)} {'to fix' if dry_run else 'fixed'} ({codes})")
        if not dry_run:
            write_text(project, each.path, each.after)
            written = True
    return written


def _show(fix: FileFix) -> None:
    before, after = (text.splitlines(keepends=True) for text in (fix.before, fix.after))
    for line in difflib.unified_diff(before, after, f"a/{fix.path}", f"b/{fix.path}", n=1):
        console().print(line.rstrip("\r\n"))
