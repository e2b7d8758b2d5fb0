"""Published checklists meet their schema, and are the same each time."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image
from guide_reading import SAMPLE, read, real_guides
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("builder.checklist").joinpath("schema.json").read_text("utf-8"))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(
        json.loads(files("builder.checklist").joinpath("results.schema.json").read_text("utf-8"))
    )


@pytest.mark.parametrize("path", [None, *real_guides()], ids=lambda path: "sample" if path is None else path.stem)
def test_valid_and_the_same_twice(path: Path | None) -> None:
    text = SAMPLE if path is None else path.read_text("utf-8").replace("\r\n", "\n")
    data = read(text).published()
    Draft202012Validator(SCHEMA).validate(data)
    assert json.dumps(data, sort_keys=True) == json.dumps(read(text).published(), sort_keys=True)


def test_the_schema_is_strict() -> None:
    data = read(SAMPLE).published()
    data["items"][0]["more"] = 1
    assert list(Draft202012Validator(SCHEMA).iter_errors(data))


def strict_objects(schema: Any) -> list[str]:
    """Objects of a schema that let anything through."""
    if isinstance(schema, list):
        return [name for part in schema for name in strict_objects(part)]
    if not isinstance(schema, dict):
        return []
    loose = [str(schema)] if "properties" in schema and schema.get("additionalProperties") is not False else []
    return loose + [name for part in schema.values() for name in strict_objects(part)]


def test_no_object_of_the_schema_is_open() -> None:
    assert strict_objects(SCHEMA) == []


def test_images_inside_a_figure_belong_to_the_step(tmp_path: Path) -> None:
    text = (
        "---\ntitle: A\nchecklist: true\n---\n\n# A\n\n## Step 1: Do\n\n1. Click **Save**.\n\n"
        '   {% figure caption="A door" %}\n   ![A door](/images/a.png)\n   {% /figure %}\n'
    )
    site = Site(tmp_path).write({"content/a.md": text, "images/a.png": image()}).build("--keep-going")
    (item,) = site.data("a/checklist.json")["items"]
    assert [each["src"] for each in item["images"]] == ["/images/a.png"]
