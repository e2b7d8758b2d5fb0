"""Edits after which an output was once not rebuilt; each is a random edit script in its smallest form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from driver import Site
from test_scripts_of_edits import build_both

GUIDE = "---\ntitle: Guide\nslug: {}\n---\n\nWords of {}.\n"
FILES: Mapping[str, str | bytes] = {
    "handrail.yml": "base_url: https://a.test/x\n",
    "redirects.yml": "/was: /guide\n",
    "content/v1/index.md": "---\ntitle: Home\nredirect_from: /start\n---\n\nHome.\n",
    "content/v1/guide.md": "---\ntitle: Guide\n---\n\nGuide.\n\n## Part\n\nOne.\n",
    "content/v1/other.md": "---\ntitle: Other\n---\n\nOther.\n",
    "content/v2/index.md": '---\ntitle: Home\n---\n\nHome, again. {% partial file="/said.md" /%}\n',
    "content/v2/guide.md": "---\ntitle: Guide\n---\n\nGuide.\n\n## Part\n\nTwo.\n",
    "content/v2/more.md": "---\ntitle: More\n---\n\nMore.\n",
    "content/partials/said.md": "Said.\n",
}


def _rename(old: str, new: str) -> Callable[[Site], object]:
    def edit(site: Site) -> None:
        (site.root / new).parent.mkdir(parents=True, exist_ok=True)
        (site.root / old).rename(site.root / new)

    return edit


def _write(path: str, text: str) -> Callable[[Site], object]:
    return lambda site: site.write({path: text})


def _remove(path: str) -> Callable[[Site], object]:
    return lambda site: site.remove(path)


SCRIPTS: Mapping[str, tuple[tuple[Callable[[Site], object], ...], ...]] = {
    "the host of base_url, on pages that lead on": ((_write("handrail.yml", "base_url: https://b.test/x\n"),),),
    "the list of changes after a page moved to the version before": (
        (_rename("content/v2/more.md", "content/v1/more.md"),),
        (_rename("content/v1/more.md", "content/v2/more.md"),),
        (_rename("content/v1/other.md", "content/v2/other.md"), _rename("content/v2/more.md", "content/v1/more.md")),
    ),
    "the list of changes after a name changed its letters": (
        (_rename("content/v2/more.md", "content/v2/MORE.md"),),
        (_rename("content/v1/other.md", "content/v1/OTHER.md"), _rename("content/v2/MORE.md", "content/v2/more.md")),
    ),
    "the list of changes of versions that have their names swapped": (
        (_rename("content/v1", "content/v0"),),
        (_rename("content/v0", "content/v1"), _rename("content/v2", "content/v3")),
    ),
    "a page that became a partial while a version came": (
        (
            _rename("content/v1/guide.md", "content/partials/guide.md"),
            _write("content/v3/index.md", "---\ntitle: Home\n---\n"),
        ),
        (_rename("content/partials/guide.md", "content/v1/guide.md"),),
        (_remove("content/v3/index.md"),),
    ),
    "two pages swapped their slugs, and one was deleted": (
        (
            _write("content/v1/guide.md", GUIDE.format("/other", "guide")),
            _write("content/v1/other.md", GUIDE.format("/guide", "other")),
        ),
        (
            _write("content/v1/guide.md", GUIDE.format("/guide", "guide")),
            _remove("content/v1/other.md"),
        ),
        (_write("content/v1/guide.md", GUIDE.format("/other", "guide")),),
    ),
    "the title of a version": (
        (_write("handrail.yml", "base_url: https://a.test/x\nversions: {titles: {v1: One}}\n"),),
        (_write("handrail.yml", "base_url: https://a.test/x\nversions: {titles: {v1: Uno}, default: v1}\n"),),
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_incremental_builds_equal_clean_builds(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).write(FILES)
    build_both(site)
    for edits in SCRIPTS[name]:
        for edit in edits:
            edit(site)
        remembered, clean, found, anew = build_both(site)
        assert remembered.keys() == clean.keys()
        assert [path for path in clean if clean[path] != remembered[path]] == []
        assert found == anew
