"""``handrail build``: check, render, publish."""

from __future__ import annotations

import importlib
import time
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from builder.commands.project_options import Settings, UsageError, opened, output_folder, project_argument
from builder.content.listing import Listing
from builder.pipeline.checking import check_site
from builder.pipeline.emitting import emission_of, last_published, publish_site
from builder.pipeline.rebuild_reasons import Why, earlier_in, reasons
from builder.pipeline.loading import load
from builder.pipeline.theme_files import load_theme_files
from builder.pipeline.up_to_date import keep_build_record, unchanged_since, input_snapshot
from builder.publish import Publication, PublishError, ensure_ours
from builder.reporting.report import CLEAN, INTERNAL_ERROR, PROBLEMS, USAGE, Report
from builder.reporting.terminal import console, show
from builder.reporting.text import counted
from builder.theme.environment import TemplateRenderError


@click.command("build")
@project_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Publish there instead of in site/.")
@click.option("--base-url", help="Where the site will be: https://docs.example.com/product.")
@click.option("--only", multiple=True, metavar="VERSION", help="Build only this version.")
@click.option("--edition", default="", help="The edition to build.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes to use; one a core unless said.")
@click.option(
    "--executor", default="", metavar="dask://HOST:PORT", help="Compose pages on the workers of a Dask cluster."
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the cache there.")
@click.option("--no-search", is_flag=True, help="Publish no search index.")
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@click.option("--keep-going", is_flag=True, help="Publish in spite of errors.")
@click.option("--explain", is_flag=True, help="Say of each page that is made again what has changed.")
@click.option("--prove", is_flag=True, help="Build from nothing too, and compare the sites byte for byte.")
def command(
    project: Path,
    output: Path | None,
    base_url: str | None,
    only: tuple[str, ...],
    edition: str,
    drafts: bool,
    jobs: int | None,
    executor: str,
    no_cache: bool,
    cache_dir: Path | None,
    no_search: bool,
    strict: bool,
    keep_going: bool,
    explain: bool,
    prove: bool,
) -> int:
    """Check, render and publish the site. With errors, nothing is published and the last site stands."""
    settings = Settings(
        project, edition, drafts, only, jobs or 0, not no_cache, cache_dir, base_url, not no_search, executor
    )
    try:
        done = run(settings, output, strict=strict, keep_going=keep_going, explain=explain)
        code = done.report.exit_code(fail_on="warning" if strict else "error")
        return code if not prove or done.publication is None or _proved(settings, done.target) else INTERNAL_ERROR
    except UsageError as failure:
        return failure.exit_code
    except TemplateRenderError as error:
        show(project, Report((error.diagnostic,)))
        console().print("Nothing was published; the last site stands as it was.", style="bold red")
        return PROBLEMS
    except PublishError as error:
        console().print(f"handrail: {error}", style="bold red")
        return USAGE


class Built(msgspec.Struct, frozen=True):
    """What a build found and did."""

    report: Report
    publication: Publication | None
    """``None`` if nothing was published."""
    target: Path
    why: tuple[Why, ...] = ()
    """Of the pages that were made again, if that was asked for."""


def built(
    settings: Settings,
    output: Path | None,
    *,
    strict: bool = False,
    keep_going: bool = False,
    explain: bool = False,
) -> Built:
    """Build a project. Raises UsageFault and PublishError."""
    fail_on = "warning" if strict else "error"
    with opened(settings) as request:
        target = output_folder(settings, request.config, output)
        ensure_ours(target)
        listing = Listing()
        around = input_snapshot(request, target, listing)
        state = unchanged_since(request, target, around, last_published(request.store, target))
        if state is not None:
            report = Report(state.diagnostics, state.pages)
            if keep_going or report.exit_code(fail_on=fail_on) == CLEAN:
                return Built(report, Publication(unchanged=state.files), target)
        loaded = load(request, listing)
        theme_files = load_theme_files(request, loaded)
        checked = check_site(request.config, loaded, theme_files.diagnostics)
        report = Report(checked.diagnostics, len(loaded.site.pages))
        failed = report.exit_code(fail_on=fail_on) != CLEAN
        if (failed and not keep_going) or not loaded.site.pages:
            return Built(report, None, target)
        issue = publish_site(request, loaded, emission_of(request, loaded, theme_files, checked.results), target)
        publication = issue.publication
        keep_build_record(request, around, report.diagnostics, report.pages, len(publication.files))
        why = reasons(earlier_in(issue.before), issue.after, loaded, publication.written) if explain else []
        return Built(report, publication, target, tuple(why))


def run(settings: Settings, output: Path | None, *, strict: bool, keep_going: bool, explain: bool) -> Built:
    """Build a project and tell about it. Raises UsageFault and PublishError."""
    started = time.perf_counter()
    done = built(settings, output, strict=strict, keep_going=keep_going, explain=explain)
    if done.report.diagnostics:
        show(settings.project, done.report)
    if done.publication is None:
        console().print("Nothing was published; the last site stands as it was.", style="bold red")
    else:
        if explain:
            _print_reasons(done.why)
        _print_summary(done.publication, done.target, done.report.pages, time.perf_counter() - started)
    return done


def _proved(settings: Settings, target: Path) -> bool:
    """Build the project from nothing beside it; whether both sites are the same, and say so."""
    differing: list[str] = importlib.import_module("builder.commands.reproducibility").differs_from_clean(
        target, lambda clean: built(replace(settings, cache=False), clean, keep_going=True)
    )
    screen = console()
    if not differing:
        screen.print("Proved: every file is byte for byte that of a build from nothing.", style="green")
        return True
    screen.print(f"{counted(len(differing), 'file')} not as in a build from nothing:", style="bold red")
    for path in differing:
        screen.print(f"    {path}")
    screen.print("Build with --no-cache, and tell us: this is a fault of Handrail's.")
    return False


def _print_reasons(why: tuple[Why, ...]) -> None:
    for each in why:
        unchanged = "" if each.is_written else " (it came out the same)"
        console().print(f"{each.path}: {', '.join(each.reasons)}{unchanged}")
    if not why:
        console().print("No page was made again.")


def _print_summary(publication: Publication, target: Path, pages: int, seconds: float) -> None:
    said = f"{counted(pages, 'page')} in {target}: {counted(len(publication.written), 'file')} written"
    said += f", {publication.unchanged} unchanged"
    if publication.removed:
        said += f", {len(publication.removed)} removed"
    console().print(f"{said}, {seconds:.2f} s.", style="green")
