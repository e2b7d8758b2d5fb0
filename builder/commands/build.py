"""``handrail build``: check, render, publish."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path

import click
from msgspec.structs import replace

from builder.build_site import Built, build_site, differs_from_clean_build
from builder.commands.project_option import project_argument
from builder.errors import TemplateRenderError
from builder.exit_codes import INTERNAL_ERROR
from builder.project.open_project import Options
from builder.publish.manifest import late_interrupts
from builder.publish.publication import Publication, Why
from builder.reporting.progress_line import ProgressLine
from builder.reporting.report import Report
from builder.reporting.terminal import console, show
from builder.reporting.text import counted

NOT_PUBLISHED = "Nothing was published; the previous site is unchanged."


@click.command("build")
@project_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder to publish into; site/ by default.")
@click.option("--base-url", help="The URL of the published site, such as https://docs.example.com/product.")
@click.option("--only", multiple=True, metavar="VERSION", help="Build this version only; can be repeated.")
@click.option("--edition", default="", help="The edition to build; the first one by default.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Number of processes; one per core by default.")
@click.option(
    "--executor", default="", metavar="dask://HOST:PORT", help="Compose pages on the workers of a Dask cluster."
)
@click.option("--no-cache", is_flag=True, help="Don't use the cache.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="The folder of the cache.")
@click.option("--no-search", is_flag=True, help="Publish without a search index.")
@click.option("--portable", is_flag=True, help="Publish a site that works from file:// and below any folder.")
@click.option("--strict", is_flag=True, help="Publish nothing if there are warnings.")
@click.option("--keep-going", is_flag=True, help="Publish even if there are errors.")
@click.option("--explain", is_flag=True, help="Print why each page was rebuilt.")
@click.option("--prove", is_flag=True, help="Also build from scratch, and compare both sites byte by byte.")
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
    portable: bool,
    strict: bool,
    keep_going: bool,
    explain: bool,
    prove: bool,
) -> int:
    """Check, render and publish the site. If there are errors, nothing is published: the previous site is unchanged."""
    options = Options(
        project=project,
        edition=edition,
        drafts=drafts,
        only=only,
        jobs=jobs or 0,
        cache=not no_cache,
        cache_dir=cache_dir,
        base_url=base_url,
        search=not no_search,
        portable=portable,
        executor=executor,
    )
    try:
        done = _run(options, output, strict=strict, keep_going=keep_going, explain=explain)
    except TemplateRenderError as error:
        show(project, Report(diagnostics=(error.diagnostic,)))
        console().print(NOT_PUBLISHED, style="bold red")
        return error.exit_code
    if prove and done.publication is not None and not _is_proved(options, done.target):
        return INTERNAL_ERROR
    return done.report.exit_code(fail_on="warning" if strict else "error")


def _run(options: Options, output: Path | None, *, strict: bool, keep_going: bool, explain: bool) -> Built:
    """Build a project and print its report. Raises an error of :mod:`builder.errors`."""
    started = time.perf_counter()
    with ProgressLine() as line:
        watched = replace(options, progress=line.report)
        done = build_site(watched, output, strict=strict, keep_going=keep_going, explain=explain)
    with late_interrupts() if done.publication is not None else nullcontext():
        if done.report.diagnostics:
            show(options.project, done.report)
        if done.publication is None:
            console().print(NOT_PUBLISHED, style="bold red")
        else:
            if explain:
                _print_reasons(done.reasons)
            _print_summary(done.publication, done.target, done.report.pages, time.perf_counter() - started)
    return done


def _is_proved(options: Options, target: Path) -> bool:
    """Build the project from scratch too, report whether both sites are the same, and return it."""
    with late_interrupts(), ProgressLine() as line:
        differing = differs_from_clean_build(replace(options, progress=line.report), target)
    screen = console()
    if not differing:
        screen.print("Every file is the same, byte for byte, as in a build from scratch.", style="green")
        return True
    verb = "differs" if len(differing) == 1 else "differ"
    screen.print(f"{counted(len(differing), 'file')} {verb} from a build from scratch:", style="bold red")
    for path in differing:
        screen.print(f"    {path}")
    screen.print("Build with --no-cache, and please report this: it is a bug in Handrail.")
    return False


def _print_reasons(why: tuple[Why, ...]) -> None:
    for each in why:
        unchanged = "" if each.is_written else " (its bytes are the same)"
        console().print(f"{each.path}: {', '.join(each.reasons)}{unchanged}")
    if not why:
        console().print("No page was rebuilt.")


def _print_summary(publication: Publication, target: Path, pages: int, seconds: float) -> None:
    said = f"{counted(pages, 'page')} in {target}: {counted(len(publication.written), 'file')} written"
    said += f", {publication.unchanged} unchanged"
    if publication.removed:
        said += f", {len(publication.removed)} removed"
    console().print(f"{said}, {seconds:.2f} s.", style="green")
