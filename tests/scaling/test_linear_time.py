"""No text, and no number of files, takes more than linear time: each shape is doubled three times and built.

Time of the processor is measured, of each size as the mean of three builds, and each doubling is judged by itself.
Where one took too long, it is measured again and the three shortest count, since a machine may have much else to do.
Where that doesn't help, the largest input is doubled twice more: growth with the square goes on, and noise does not.

CI plays a new sample of shapes each time, whose seed a failure names; ``HANDRAIL_SHAPES=all`` plays all, which is long.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from driver import Site
from shapes import HEAD, PAGES, PROJECTS

FACTOR = 2.3
"""By which time may grow as the input doubles."""

DOUBLINGS = 3
MORE_DOUBLINGS = 2
"""By which growth that was found must go on."""

SHORT = 0.08
"""Seconds; anything shorter is noise."""

BUILDS = 3
TRIES = 4

SEED = int(os.environ.get("HANDRAIL_SHAPES_SEED") or random.SystemRandom().randrange(10**9))
SAMPLE = 1 / 12


def drawn(names: Iterable[str]) -> list[str]:
    """The shapes to play: always as many, so that test processes agree on their number and not on their names."""
    every = list(names)
    if os.environ.get("HANDRAIL_SHAPES") == "all":
        return every
    return random.Random(SEED).sample(every, max(1, round(SAMPLE * len(every))))


GUIDE = HEAD + "".join(f"## Section {number}\n\n" for number in range(200))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(len(drawn(PAGES))))
def test_a_page(tmp_path: Path, number: int) -> None:
    name = drawn(PAGES)[number]
    parts, page = PAGES[name]
    files = {"content/guide.md": GUIDE}
    ensure_linear(lambda count: seconds(tmp_path, {**files, "content/index.md": page(parts * count)}), name)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(len(drawn(PROJECTS))))
def test_a_project(tmp_path: Path, number: int) -> None:
    name = drawn(PROJECTS)[number]
    parts, project = PROJECTS[name]
    ensure_linear(lambda count: seconds(tmp_path, project(parts * count)), name)


def ensure_linear(measured: Callable[[int], float], name: str = "") -> None:
    """Double the input; where that took too long, try again, then double it further before it is a failure."""
    sizes = [2**doubling for doubling in range(DOUBLINGS + 1)]
    took: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(TRIES):
        measure(took, sizes, measured)
        if grows_slowly(means(took)):
            return
    for _ in range(MORE_DOUBLINGS):
        last = 2 * max(took)
        took[last] = []
        for _ in range(TRIES):
            measure(took, [last], measured)
            if grows_slowly(means(took)[-2:]):
                return
    shown = ", ".join(f"{1000 * each:.0f}" for each in means(took))
    pytest.fail(f"{name} took {shown} ms (HANDRAIL_SHAPES_SEED={SEED})")


def measure(took: Mapping[int, list[float]], sizes: list[int], measured: Callable[[int], float]) -> None:
    """Add times of each size, in turns."""
    for size in sizes * BUILDS:
        took[size].append(measured(size))


def means(took: Mapping[int, list[float]]) -> list[float]:
    """The mean of each size's shortest times."""
    return [sum(sorted(times)[:BUILDS]) / BUILDS for times in took.values()]


def grows_slowly(found: list[float]) -> bool:
    """Whether each doubling takes at most ``FACTOR`` times as long."""
    return all(after <= FACTOR * max(before, SHORT / FACTOR) for before, after in pairwise(found))


def seconds(folder: Path, files: dict[str, str]) -> float:
    """Of the processor, beyond those that a site without content takes."""
    root = folder / str(time.monotonic_ns())
    return _built(root, files) - nothing(folder, "content/guide.md" in files)


@cache
def nothing(folder: Path, has_guide: bool) -> float:
    page = {"content/index.md": HEAD, **({"content/guide.md": GUIDE} if has_guide else {})}
    return min(_built(folder / f"nothing-{number}", page) for number in range(3))


def _built(root: Path, files: dict[str, str]) -> float:
    site = Site(root).write(dict(files))
    started = _user_time()
    site.build("--no-cache", "--keep-going")
    took = _user_time() - started
    shutil.rmtree(root)
    return took


def _user_time() -> float:
    # The system's own part is left out: to make a file takes it longer the more it has to do.
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def test_quadratic_growth_is_found() -> None:
    with pytest.raises(pytest.fail.Exception, match="took 100, 400"):
        ensure_linear(lambda count: 0.1 * count**2)
    ensure_linear(lambda count: 0.1 * count)
    ensure_linear(lambda count: 0.001 * count**2)


def test_a_small_quadratic_part_is_found() -> None:
    with pytest.raises(pytest.fail.Exception, match="took 210, 440, 960, 2240, 5760, 16640"):
        ensure_linear(lambda count: 0.2 * count + 0.01 * count**2)


def test_growth_that_ends_is_not_a_failure() -> None:
    """As of a cache that no longer fits, or of a machine that became slower while the largest input was built."""
    ensure_linear(lambda count: 0.1 * count * (1.5 if count >= 8 else 1))
    ensure_linear(lambda count: 0.1 * count * (1 + 0.4 * min(3, count.bit_length() - 1)))
