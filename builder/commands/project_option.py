"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from builder.project.open_project import Options

project_argument: Callable[[Any], Any] = click.argument(
    "project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


def takes_options(edition: str, drafts: str, only: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command that builds nothing its project and how to read it, as one argument ``options``.

    The three texts are the help of the options whose words depend on the command.
    """
    declared = (
        click.option("--edition", default="", help=edition),
        click.option("--drafts", is_flag=True, help=drafts),
        click.option("--only", multiple=True, metavar="VERSION", help=only),
        click.option(
            "--jobs", type=click.IntRange(1), default=None, help="Number of processes; one per core by default."
        ),
        click.option("--no-cache", is_flag=True, help="Don't use the cache."),
        click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="The folder of the cache."),
    )

    def added(command: Callable[..., int]) -> Callable[..., int]:
        @wraps(command)
        def with_options(**given: Any) -> int:
            fields = {name: given.pop(name) for name in ("project", "edition", "drafts", "only", "cache_dir")}
            jobs, cache = given.pop("jobs") or 0, not given.pop("no_cache")
            return command(options=Options(**fields, jobs=jobs, cache=cache), **given)

        decorated: Callable[..., int] = with_options
        for option in reversed(declared):
            decorated = option(decorated)
        return decorated

    return added
