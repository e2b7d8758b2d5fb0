"""A build that is killed leaves a whole site, the old or the new, and the next build is as if nothing was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from driver import Site

ROOT = Path(__file__).parents[2]
PAGES = 160
KILLS = 5


def texts(said: str) -> dict[str, str | bytes]:
    text = "---\ntitle: Page {}\n---\n\n# {}\n\nWords of *{}*.\n"
    return {
        f"content/v{version}/p{number}.md": text.format(number, said, said)
        for version in (1, 2)
        for number in range(PAGES // 2)
    }


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    site = Site(tmp_path).write(texts("round 0")).build().exits(0)
    took = _seconds(site, "round 1")
    shown = site.published()
    outcomes = set()
    for number in range(KILLS):
        site.write(texts(f"kill {number}"))
        clean = site.build("--no-cache", "-o", str(tmp_path / "clean")).exits(0).published("clean")
        process = _building(site)
        time.sleep(took * (number + 1) / (KILLS + 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = site.published()
        assert found in (shown, clean), "a half-written site"
        outcomes.add(found == clean)
        site.build().exits(0)
        shown = site.published()
        assert shown == clean
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".handrail-")) == []
    assert False in outcomes, "every build had ended before it was killed"


def _building(site: Site) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "builder", "build", str(site.root), "--jobs", "2"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def _seconds(site: Site, said: str) -> float:
    """How long such a build takes here."""
    site.write(texts(said))
    started = time.perf_counter()
    assert _building(site).wait() == 0
    return time.perf_counter() - started
