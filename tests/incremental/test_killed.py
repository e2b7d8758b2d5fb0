"""A build that is killed leaves a whole site, the old or the new, and the next build is as if nothing was.

The whole program is killed at random moments: of a first build, of one after an edit of all pages, and of one after an
edit of a single page; also where two folders can't be exchanged in one call. ``HANDRAIL_KILLS=300`` kills so often;
otherwise a few times, with a new seed, which a failure names.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from driver import Site

from builder.publish.manifest import JOURNAL, STAGED
from builder.publish.publishing import resume

ROOT = Path(__file__).parents[2]
PAGES = 160
KILLS = int(os.environ.get("HANDRAIL_KILLS") or 8)
SEED = int(os.environ.get("HANDRAIL_KILLS_SEED") or random.SystemRandom().randrange(10**9))
KINDS = ("cold", "all pages", "one page", "nothing")

PROGRAM = """
import sys
from builder.publish import publishing
if sys.argv.pop(1) == "no exchange":
    publishing.can_swap = lambda target: False
from builder.__main__ import main
sys.exit(main())
"""
WAYS = ("exchange", "no exchange")


def texts(said: str, pages: range = range(PAGES)) -> dict[str, str | bytes]:
    text = "---\ntitle: Page {}\n---\n\n# {}\n\nWords of *{}*.\n"
    return {f"content/v{1 + number % 2}/p{number // 2}.md": text.format(number, said, said) for number in pages}


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.timeout(120 + 30 * KILLS)
@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_moment(tmp_path: Path, way: str) -> None:
    chance = random.Random(f"{SEED} {way}")
    site = Site(tmp_path / "project").write(texts("round 0")).build().exits(0)
    took = {kind: _seconds(site, kind, way) for kind in KINDS}
    site.build().exits(0)
    shown = site.published()
    interrupted = 0
    for number in range(3 * KILLS):
        if interrupted and number >= KILLS // len(WAYS):
            break
        kind = KINDS[number % len(KINDS)]
        _edit(site, kind, f"kill {number}")
        clean = _clean(site)
        process = _building(site, way)
        time.sleep(chance.uniform(0, 1.1) * took[kind])
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = _seen(site)
        assert found in (shown, clean), (
            f"a half-written site: {kind}, HANDRAIL_KILLS_SEED={SEED}, {_others(found, shown)}, {_others(found, clean)}"
        )
        if found != clean:
            interrupted += 1
        else:
            # Builds may have been timed while the machine had more to do; the next is killed earlier.
            took[kind] *= 0.7
        site.build().exits(0)
        shown = site.published()
        assert shown == clean, f"{kind}, HANDRAIL_KILLS_SEED={SEED}"
        assert sorted(path.name for path in site.root.iterdir() if path.name.startswith(".handrail-")) == []
    assert interrupted, "every build had ended before it was killed"


def _seen(site: Site) -> Mapping[str, bytes]:
    """The site that readers see. Where files are exchanged one by one, the next command goes on with it first."""
    place = site.root / "site"
    if (place / JOURNAL).exists():
        resume(place)
    return {path: data for path, data in site.published().items() if not path.startswith(f"{STAGED}/")}


def _others(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    """Some paths of files that differ."""
    return sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))[:5]


def _edit(site: Site, kind: str, said: str) -> None:
    if kind == "cold":
        shutil.rmtree(site.root / ".handrail", ignore_errors=True)
    if kind in ("cold", "all pages"):
        site.write(texts(said))
    elif kind == "one page":
        site.write(texts(said, range(3, 4)))


def _clean(site: Site) -> Mapping[str, bytes]:
    """The site as a build from nothing makes it."""
    place = site.root.parent / "clean"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site.root / "content", place / "content")
    return Site(place).build("--no-cache").exits(0).published()


def _building(site: Site, way: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, way, "build", str(site.root), "--jobs", "2"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def _seconds(site: Site, kind: str, way: str) -> float:
    """How long such a build takes here."""
    _edit(site, kind, f"timed {kind}")
    started = time.perf_counter()
    assert _building(site, way).wait() == 0
    return time.perf_counter() - started
