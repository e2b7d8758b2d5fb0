"""No text, and no number of files, takes more than linear time: each shape is doubled three times and built.

Time of the processor is measured, of several tries the shortest, since a machine may have much else to do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from driver import Site
from shapes import HEAD, PAGES, PROJECTS

FACTOR = 2.3
"""By which time may grow as the input doubles."""

DOUBLINGS = 3
SHORT = 0.08
"""Seconds; anything shorter is noise."""

TRIES = 4

EVERY = 1 if os.environ.get("HANDRAIL_SHAPES") == "all" else 6
"""Of the shapes: all take minutes, which CI has."""

GUIDE = HEAD + "".join(f"## Section {number}\n\n" for number in range(200))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", list(PAGES)[::EVERY])
def test_a_page(tmp_path: Path, name: str) -> None:
    parts, page = PAGES[name]
    files = {"content/guide.md": GUIDE}
    ensure_linear(lambda count: seconds(tmp_path, {**files, "content/index.md": page(parts * count)}))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", list(PROJECTS)[::EVERY])
def test_a_project(tmp_path: Path, name: str) -> None:
    parts, project = PROJECTS[name]
    ensure_linear(lambda count: seconds(tmp_path, project(parts * count)))


def ensure_linear(measured: Callable[[int], float]) -> None:
    """Double the input; where that took too long, try again before it is a failure."""
    best: dict[int, float] = {}
    for _ in range(TRIES):
        for doubling in range(DOUBLINGS + 1):
            count = 2**doubling
            best[count] = min(best.get(count, 1e9), measured(count))
        found = [best[2**doubling] for doubling in range(DOUBLINGS + 1)]
        if grows_slowly(found):
            return
    pytest.fail(f"took {', '.join(f'{1000 * each:.0f}' for each in found)} ms")


def grows_slowly(found: list[float]) -> bool:
    """Whether a doubling takes at most ``FACTOR`` times as long in the mean: one step alone is noisy."""
    return found[-1] <= max(SHORT, FACTOR ** (len(found) - 1) * max(found[0], SHORT / FACTOR))


def seconds(folder: Path, files: dict[str, str]) -> float:
    """Of the processor, beyond those that a site without content takes."""
    root = folder / str(time.monotonic_ns())
    return _built(root, files) - nothing(folder)


@cache
def nothing(folder: Path) -> float:
    page = {"content/guide.md": GUIDE, "content/index.md": HEAD}
    return min(_built(folder / f"nothing-{number}", page) for number in range(3))


def _built(root: Path, files: dict[str, str]) -> float:
    site = Site(root).write(dict(files))
    # The system's own part is left out: to make a file takes it longer the more it has to do.
    started = os.times().user
    site.build("--no-cache", "--keep-going")
    return os.times().user - started


def test_what_grows_with_the_square_is_found() -> None:
    with pytest.raises(pytest.fail.Exception, match="took 100, 400"):
        ensure_linear(lambda count: 0.1 * count**2)
    ensure_linear(lambda count: 0.1 * count)
    ensure_linear(lambda count: 0.001 * count**2)
