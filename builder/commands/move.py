"""``handrail move``: gives a page, a folder of pages or a heading another address, and changes all that leads there."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from builder import move_api
from builder.errors import UsageError
from builder.moves import MovePlan
from builder.moves.apply_move import apply_move
from builder.project.open_project import Options
from builder.reporting.terminal import console
from builder.reporting.text import counted


@click.command("move")
@click.argument("old")
@click.argument("new")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder of the project.",
)
@click.option(
    "--version", "versions", multiple=True, metavar="VERSION", help="Move it in this version; can be repeated."
)
@click.option("--everywhere", is_flag=True, help="Move it in every version that has it.")
@click.option("--dry-run", is_flag=True, help="Show the changes without making them.")
def command(old: str, new: str, project: Path, versions: tuple[str, ...], everywhere: bool, dry_run: bool) -> int:
    """Move a page or a folder of pages from address OLD to NEW, or a heading: /sso#old-id #new-id.

    Changes the slug, the name of the file if it follows the slug, links, menus and the checklist lock, and adds a
    redirect. It does all of that or nothing.
    """
    if everywhere and versions:
        raise UsageError("Give --version or --everywhere, not both.")
    plan = move_api.plan_of_move(Options(project=project, drafts=True), (old, new), versions, everywhere=everywhere)
    _show(plan)
    count = counted(len(plan.addresses), "address", "addresses")
    files = counted(len(plan.texts), "file")
    if dry_run:
        console().print(f"{count} to move, {files} to change. Nothing was written.")
        return 0
    apply_move(project, plan)
    console().print(f"Moved {count}, changed {files}.", style="green")
    return 0


def _show(plan: MovePlan) -> None:
    for old, new in plan.addresses:
        console().print(f"{old} → {new}", style="bold")
    for old, new in plan.renames.items():
        console().print(f"rename {old} → {new}")
    for path, (before, after) in sorted(plan.texts.items()):
        old_lines, new_lines = (text.splitlines(keepends=True) for text in (before, after))
        for line in difflib.unified_diff(old_lines, new_lines, f"a/{path}", f"b/{plan.renames.get(path, path)}", n=1):
            console().print(line.rstrip("\r\n"))
