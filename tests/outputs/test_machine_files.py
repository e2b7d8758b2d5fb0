"""The files of a site for programs: valid against the schemas that the site publishes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import builder

GUIDE = """---
title: Connect the desk
description: How to connect it.
---

# Connect the desk

{% note noteType="Warning" %}
- **Rotate** the key before you begin: it must NEVER be shared.
{% /note %}

## Step 1: Open the panel

- Click on `Settings`.

![The panel](/images/panel.svg)

- Check that the lamp is green.

## Step 2: Copy the values

- The `Client ID` stands in the [panel](/other).

Share the following with the Support team:
- Client ID
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    content = project / "content/v1.2.x"
    (project / "content/images").mkdir(parents=True)
    content.mkdir()
    (project / "content/images/panel.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
    )
    (content / "guide.md").write_text(GUIDE)
    (content / "other.md").write_text("---\ntitle: Other\n---\n\nWords.\n")
    report = builder.build(project, cache=False)
    assert report.counts["error"] == 0, report.diagnostics
    return project / "site"


def read(path: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(path.read_text())
    return data


def test_a_guides_checklist_meets_its_schema(site: Path) -> None:
    checklist = read(site / "v1.2.x/guide/checklist.json")
    schema = read(site / "schema/checklist-2.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(checklist, schema)
    kinds = [item["kind"] for item in checklist["items"]]  # type: ignore[attr-defined,index]
    assert kinds == ["requirement", "step", "verify", "info", "collect"]


def test_the_publication_checklist_meets_its_schema(site: Path) -> None:
    report = read(site / "checklist.json")
    schema = read(site / "schema/check-report-1.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert [guide["id"] for guide in report["guides"]] == ["guide"]  # type: ignore[attr-defined,index]


def test_the_versions_are_listed_as_switchers_read_them(site: Path) -> None:
    assert json.loads((site / "versions.json").read_text()) == [
        {"version": "v1.2.x", "title": "v1.2.x", "aliases": ["latest"]}
    ]


def test_the_index_gives_the_reason_why_a_page_is_not_a_guide(site: Path) -> None:
    index = read(site / "v1.2.x/checklists.json")
    assert [guide["id"] for guide in index["guides"]] == ["guide"]  # type: ignore[attr-defined,index]
    assert "not a procedure" in index["notGuides"][0]["reason"]  # type: ignore[index]


def test_a_page_as_markdown_has_its_tags_written_out(site: Path) -> None:
    text = (site / "v1.2.x/guide/index.md").read_text()
    assert "{%" not in text
    assert "> - **Rotate** the key" in text
    assert "[panel](/v1.2.x/other/)" in text
    assert not text.startswith("---")
