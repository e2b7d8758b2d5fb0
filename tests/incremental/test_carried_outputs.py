"""A build after an edit declares only the outputs that can differ; the bytes are those of a clean build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driver import Site, image

from builder.outputs import RenderContext
from builder.publish import carry_over

PAGE = "---\ntitle: {title}\ndescription: About {title}.\n---\n\n# {title}\n\nText of {title}, see [next](/b#later).\n"
GUIDE = PAGE + "\n## Step 1: Begin\n\n1. Open the file.\n\n## Step 2: End\n\n1. Save it.\n"


def project(folder: Path) -> Site:
    """Three versions of six pages, one of them a guide; all files are older than the clock's tick."""
    site = Site(folder)
    files: dict[str, str | bytes] = {"handrail.yml": "title: Docs\nbase_url: https://docs.example.com\n"}
    files |= {"content/images/a.png": image(), "content/v1.1.x/data.csv": "a,b\n"}
    for version in ("v1.0.x", "v1.1.x", "v1.2.x"):
        for name in ("index", "a", "b", "c", "d/e"):
            files[f"content/{version}/{name}.md"] = PAGE.format(title=name.title())
        files[f"content/{version}/guide.md"] = GUIDE.format(title="Guide")
    site.write(files)
    for path in folder.rglob("*"):
        os.utime(path, ns=(1_700_000_000_000_000_123, 1_700_000_000_000_000_123))
    return site


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled at once: their status was changed a moment ago, whatever their time is."""
    monkeypatch.setattr("builder.publish.up_to_date.settled_ns", lambda mtime, ctime: mtime)


@pytest.fixture
def scopes(monkeypatch: pytest.MonkeyPatch, settled: None) -> list[tuple[str, ...] | None]:
    """The paths of the pages whose outputs each build declared; ``None`` for all."""
    found: list[tuple[str, ...] | None] = []
    original = carry_over.declare

    def declare(rendered: RenderContext) -> object:
        scope = rendered.narrowed
        found.append(None if scope is None else tuple(sorted(page.path for page in scope.pages)))
        return original(rendered)

    monkeypatch.setattr(carry_over, "declare", declare)
    return found


CASES: dict[str, tuple[str, str, tuple[str, ...] | None]] = {
    "a paragraph": ("content/v1.2.x/a.md", "\nMore.\n", ("content/v1.2.x/a.md",)),
    "a page that another version is compared with": (
        "content/v1.1.x/a.md",
        "\nMore.\n",
        ("content/v1.1.x/a.md", "content/v1.2.x/a.md"),
    ),
    "a step of a guide": ("content/v1.2.x/guide.md", "2. Close it.\n", ("content/v1.2.x/guide.md",)),
    "a link to a page": ("content/v1.2.x/a.md", "\n[b](/b)\n", ("content/v1.2.x/a.md",)),
    "a problem": ("content/v1.2.x/a.md", "\n[gone](/nowhere)\n", ("content/v1.2.x/a.md",)),
    "the home": ("content/v1.2.x/index.md", "\nMore.\n", ("content/v1.2.x/index.md",)),
    "much text": ("content/v1.2.x/a.md", "\nword other third\n" * 5_000, ("content/v1.2.x/a.md",)),
    "a heading": ("content/v1.2.x/a.md", "\n## Another\n", ("content/v1.2.x/a.md",)),
    "an anchor that another page links to": ("content/v1.2.x/b.md", "\n## Later\n", ("content/v1.2.x/b.md",)),
    "an image": ("content/v1.2.x/a.md", "\n![A](/images/a.png)\n", None),
    "a file beside the pages": ("content/v1.1.x/a.md", "\n[data](data.csv)\n", None),
    "a menu": ("content/v1.2.x/menu.yml", "site_menu:\n  - category: A\n    url: /a\n", None),
}


@pytest.mark.parametrize("case", CASES)
def test_only_outputs_that_can_differ_are_declared(
    tmp_path: Path, case: str, scopes: list[tuple[str, ...] | None]
) -> None:
    path, addition, expected = CASES[case]
    site = project(tmp_path).build("--keep-going")
    place = site.root / path
    place.write_text((place.read_text("utf-8") if place.exists() else "") + addition, "utf-8")
    scopes.clear()
    assert site.build("--keep-going").last.code != 2, site.last.err
    assert scopes == [expected], site.last.err
    site.build("--keep-going", "--no-cache", "-o", str(tmp_path / "clean"))
    assert site.published() == site.published("clean")


def test_a_removed_file_is_made_again_after_an_edit(tmp_path: Path, scopes: list[tuple[str, ...] | None]) -> None:
    site = project(tmp_path).build("--keep-going")
    removed = ("v1.0.x/c/index.html", "v1.0.x/c.md", "pages.json", "v1.0.x/search/index.json", "images/a.png")
    for path in removed:
        (site.root / "site" / path).unlink(missing_ok=True)
    page = site.root / "content/v1.2.x/a.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    scopes.clear()
    site.build("--keep-going")
    assert scopes == [("content/v1.2.x/a.md",)]
    site.build("--keep-going", "--no-cache", "-o", str(tmp_path / "clean"))
    assert site.published() == site.published("clean")


def test_an_edit_back_and_forth(tmp_path: Path, scopes: list[tuple[str, ...] | None]) -> None:
    site = project(tmp_path).build("--keep-going")
    before = site.published()
    page = site.root / "content/v1.1.x/b.md"
    text = page.read_text("utf-8")
    for addition in ("\nMore.\n", "\nOther.\n", ""):
        page.write_text(text + addition, "utf-8")
        site.build("--keep-going")
    assert site.published() == before
    assert scopes[1:] == [("content/v1.1.x/b.md", "content/v1.2.x/b.md")] * 3
