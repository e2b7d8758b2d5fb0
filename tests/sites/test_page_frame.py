"""The frame around a page's text, as the project configures it: direction, edit link, last change, own templates."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from driver import Site

from builder.theme.direction import direction_of

PAGE = "---\ntitle: A page\n---\n\nWords.\n\n{% note %}\nA remark.\n{% /note %}\n"
PROJECT: dict[str, str | bytes] = {"content/v1.0.x/a page.md": PAGE, "content/v1.0.x/index.md": PAGE}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    return site().write(PROJECT)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa_IR", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ur-Latn", "ltr"),
        ("arn", "ltr"),
        ("zh-Hans", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_has_a_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_every_page_is_written_in_its_direction(project: Site) -> None:
    project.write({"handrail.yml": "language: he\n"}).build().exits(0)
    for path in ("v1.0.x/index.html", "v1.0.x/changes/index.html", "latest/index.html", "404.html"):
        if path in project.published():
            assert '<html lang="he" dir="rtl">' in project.page(path)


def test_a_page_of_another_language_has_its_own_direction(project: Site) -> None:
    project.write({"content/v1.0.x/other.md": PAGE.replace("title:", "language: fa\ntitle:")}).build().exits(0)
    assert 'lang="fa" dir="rtl">' in project.page("v1.0.x/other/index.html")
    assert '<html lang="en" dir="ltr">' in project.page("v1.0.x/other/index.html")
    assert 'dir="rtl"' not in project.page("v1.0.x/index.html")


def test_a_page_leads_to_its_source(project: Site) -> None:
    project.write({"handrail.yml": "edit_url: https://example.com/edit/main/\n"}).build().exits(0)
    address = "https://example.com/edit/main/content/v1.0.x/a%20page.md"
    assert f'<a href="{address}">Edit this page</a>' in project.page("v1.0.x/a page/index.html")


def test_a_page_says_when_it_last_changed(project: Site) -> None:
    def commit(day: str) -> None:
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Text"]):
            subprocess.run(
                ["git", "-C", str(project.root), "-c", "user.name=A", "-c", "user.email=a@example.com", *command],
                check=True,
                env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"},
            )

    commit("2026-01-02")
    project.edit("content/v1.0.x/a page.md", "Words.", "Other words.")
    commit("2026-03-04")
    project.write({"content/v1.0.x/new.md": PAGE}).build().exits(0)
    assert 'Last change <time datetime="2026-01-02">' in project.page("v1.0.x/index.html")
    assert 'Last change <time datetime="2026-03-04">' in project.page("v1.0.x/a page/index.html")
    assert "Last change" not in project.page("v1.0.x/new/index.html")


def test_a_file_of_the_same_name_takes_the_place_of_the_themes(project: Site) -> None:
    own: dict[str, str | bytes] = {
        "theme/templates/versions.html": "<p>{{ versions | length }} of ours</p>",
        "theme/templates/changes.html": "<p>Since {{ since }}</p>",
        "theme/tags/note.html": "---\n{}\n---\n<aside>Ours: {{ content }}</aside>\n",
        "theme/static/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/v2.0.x/index.md": PAGE,
    }
    before = project.build().exits(0).published()
    project.write(own).build().exits(0)
    html = project.page("v2.0.x/index.html")
    assert "<p>2 of ours</p>" in html
    assert "<aside>Ours:" in html
    assert "<p>Since v1.0.x</p>" in project.page("v2.0.x/changes/index.html")
    icons = [path for path in project.published() if "favicon" in path]
    assert icons != [path for path in before if "favicon" in path]
    for path in own:
        if path.startswith("theme/"):
            project.remove(path)
    project.remove("content/v2.0.x/index.md").build().exits(0)
    assert project.published() == before


def test_a_folder_without_a_page_is_not_a_version(project: Site) -> None:
    empty: dict[str, str | bytes] = {"content/v2.0.x/menu.yml": "site_menu: []\n", "content/v2.0.x/notes.txt": "Later."}
    project.write(empty).build().exits(0)
    assert [version["version"] for version in project.data("versions.json")] == ["v1.0.x"]
    assert project.page("index.html") == project.page("v1.0.x/index.html")
