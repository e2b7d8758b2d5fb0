"""``handrail import``: turn a site of another documentation system into a Handrail project."""

from __future__ import annotations

from pathlib import Path

import click

from builder.exit_codes import USAGE
from builder.importing.project import import_site
from builder.importing.project_writer import ImportTargetError, obstacle_to, write_project
from builder.importing.records import ImportResult
from builder.importing.report import DATA, TEXT, report_data, report_text
from builder.importing.source_files import SourceFiles
from builder.importing.systems.table import SYSTEMS, read_site
from builder.reporting.progress_line import ProgressLine
from builder.reporting.terminal import console, write_out


@click.command("import")
@click.option(
    "--from",
    "system",
    type=click.Choice(sorted(SYSTEMS)),
    required=True,
    help="The documentation system of the source.",
)
@click.argument("source", metavar="SRC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", metavar="DST", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing; report what the import would do.")
@click.option("--force", is_flag=True, help="Also replace files that were edited since the last import.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The format of the report.")
def command(system: str, source: Path, target: Path, dry_run: bool, force: bool, form: str) -> int:
    """Convert the site in SRC into a Handrail project in DST, and report what is left to do. Handrail never writes to
    SRC.
    """
    obstacle = obstacle_to(source, target)
    if obstacle:
        console().print(f"handrail: {obstacle}", style="bold red")
        return USAGE
    files = SourceFiles(source)
    with ProgressLine(is_wanted=form == "text") as line:
        line.report("Reading the site", 0, 0)
        result = import_site(read_site(system, files), files, line.report)
    if not result.pages:
        console().print(f"handrail: '{source}' has no pages that {system} would publish.", style="bold red")
        return USAGE
    if not dry_run:
        try:
            write_project(result, files, target, force=force)
        except (ImportTargetError, OSError) as error:
            console().print(f"handrail: the project can't be written: {error}", style="bold red")
            return USAGE
    _report(result, target, form, dry_run=dry_run)
    return 0


def _report(result: ImportResult, target: Path, form: str, *, dry_run: bool) -> None:
    if form == "json":
        write_out(report_data(result, {}))
        return
    if dry_run:
        write_out(report_text(result))
        return
    counts = ", ".join(f"{count} {name}" for name, count in result.counts.items())
    left = sum(note.kind == "left" for note in result.notes)
    console().print(f"Imported {counts}.")
    console().print(f"{left} places need your attention: see {target / TEXT}, or {DATA} for programs.")
    console().print(f"Now build it: handrail build {target} --keep-going", style="green")
