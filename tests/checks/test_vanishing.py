"""A build that would remove more than a third of the site says so; --strict publishes nothing (pages-vanish)."""

from __future__ import annotations

from pathlib import Path

from driver import Site


def page(title: str, front: str = "") -> str:
    return f"---\ntitle: {title}\n{front}---\n\nText.\n"


def site_of(root: Path, *names: str) -> Site:
    return Site(root).write({f"content/{name}.md": page(name) for name in names}).build().exits(0)


def test_a_first_version_folder_would_remove_the_rest(tmp_path: Path) -> None:
    site = site_of(tmp_path, "index", "a", "b", "c").write({"content/v1/index.md": page("One")})
    before = site.published()
    site.build("--strict").exits(1).says("This build removes 4 of the 4 pages that are published now: /, /a, /b, /c.")
    assert site.published() == before
    site.build().exits(0).says("pages-vanish")
    site.build().exits(0)
    assert "pages-vanish" not in site.last.err


def test_a_third_may_go_and_pages_that_moved_are_there(tmp_path: Path) -> None:
    site = site_of(tmp_path, "index", "a", "b")
    site.remove("content/a.md").build("--strict").exits(0)
    site = site_of(tmp_path, "index", "a", "b").remove("content/a.md").remove("content/b.md")
    site.write({"content/c.md": page("C", "redirect_from: [/a, /b]\n")}).build("--strict").exits(0)


def test_the_default_version_counts_once(tmp_path: Path) -> None:
    site = site_of(tmp_path, "v1/a", "v1/b").build("--strict").exits(0)
    assert "pages-vanish" not in site.last.err
    site.remove("content/v1/a.md").build("--strict").exits(1).says("removes 1 of the 2 pages")


def test_one_version_alone_is_built_on_purpose(tmp_path: Path) -> None:
    site = site_of(tmp_path, "v1/index", "v2/index", "v2/a")
    site.build("--only", "v1").exits(0)
    assert "pages-vanish" not in site.last.err


def test_the_severity_may_be_set(tmp_path: Path) -> None:
    site = (
        site_of(tmp_path, "index", "a").remove("content/a.md").write({"handrail.yml": "severity: {pages-vanish: off}"})
    )
    site.build("--strict").exits(0)
