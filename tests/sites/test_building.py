"""Whole projects: the published files, the effects of an edit, and the site after a failure."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driver import Site
from jsonschema import Draft202012Validator

Make = Callable[..., Site]

GUIDE = "content/v1.1.x/guides/descale.md"


def test_what_is_published(site: Make) -> None:
    project = site("two-versions").build().exits(0)
    files = set(project.published())
    assert files >= {
        *("index.html", "404.html", "robots.txt", "sitemap.xml", "versions.json", "checklist.json"),
        *("v1.0.x/index.html", "v1.0.x/guides/descale/index.html", "v1.0.x/guides/descale/index.md"),
        *("v1.1.x/index.html", "v1.1.x/guides/descale/index.html", "v1.1.x/guides/descale/checklist.json"),
        *("v1.1.x/descaling/index.html", "v1.1.x/checklists.json", "schema/checklist-2.json"),
    }
    assert "v1.0.x/guides/descale/checklist.json" not in files
    assert [entry["version"] for entry in project.data("versions.json")] == ["v1.1.x", "v1.0.x"]


def test_a_guide_and_its_checklist(site: Make) -> None:
    project = site("two-versions").build().exits(0)
    page = project.page("v1.1.x/guides/descale/index.html")
    assert page.count("<h1") == 1
    assert 'width="40" height="20"' in page
    checklist = project.data("v1.1.x/guides/descale/checklist.json")
    Draft202012Validator(project.data("schema/checklist-2.json")).validate(checklist)
    said = [(item["kind"], item["text"]) for item in checklist["items"]]
    assert said == [
        ("warning", "Unplug Kettle first."),
        ("step", "Open Kettle, and add vinegar."),
        ("step", "Click on Boil."),
        ("step", "Run it twice without vinegar."),
        ("collect", "Serial number"),
    ]
    assert checklist["items"][0]["source"]["path"] == "content/partials/v1.1/unplug.md"


def test_the_same_bytes_every_time(site: Make) -> None:
    project = site("two-versions").build("--no-cache").exits(0)
    first = project.published()
    assert first
    for options in (
        ("--cache-dir", str(project.root.parent / "cache")),
        (),
        ("--jobs", "2"),
        ("--jobs", "2", "--no-cache"),
    ):
        again = Site(project.root).build("-o", str(project.root / "again"), *options).exits(0)
        assert again.published("again") == first


def test_an_edit_reaches_every_page_that_it_concerns(site: Make) -> None:
    project = site("two-versions").build().exits(0)
    project.edit("content/partials/v1.1/unplug.md", "Unplug", "Switch off").build().exits(0)
    assert "Switch off Kettle first" in project.page("v1.1.x/guides/descale/index.html")
    project.edit("handrail.yml", "product: Kettle", "product: Teapot").build().exits(0)
    assert "Open Teapot" in project.page("v1.1.x/guides/descale/index.html")
    edited = project.published()
    assert project.build("--no-cache").exits(0).published() == edited


def test_a_page_that_goes_takes_its_files_along(site: Make) -> None:
    project = site("two-versions").build().exits(0)
    project.edit("content/v1.1.x/index.md", ", or [how it was](/v1.0.x/guides/descale)", "")
    project.edit("content/v1.0.x/index.md", "[how to descale it](/guides/descale)", "no more")
    project.remove("content/v1.0.x/guides/descale.md").build().exits(0)
    assert not [path for path in project.published() if path.startswith("v1.0.x/guides/descale")]


def test_an_error_leaves_the_last_site_as_it_was(site: Make) -> None:
    project = site("two-versions").build().exits(0)
    before = project.published()
    project.edit(GUIDE, "### Step 2: Rinse", "### Step 2: Wash").build()
    project.exits(1).says("anchor-missing", "Nothing was published")
    assert project.published() == before
    project.build("--keep-going").exits(1)
    assert "Step 2: Wash" in project.page("v1.1.x/guides/descale/index.html")


def test_an_output_that_is_not_ours_is_left_alone(site: Make) -> None:
    project = site("two-versions").write({"site/holiday.jpg": b"dear"})
    project.build().exits(2)
    assert project.published() == {"holiday.jpg": b"dear"}


def test_files_that_others_put_into_the_site_stay(site: Make) -> None:
    project = site("two-versions").build().exits(0).write({"site/CNAME": "docs.example.com"})
    project.edit(GUIDE, "twice", "three times").build().exits(0)
    assert project.published()["CNAME"] == b"docs.example.com"


@pytest.mark.parametrize("output", [".", "content", "content/site", "theme"])
def test_the_output_never_overwrites_the_sources(site: Make, output: str) -> None:
    project = site("two-versions")
    before = sorted(project.root.rglob("*"))
    project.build("-o", str(project.root / output))
    project.exits(2)
    assert [p for p in sorted(project.root.rglob("*")) if ".handrail" not in p.parts] == before
