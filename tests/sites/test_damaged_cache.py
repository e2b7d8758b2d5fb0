"""Whatever became of the cache, a build is as if it had never been."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

from builder.article.records import Content
from builder.commands import build
from builder.pipeline import loading
from builder.pipeline.composing import Composing, ContentLoader
from builder.pipeline.loading import composing_of
from builder.structure.page import Page

KINDS = ("content/", "texts/", "images/", "published/", "spare/", "inputs/", "standing/", "")
"""What keys begin with; those of articles and their traces are digests."""

FILES: dict[str, str | bytes] = {
    "handrail.yml": "title: Site\n",
    "content/images/a.png": image(),
    "content/partials/all.md": "For all.\n",
    **{
        f"content/v{version}/p{number}.md": f"---\ntitle: P{number}\n---\n\n# P{number}\n\nOf {number * version}.\n\n"
        f'{{% partial file="/all.md" /%}}\n\n![A](/images/a.png)\n\n[On](p{(number + 1) % 5}.md)\n'
        for number in range(5)
        for version in (1, 2)
    },
}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    project = site().write(FILES)
    for path in FILES:
        os.utime(project.root / path, (1_700_000_000, 1_700_000_000))
    return project.build().exits(0)


def cache_of(site: Site) -> Path:
    (file,) = (site.root / ".handrail/cache").glob("*.sqlite")
    return file


def is_as_from_nothing(site: Site) -> None:
    clean = site.build("--no-cache", "-o", str(site.root / "clean")).exits(0).published("clean")
    assert site.build().exits(0).published() == clean
    assert site.build().exits(0).published() == clean


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("change", ["nothing", "a page", "every page"])
def test_damaged_values_are_made_again(project: Site, kind: str, change: str) -> None:
    connection = sqlite3.connect(cache_of(project))
    rows = [row for row in connection.execute("SELECT key, value FROM entry") if row[0].startswith(kind)]
    assert rows
    for key, value in rows:
        damaged = value[:-1] + bytes([value[-1] ^ 255])
        connection.execute("UPDATE entry SET value = ? WHERE key = ?", (damaged, key))
    connection.commit()
    connection.close()
    if change == "a page":
        project.edit("content/v1/p1.md", "Of 1", "Of one")
    elif change == "every page":
        project.edit("handrail.yml", "Site", "Another")
    is_as_from_nothing(project)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_no_hindrance(project: Site, seed: int) -> None:
    dice, file = random.Random(seed), cache_of(project)
    data = bytearray(file.read_bytes())
    for _ in range(1 << dice.randrange(12)):
        data[dice.randrange(0 if seed % 2 else 4096, len(data))] ^= dice.randrange(1, 256)
    file.write_bytes(data[: dice.randrange(len(data))] if seed > 3 else data)
    is_as_from_nothing(project.edit("handrail.yml", "Site", "Another"))


def all_goes(file: Path) -> None:
    shutil.rmtree(file.parents[1])


def pruned(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM entry")
    connection.close()


@pytest.mark.parametrize("lose", [all_goes, Path.unlink, pruned])
def test_what_goes_while_a_build_runs_is_made_again(
    project: Site, lose: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = build.check_site

    def check_without(*arguments: Any) -> Any:
        lose(cache_of(project))
        return check(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(build, "check_site", check_without)
        project.edit("handrail.yml", "Site", "Another").build("--jobs", "2").exits(0)
    is_as_from_nothing(project)


def test_facts_that_go_before_they_are_read_are_made_again(project: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Composing._keep

    def kept_and_lost(composing: Composing, finished: Any) -> None:
        keep(composing, finished)
        pruned(cache_of(project))

    with monkeypatch.context() as patch:
        patch.setattr(Composing, "_keep", kept_and_lost)
        project.write({f"content/v{version}/p3.md": "---\ntitle: Other\n---\n\nWords.\n" for version in (1, 2)})
        assert project.build().exits(0).published()["v2/p3/index.html"]
    is_as_from_nothing(project)


def test_a_page_that_goes_before_it_is_composed_is_reported_of(project: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def composing_without(*arguments: Any) -> Composing:
        (project.root / "content/v1/p1.md").unlink()
        return composing_of(*arguments)

    monkeypatch.setattr("builder.pipeline.file_index.MOST_HELD", 0)
    monkeypatch.setattr(loading, "composing_of", composing_without)
    project.edit("content/v1/p1.md", "Of 1", "Of one").build().exits(1).says("file-unreadable")


def test_equal_pages_share_a_rendering_that_is_kept(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(variables_seen: ContentLoader, key: str, page: Page) -> Content:
        pytest.fail(f"the rendering of {page.path} was not kept")

    monkeypatch.setattr(ContentLoader, "_recovered", lost)
    page = "---\ntitle: Equal\n---\n\nWords that both versions have.\n"
    site().write({"content/v1.0.x/a.md": page, "content/v1.1.x/a.md": page}).build().exits(0)
