"""What an author does before a build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.peers.peer import Site

ARTICLE = re.compile(r"<article( data-run=\"\d+\")?")


@dataclass(frozen=True, slots=True)
class Situation:
    """What a build finds."""

    name: str
    prepare: Callable[[Site, int], None]
    """Given the number of the run, so that no two runs find the same."""
    applies: Callable[[Site], bool] = lambda site: True


def forget(site: Site, run: int) -> None:
    """Remove what was published, and what is kept between builds."""
    for path in (site.output, *site.caches):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


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
