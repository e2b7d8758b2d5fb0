"""Guides of a built project: partials and variables are resolved first, and programs can use the result."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from driver import Site
from guide_reading import ROOT, SEED
from jsonschema import Draft202012Validator

SCHEMA = Draft202012Validator(json.loads(files("builder.checklist").joinpath("schema.json").read_text("utf-8")))
EXAMPLE = ROOT / "content/v0.2.x/checklists/results.md"

CONFIG = """editions: [oss, hosted]
variables:
  product: Example
  old: false
"""
HOSTED = "---\ndescription: For the hosted edition.\nedition: hosted\n---\n{{ content }}\n"
GUIDE = """---
title: Guide
---

## Step 1: Sign in to {% $product %}

{% partial file="/sign-in.md" variables={page: "start page"} /%}

{% if $old %}
- Install the old one.
{% else /%}
- Install the new {% $product %}.
{% /if %}

{% ossContent %}
- Start the server.
{% /ossContent %}
{% hostedContent %}
- Ask for a server.
{% /hostedContent %}

## Step 2: Go on

- Click **Go**.
"""
SIGN_IN = """- Open the {% $page %}.

{% partial file="/name.md" /%}
"""
NAME = "\n- Enter your name in {% $product %}.\n"
STEPS = """---
title: Steps
---

{% stepsContainer %}
{% step srNumber=1 %}
{% stepDescription title="1. Open it" %}
Open the page.
{% /stepDescription %}
{% stepVisualInfo %}
![The page](/images/page.svg)
{% /stepVisualInfo %}
{% /step %}
{% step srNumber=2 %}
{% stepDescription title="2. Read it" %}
All is told there.
{% /stepDescription %}
{% /step %}
{% /stepsContainer %}

## Then

{% steps %}
{% step title="Go on" %}
Click **Next**. Then wait.
{% /step %}
{% step title="See it" optional=true #see %}
Check that it is there.
{% /step %}
{% /steps %}
"""
ORDERED = """---
title: Ordered
checklist: true
---

1. Open the page.
2. The page is blue.
   1. Click on it.
3. Check that it is red.
"""


def project(site: Callable[[], Site]) -> Site:
    item_image = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
    return site().write(
        {
            "handrail.yml": CONFIG,
            "theme/tags/hostedContent.html": HOSTED,
            "content/v1.0.x/guide.md": GUIDE,
            "content/v1.0.x/steps.md": STEPS,
            "content/v1.0.x/ordered.md": ORDERED,
            "content/partials/sign-in.md": SIGN_IN,
            "content/partials/name.md": NAME,
            "content/images/page.svg": item_image,
        }
    )


def checklist(built: Site, slug: str) -> Any:
    data = built.data(f"site/v1.0.x/{slug}/checklist.json".removeprefix("site/"))
    SCHEMA.validate(data)
    return data


@pytest.mark.parametrize(("edition", "server"), [("oss", "Start the server."), ("hosted", "Ask for a server.")])
def test_conditions_editions_variables_and_partials_are_resolved_first(
    site: Callable[[], Site], edition: str, server: str
) -> None:
    data = checklist(project(site).build("--edition", edition).exits(0), "guide")
    assert [item["text"] for item in data["items"]] == [
        "Open the start page.",
        "Enter your name in Example.",
        "Install the new Example.",
        server,
        "Click Go.",
    ]
    assert [item["markdown"] for item in data["items"]] == [
        "Open the start page.",
        "Enter your name in Example.",
        "Install the new Example.",
        server,
        "Click **Go**.",
    ]
    assert data["sections"][0]["title"] == "Step 1: Sign in to Example"
    assert data["guide"]["edition"] == edition
    assert data["guide"]["source"]["includes"] == ["content/partials/sign-in.md", "content/partials/name.md"]


def test_markdown_of_an_item_has_no_annotations_but_tags_in_code(site: Callable[[], Site]) -> None:
    step = '1. Write `{% $x %}` for **{% $product %}** {% kind="step" %}.\n'
    page = f"---\ntitle: Guide\nchecklist: true\n---\n\n{step}"
    built = project(site).write({"content/v1.0.x/guide.md": page}).build().exits(0)
    (item,) = checklist(built, "guide")["items"]
    assert (item["kind"], item["markdown"]) == ("step", "Write `{% $x %}` for **Example** .")


def test_each_item_reports_the_way_to_its_source(site: Callable[[], Site]) -> None:
    items = checklist(project(site).build().exits(0), "guide")["items"]
    places = [
        (
            item["source"]["path"],
            item["source"]["start"],
            [(v["path"], v["line"], v["column"]) for v in item["source"]["via"]],
        )
        for item in items
    ]
    page, outer, inner = "content/v1.0.x/guide.md", "content/partials/sign-in.md", "content/partials/name.md"
    assert places == [
        (outer, [1, 3], [(page, 7, 1)]),
        (inner, [2, 3], [(page, 7, 1), (outer, 3, 1)]),
        (page, [12, 3], []),
        (page, [16, 3], []),
        (page, [24, 3], []),
    ]


def test_steps_of_both_dialects(site: Callable[[], Site]) -> None:
    built = project(site).build().exits(0)
    data = checklist(built, "steps")
    assert [(item["kind"], item["text"], item["optional"]) for item in data["items"]] == [
        ("step", "Open the page.", False),
        ("step", "All is told there.", False),
        ("step", "Click Next.", False),
        ("step", "Then wait.", False),
        ("verify", "Check that it is there.", True),
    ]
    assert [item_image["alt"] for item_image in data["items"][0]["images"]] == ["The page"]
    assert [section["title"] for section in data["sections"]] == ["1. Open it", "2. Read it", "Go on", "See it"]


def test_ordered_lists_of_a_declared_guide(site: Callable[[], Site]) -> None:
    items = checklist(project(site).build().exits(0), "ordered")["items"]
    assert [(item["kind"], item["text"]) for item in items] == [
        ("step", "Open the page."),
        ("info", "The page is blue."),
        ("step", "Click on it."),
        ("verify", "Check that it is red."),
    ]
    assert [item["parent"] for item in items] == [None, None, items[1]["id"], None]


@pytest.mark.parametrize("slug", ["guide", "steps", "ordered"])
def test_each_items_address_is_there(site: Callable[[], Site], slug: str) -> None:
    built = project(site).build().exits(0)
    html = built.page(f"v1.0.x/{slug}/index.html")
    for item in checklist(built, slug)["items"]:
        path, _, anchor = item["url"].partition("#")
        assert path == f"/v1.0.x/{slug}/"
        assert not anchor or re.search(rf'\bid="{re.escape(anchor)}"', html), item["url"]


def test_the_manuals_example_walks_a_guide(
    site: Callable[[], Site], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = SEED.read_text("utf-8") if SEED.is_file() else OUR_GUIDE
    guide = re.sub(r"^(slug|collate):.*\n", "", guide, flags=re.MULTILINE)
    built = site().write({"content/v1.7.x/security/example.md": guide}).build("--keep-going")
    monkeypatch.chdir(built.root)
    exec(compile(example(), str(EXAMPLE), "exec"), {})
    results = json.loads((built.root / "results.json").read_text("utf-8"))
    data = built.data("v1.7.x/security/example/checklist.json")
    to_do = [item["id"] for item in data["items"] if item["kind"] not in ("info", "warning")]
    assert [result["itemId"] for result in results["results"]] == to_do
    assert results["values"] == {"client-id": "4711"}
    assert capsys.readouterr().out.count(" - ") == len(to_do)


def example() -> str:
    """The Python of the manual's page."""
    found = re.search(r"^```python\n(.*?)^```", EXAMPLE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


OUR_GUIDE = """---
title: Example
---

## Step 1: Register

- Click **New**.
- The `Client ID` is shown.

## Step 2: Hand over

You will need to share the following information with the support team:
- Client ID
"""
