"""``handrail diff``: what a change publishes, beside what was published before it."""

from __future__ import annotations

from pathlib import Path

import click

from builder import api
from builder.commands.project_option import options_of, project_argument
from builder.commands.report_options import TEXT, targets_of, write_reports
from builder.comparison.forms.json import diff_json
from builder.comparison.forms.markdown import diff_markdown
from builder.comparison.forms.text import MOST, diff_lines
from builder.exit_codes import CLEAN, PROBLEMS
from builder.reporting.report import Report
from builder.reporting.terminal import console, write_out
from builder.reporting.text import TextView


@click.command("diff")
@project_argument
@click.option(
    "--base",
    default="",
    metavar="BASE",
    help="A git revision, a project folder, or a published site. By default, where this branch left the default one.",
)
@click.option(
    "--format", "form", type=click.Choice([TEXT, "json", "markdown"]), default=TEXT, help="The format of the changes."
)
@click.option("--preview-url", default="", metavar="URL", help="With markdown: link to pages below this address.")
@click.option(
    "--max", "most", type=click.IntRange(0), default=MOST, help="How many entries of each part to show; 0 for all."
)
@click.option("--edition", default="", help="Compare only this edition.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--only", multiple=True, metavar="VERSION", help="Compare only this version.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Number of processes; one per core by default.")
@click.option("--no-cache", is_flag=True, help="Don't use the cache.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="The folder of the cache.")
def command(
    project: Path,
    base: str,
    form: str,
    preview_url: str,
    most: int,
    edition: str,
    drafts: bool,
    only: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
) -> int:
    """Show what a change publishes: pages, addresses, checklist items, images, and problems.

    Exits with 1 if the change introduces an error, or an address is gone without a redirect.
    """
    if preview_url and not preview_url.startswith(("https://", "http://")):
        raise click.UsageError(f"'{preview_url}' is not a URL such as https://preview.example.com.")
    options = options_of(project, edition, drafts, only, jobs, no_cache, cache_dir)
    compared = api.compare(options, base)
    comparison = compared.comparison
    if form == "json":
        write_out(diff_json(comparison))
    elif form == "markdown":
        write_out(diff_markdown(comparison, preview_url))
    else:
        console().lines(diff_lines(comparison, most))
        new = Report(
            diagnostics=comparison.problems.new,
            pages=compared.examination.report.pages,
            known=comparison.problems.known,
        )
        write_reports(project, new, targets_of((TEXT,), ()), TextView(most=most))
    failed = any(each.severity == "error" for each in comparison.problems.new)
    return PROBLEMS if failed else CLEAN
