"""``handrail init``: a new project that builds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from builder.exit_codes import USAGE
from builder.reporting.terminal import console

TEMPLATE = Path(__file__).parent / "new_project"
"""The project's files as they are written, apart from those in :data:`RENAMED`."""

RENAMED = {"gitignore": ".gitignore"}
"""A file with its real name would take effect in this program's own repository."""


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Create a small project that builds: a configuration, a front page, a guide and an image."""
    obstacle = obstacle_to(folder)
    if obstacle:
        console().print(f"handrail: {obstacle}", style="bold red")
        return USAGE
    try:
        for name in write_project(folder):
            console().print(f"  {folder / name}")
    except OSError as error:
        console().print(f"handrail: the project can't be written: {error}", style="bold red")
        return USAGE
    console().print(f"Now build it: handrail build {folder}", style="green")
    return 0


def obstacle_to(folder: Path) -> str:
    """The reason why no project can be created there; empty if it can. An existing folder must be empty."""
    if folder.is_dir():
        try:
            first = min((entry.name for entry in folder.iterdir()), default="")
        except OSError as error:
            return f"'{folder}' can't be read: {error.strerror}."
        if first:
            return f"'{folder}' has files in it already, such as '{first}'. Give a new or an empty folder."
        return ""
    if folder.exists() or folder.is_symlink():
        return f"'{folder}' exists and is not a folder."
    return ""


def write_project(folder: Path) -> Iterator[str]:
    """Write every file, and yield its path in the project, in order. Raises OSError."""
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        below = source.relative_to(TEMPLATE)
        name = below.with_name(RENAMED.get(below.name, below.name))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        yield name.as_posix()
