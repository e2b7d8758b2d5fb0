"""The situations before a build, such as an edit of a page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.peers.peer import Site

ARTICLE = re.compile(r"<article( data-run=\"\d+\")?")


@dataclass(frozen=True, slots=True)
class Situation:
    """The state of a site before a build."""

    name: str
    prepare: Callable[[Site, int], None]
    """Gets the number of the run, so that no two runs find the same state."""
    applies: Callable[[Site], bool] = lambda site: True


def forget(site: Site, run: int) -> None:
    """Remove the published site and everything that is kept between builds.

    It is moved away, and deleted after all measurements: a file system may take ten times as long to make a file while
    it remembers files that were removed a moment ago, which no program can help.
    """
    aside = gone(site.folder) / f"{site.folder.name}-{time.monotonic_ns()}"
    for number, path in enumerate((site.output, *site.caches)):
        if path.is_dir():
            aside.mkdir(parents=True, exist_ok=True)
            path.rename(aside / str(number))
        else:
            path.unlink(missing_ok=True)


def gone(folder: Path) -> Path:
    """Where the outputs of the programs are put aside that were measured before."""
    return folder.parent / "gone"


def leave(site: Site, run: int) -> None:
    """Change nothing."""


def edit_page(site: Site, run: int) -> None:
    """Add a paragraph to one page."""
    _append(site.page, f"\nA paragraph was added in run {run}.\n")


def edit_template(site: Site, run: int) -> None:
    """Change an attribute of the element that every page has: each page is another afterwards."""
    if site.template is not None:
        text = site.template.read_text("utf-8")
        changed = ARTICLE.sub(f'<article data-run="{run}"', text, count=1)
        site.template.write_text(changed, "utf-8")


def edit_partial(site: Site, run: int) -> None:
    """Change the text that all pages include."""
    if site.partial is not None:
        first = site.partial.read_text("utf-8").splitlines()[0]
        site.partial.write_text(f"{first}\n\nIn run {run}, a sentence more.\n", "utf-8")


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


COLD = Situation("cold", forget)
UNCHANGED = Situation("unchanged", leave)
ONE_PAGE = Situation("one page changed", edit_page)
ONE_TEMPLATE = Situation("one template changed", edit_template, applies=lambda site: site.template is not None)
ONE_PARTIAL = Situation("one partial changed", edit_partial, applies=lambda site: site.partial is not None)
