"""The changes of a version: the lists, the links to them, and that they follow every edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from driver import Site

from builder.article.records import SectionText
from builder.article.section_changes import compared
from builder.article.word_changes import CONTEXT, LONGEST, word_changes


def page(title: str, text: str = "Words.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{text}\n"


SECTIONS = "## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n"
OTHER = "## One\n\nFirst.\n\n## Two\n\nSecond, otherwise.\n\n## Four\n\nFourth.\n"

PROJECT: dict[str, str | bytes] = {
    "redirects.yml": "/v2.0.x/old-name: /new-name\n",
    "content/v1.0.x/index.md": page("Home"),
    "content/v1.0.x/same.md": page("Same"),
    "content/v1.0.x/guide.md": page("Guide", SECTIONS),
    "content/v1.0.x/gone.md": page("Gone & <over>"),
    "content/v1.0.x/old-name.md": page("A name"),
    "content/v2.0.x/index.md": page("Home"),
    "content/v2.0.x/same.md": page("Same", more="order: 5\n"),
    "content/v2.0.x/guide.md": page("Guide", OTHER),
    "content/v2.0.x/fresh.md": page("Fresh"),
    "content/v2.0.x/new-name.md": page("A name"),
    "content/v3.0.x-beta/index.md": page("Home", "New words."),
}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    return site().write(PROJECT).build().exits(0)


def slugs(data: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: [entry["slug"] for entry in data[kind]] for kind in ("added", "changed", "removed")}


def test_the_list_names_new_changed_and_removed_pages(project: Site) -> None:
    data = project.data("v2.0.x/changes.json")
    assert (data["version"], data["since"]) == ("v2.0.x", "v1.0.x")
    assert slugs(data) == {"added": ["fresh"], "changed": ["guide", "new-name"], "removed": ["gone"]}
    assert data["changed"][0]["sections"] == [
        {"kind": "changed", "anchor": "two", "heading": "Two"},
        {"kind": "added", "anchor": "four", "heading": "Four"},
        {"kind": "removed", "anchor": "three", "heading": "Three"},
    ]
    assert data["changed"][1] == {
        "slug": "new-name",
        "title": "A name",
        "url": "/v2.0.x/new-name/",
        "before": "/v1.0.x/old-name/",
        "sections": [],
    }


def test_readers_see_it(project: Site) -> None:
    html = project.page("v2.0.x/changes/index.html")
    assert '<li id="guide"><a href="/v2.0.x/guide/">Guide</a>' in html
    assert '<a href="/v1.0.x/guide/#three">Three</a>' in html
    assert '<a href="/v1.0.x/gone/">Gone &amp; &lt;over&gt;</a>' in html
    assert '<a href="/v2.0.x/guide/#two">Two</a>' in html


def test_the_list_of_an_old_version_says_that_it_is_old(project: Site) -> None:
    project.write({"content/v4.0.x/index.md": page("Home")}).build().exits(0)
    assert "v2.0.x is not the newest version." in project.page("v2.0.x/changes/index.html")
    assert "notice-" not in project.page("v4.0.x/changes/index.html")


def test_a_page_leads_to_its_line(project: Site) -> None:
    assert '<a href="/v2.0.x/changes/#guide">Changed since v1.0.x</a>' in project.page("v2.0.x/guide/index.html")
    assert '<a href="/v2.0.x/changes/#added">New since v1.0.x</a>' in project.page("v2.0.x/fresh/index.html")
    for path in ("v2.0.x/same", "v2.0.x", "v1.0.x/guide"):
        assert "/changes/#" not in project.page(f"{path}/index.html")


def test_a_release_is_compared_with_the_release_before(project: Site) -> None:
    project.write({"content/v4.0.x/index.md": page("Home")}).build().exits(0)
    assert project.data("v4.0.x/changes.json")["since"] == "v2.0.x"
    assert project.data("v3.0.x-beta/changes.json")["since"] == "v2.0.x"
    assert "v1.0.x/changes.json" not in project.published()


def test_an_edit_in_one_version_changes_the_list_of_the_next(project: Site) -> None:
    project.edit("content/v1.0.x/same.md", "Words.", "Other words.").remove("content/v1.0.x/gone.md").build().exits(0)
    assert slugs(project.data("v2.0.x/changes.json"))["changed"] == ["guide", "new-name", "same"]
    assert "Changed since" in project.page("v2.0.x/same/index.html")
    assert "Removed pages" not in project.page("v2.0.x/changes/index.html")
    remembered = project.published()
    assert project.build("--no-cache").exits(0).published() == remembered
    project.edit("content/v1.0.x/same.md", "Other words.", "Words.").build().exits(0)
    assert "Changed since" not in project.page("v2.0.x/same/index.html")


def test_a_page_of_that_name_takes_precedence(project: Site) -> None:
    project.write({"content/v2.0.x/changes.md": page("Our changes")}).build().exits(0)
    assert "Our changes" in project.page("v2.0.x/changes/index.html")
    assert "/changes/#" not in project.page("v2.0.x/guide/index.html")
    assert slugs(project.data("v2.0.x/changes.json"))["added"] == ["changes", "fresh"]


def test_it_can_be_left_out(project: Site) -> None:
    project.write({"handrail.yml": "changes: false\n"}).build().exits(0)
    assert not [path for path in project.published() if "changes" in path]
    assert "Changed since" not in project.page("v2.0.x/guide/index.html")


def passages(*parts: tuple[str, str]) -> list[SectionText]:
    return [SectionText(anchor, anchor.title(), text) for anchor, text in parts]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([("", "a"), ("b", "b")], [("", "a"), ("b", "b")], []),
        ([("", "a")], [("", "b")], ["changed "]),
        ([("b", "same")], [("c", "same")], ["changed c"]),
        ([("b", "same")], [("c", "same"), ("d", "same")], ["changed c", "added d"]),
        ([("b", "")], [("c", "")], ["added c", "removed b"]),
        ([("b", "x"), ("c", "y")], [("c", "y"), ("b", "x")], []),
        ([], [("b", "x")], ["added b"]),
    ],
)
def test_sections_are_compared(
    before: list[tuple[str, str]], after: list[tuple[str, str]], expected: list[str]
) -> None:
    found = compared(passages(*before), passages(*after))
    assert [f"{change.kind} {change.anchor}" for change in found] == expected


GUIDE = """---
title: Sign in
---

## Step 1: Create the account

1. Open the console as an administrator.
2. Click **Create client**.
3. Copy the client id.
{more}
## Step 2: Configure the lamp

1. Set `provider` to `google`.
![The lamp](/images/lamp.png)
{last}

## Background

The lamp asks for a token each hour. <b> it keeps it in memory.
"""
STEPS: dict[str, str | bytes] = {
    "content/v1.0/deploy/guide.md": GUIDE.format(more="", last="2. Restart the lamp."),
    "content/v2.0/deploy/guide.md": GUIDE.format(more="4. Copy the tenant id.\n", last="").replace(
        "**Create client**", "**New client** in the menu"
    ),
    "content/v1.0/same.md": GUIDE.format(more="", last="2. Restart the lamp."),
    "content/v2.0/same.md": GUIDE.format(more="", last="2. Restart the lamp."),
    "content/v2.0/deploy/index.md": page("Deployment"),
}


@pytest.fixture
def upgraded(site: Callable[..., Site]) -> Site:
    return site().write(STEPS).build("--keep-going")


def test_steps_to_do_after_an_upgrade(upgraded: Site) -> None:
    (guide,) = upgraded.data("v2.0/changes.json")["upgrade"]
    assert (guide["slug"], guide["url"], guide["before"]) == (
        "deploy/guide",
        "/v2.0/deploy/guide/",
        "/v1.0/deploy/guide/",
    )
    assert [(step["kind"], step["text"]) for step in guide["steps"]] == [
        ("reworded", "Click New client in the menu."),
        ("new", "Copy the tenant id."),
        ("gone", "Restart the lamp."),
    ]
    assert all(step["url"].startswith("/v2.0/deploy/guide/#") for step in guide["steps"][:2])
    assert guide["steps"][2]["url"].startswith("/v1.0/deploy/guide/#")


def test_readers_see_the_steps_and_words_that_changed(upgraded: Site) -> None:
    html = upgraded.page("v2.0/changes/index.html")
    assert '<h2 id="upgrade">To do when you upgrade from v1.0</h2>' in html
    assert "3 steps are new or different" in html
    assert "<del>Create client.</del><ins>New client in the menu.</ins>" in html.replace(" </", "</")
    assert '<h3>Deployment <small class="count">1</small></h3>' in html
    assert "<b>" not in html
    assert 'href="/v2.0/changes/index.md"' in html


def test_the_list_as_markdown_for_release_notes(upgraded: Site) -> None:
    text = upgraded.page("v2.0/changes/index.md")
    assert text.startswith("# Changes since v1.0\n\n## To do when you upgrade from v1.0\n")
    assert "- [ ] new: [Copy the tenant id.](/v2.0/deploy/guide/#" in text
    assert "- [ ] removed: [~~Restart the lamp.~~](/v1.0/deploy/guide/#" in text
    assert "### Deployment\n\n- [Sign in](/v2.0/deploy/guide/)\n  - changed: [Step 1" in text


def test_a_new_image_is_a_step_to_look_at(site: Callable[..., Site]) -> None:
    pages = {
        f"content/{version}/guide.md": GUIDE.format(more="", last="2. Stop.").replace("/images/", f"/images/{version}/")
        for version in ("v1.0", "v2.0")
    }
    dot = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"
    images = {"content/images/v1.0/lamp.png": dot, "content/images/v2.0/lamp.png": dot + b"other"}
    built = site().write({**pages, **images}).build("--keep-going")
    (guide,) = built.data("v2.0/changes.json")["upgrade"]
    assert [(step["kind"], step["text"]) for step in guide["steps"]] == [("images", "Set provider to google.")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a  b c", ""),
        ("a b c", "a x c", "a -b +x c"),
        ("a", "a b", "a +b"),
        ("a b", "", "-a b"),
        ("東京の都", "東京の駅", "東京の -都 +駅"),
        (" ".join(["w"] * 50 + ["b"] + ["w"] * 50), " ".join(["w"] * 50 + ["c"] + ["w"] * 50), "… w w -b +c w w …"),
        ("x" + " y" * 400, "z" + " y" * 400, "-x +z y y …"),
        (" ".join(map(str, range(400))), " ".join(map(str, range(900, 1300))), "-0 1 … +900 901 …"),
    ],
)
def test_words_are_compared(before: str, after: str, expected: str) -> None:
    signs = {"same": "", "added": "+", "removed": "-"}
    found = " ".join(signs[run.kind] + run.text.strip() for run in word_changes(before, after))
    parts = expected.split(" … ") if "…" in expected else [expected]
    if "…" not in expected:
        assert found == expected
    else:
        assert all(part.strip("… ") in found for part in parts)
        assert len(found.split()) <= 2 * LONGEST + 2 * CONTEXT + 4


def test_comparing_words_takes_linear_time() -> None:
    text = "a b " * 20_000
    found = word_changes(text, text + "c " + text)
    assert sum(len(run.text) for run in found) < 2_000


def many(version: str, step: str) -> dict[str, str | bytes]:
    guide = page("Guide", f"## Step 1: Turn\n\n1. Open the {step}.\n\n## Step 2: Close\n\n1. Close the lid.\n")
    files = {f"content/{version}/deploy/p{number:02}.md": page(f"Page {number}", step) for number in range(60)}
    return {**files, f"content/{version}/index.md": page("Home", step), f"content/{version}/deploy/p07.md": guide}


def test_a_long_list_has_its_words_on_pages_of_their_own(site: Callable[..., Site]) -> None:
    built = site().write({**many("v1.0.x", "door"), **many("v2.0.x", "window")}).build().exits(0)
    listing = built.page("v2.0.x/changes/index.html")
    assert "window" not in listing.partition('id="upgrade"')[2]
    parts = sorted(path for path in built.published() if re.match(r"v2.0.x/changes/.+/index.html", path))
    assert parts == [f"v2.0.x/changes/{part}/index.html" for part in ("deploy/2", "deploy", "pages")]
    for name, part in (("p05", "deploy"), ("p55", "deploy/2")):
        assert f'<li id="deploy/{name}">' in listing
        assert f'href="/v2.0.x/changes/{part}/#deploy/{name}"' in listing
        shown = built.page(f"v2.0.x/changes/{part}/index.html")
        assert f'<li id="deploy/{name}">' in shown
        assert "<del>door</del><ins>window</ins>" in shown
    assert '<a href="/v2.0.x/changes/deploy/#upgrade-deploy/p07">Guide</a>' in listing
    assert 'id="upgrade-deploy/p07"' in built.page("v2.0.x/changes/deploy/index.html")
    assert "<h1>Changes since v1.0.x: Deploy 2/2</h1>" in built.page("v2.0.x/changes/deploy/2/index.html")
    assert len(built.data("v2.0.x/changes.json")["changed"]) == 61
    assert "Open the window" in built.published()["v2.0.x/changes/index.md"].decode()


def test_a_long_list_stays_whole_where_an_author_has_pages_in_its_folder(site: Callable[..., Site]) -> None:
    files = {**many("v1.0.x", "door"), **many("v2.0.x", "window"), "content/v2.0.x/changes/deploy.md": page("Ours")}
    built = site().write(files).build().exits(0)
    assert "Ours" in built.page("v2.0.x/changes/deploy/index.html")
    assert "<ins>window</ins>" in built.page("v2.0.x/changes/index.html")


def test_an_edit_reaches_the_part_and_the_list(site: Callable[..., Site]) -> None:
    built = site().write({**many("v1.0.x", "door"), **many("v2.0.x", "window")}).build().exits(0)
    built.edit("content/v2.0.x/deploy/p55.md", "window", "gate").build().exits(0)
    assert "<ins>gate</ins>" in built.page("v2.0.x/changes/deploy/2/index.html")
    remembered = built.published()
    assert built.build("--no-cache").exits(0).published() == remembered
