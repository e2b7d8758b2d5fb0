"""``handrail cache``: its report, also for a cache that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Site, run


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "project").write({"content/index.md": "---\ntitle: Home\n---\n\nHere.\n"})


def test_the_size_of_the_cache_is_reported_and_pruned(site: Site, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "cache")
    site.build("--cache-dir", elsewhere).exits(0)
    assert not (site.root / ".handrail/cache").exists()
    reported = run("cache", "stats", "--cache-dir", elsewhere)
    assert (reported.code, " MB in " + elsewhere in reported.out, reported.out.startswith("0 entries")) == (
        0,
        True,
        False,
    )
    pruned = run("cache", "prune", "--cache-dir", elsewhere, "--limit", "0")
    assert (pruned.code, pruned.out.startswith("0 entries")) == (0, False)
    assert run("cache", "stats", "--cache-dir", elsewhere).out.startswith("0 entries")
    assert site.build("--cache-dir", elsewhere).exits(0).published()


@pytest.mark.parametrize("verb", ["stats", "prune"])
def test_a_cache_that_cant_be_used_is_reported(site: Site, verb: str) -> None:
    site.write({".handrail": "a file"})
    reported = run("cache", verb, str(site.root))
    assert (reported.code, "can't be used" in reported.err) == (2, True), reported.err


def test_two_checkouts_share_a_cache(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "elsewhere/project").write({"content/index.md": "---\ntitle: Home\n---\n\nHere.\n"})
    shared = str(tmp_path / "cache")
    first = site.build("--cache-dir", shared).exits(0).published()
    second = other.build("--cache-dir", shared, "--explain").exits(0)
    assert second.published() == first
    assert site.build("--cache-dir", shared, "--explain").exits(0).says("No page was rebuilt.").published() == first
