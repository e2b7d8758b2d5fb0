"""``handrail diff``: compares the site that a change would publish with the site before it."""

from __future__ import annotations

import click

from builder import change_api
from builder.commands.project_option import project_argument, takes_options
from builder.commands.report_options import TEXT, targets_of, write_reports
from builder.comparison.forms.json import diff_json
from builder.comparison.forms.markdown import diff_markdown
from builder.comparison.forms.text import MOST, diff_lines
from builder.exit_codes import CLEAN, PROBLEMS
from builder.project.open_project import Options
from builder.reporting.report import Report
from builder.reporting.terminal import console, write_out
from builder.reporting.text import TextView


@click.command("diff")
@project_argument
@click.option(
    "--base",
    default="",
    metavar="BASE",
    help="A git revision, a project folder, or a published site. By default, the commit where this branch left "
    "the default branch.",
)
@click.option(
    "--format", "form", type=click.Choice([TEXT, "json", "markdown"]), default=TEXT, help="The format of the changes."
)
@click.option(
    "--preview-url", default="", metavar="URL", help="With --format markdown: link to the pages of this preview."
)
@click.option(
    "--max", "most", type=click.IntRange(0), default=MOST, help="How many entries of each part to show; 0 for all."
)
@takes_options("Compare only this edition.", "Include drafts.", "Compare only this version.")
def command(options: Options, base: str, form: str, preview_url: str, most: int) -> int:
    """Show what a change would publish: pages, URLs, checklist items, images, and problems.

    Exits with 1 if the change introduces an error, or an address is gone without a redirect.
    """
    if preview_url and not preview_url.startswith(("https://", "http://")):
        raise click.UsageError(f"'{preview_url}' is not a URL such as https://preview.example.com.")
    compared = change_api.compare(options, base)
    comparison = compared.comparison
    if form == "json":
        write_out(diff_json(comparison))
    elif form == "markdown":
        write_out(diff_markdown(comparison, preview_url))
    else:
        console().lines(diff_lines(comparison, most))
        # The first line has counted the old and the fixed ones.
        new = Report(diagnostics=comparison.problems.new, pages=compared.examination.report.pages)
        write_reports(options.project, new, targets_of((TEXT,), ()), TextView(most=most))
    failed = any(each.severity == "error" for each in comparison.problems.new)
    return PROBLEMS if failed else CLEAN
