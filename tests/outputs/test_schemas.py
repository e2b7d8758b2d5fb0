"""The published schemas are JSON Schemas, and accept the same files as the program."""

from __future__ import annotations

import json
from typing import Any

import pytest
from driver import Site
from jsonschema import Draft202012Validator

PROJECT = {
    "handrail.yml": "editions: [oss, paid]\nfront_matter: {properties: {owner: {enum: [docs]}}}\n",
    "content/index.md": "---\ntitle: T\n---\n\nText.\n",
}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Draft202012Validator]:
    site = Site(tmp_path_factory.mktemp("project")).write(PROJECT).build().exits(0)
    found: dict[str, Any] = {
        name: json.loads(site.page(f"schema/{name}-1.json"))
        for name in ("config", "front-matter", "menu", "redirects", "tag-file")
    }
    for schema in found.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema) for name, schema in found.items()}


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("config", {}, True),
        ("config", {"title": "A", "versions": {"folders": ["1.9"]}, "severity": {"image-case": "off"}}, True),
        ("config", {"severity": {"image-case": False}, "theme": {"colors": {"accent": "teal"}}}, True),
        ("config", {"titel": "A"}, False),
        ("config", {"severity": {"image-cas": "off"}}, False),
        ("config", {"base_url": "https://a.test/?b"}, False),
        ("config", {"search": "yes"}, False),
        ("config", {"theme": {"links": [{"title": "A"}]}}, False),
        ("front-matter", {"title": "A", "owner": "docs", "paid": True, "more": [1]}, True),
        ("front-matter", {"title": 1.1, "redirect_from": "/a", "edition": "oss"}, True),
        ("front-matter", {}, False),
        ("front-matter", {"title": "A", "draft": "yes"}, False),
        ("front-matter", {"title": "A", "edition": "free"}, False),
        ("front-matter", {"title": "A", "owner": "me"}, False),
        ("menu", {"site_menu": [{"category": "A / B", "url": "/a", "icon": "check"}]}, True),
        ("menu", {"site_menu": [{"url": "/a"}]}, False),
        ("menu", {"menu": []}, False),
        ("redirects", {"/old": "/new"}, True),
        ("redirects", {"/old": ["/new"]}, False),
        ("tag-file", {"attributes": {"link": {"type": "String", "role": "link"}}, "tone": "info"}, True),
        ("tag-file", {"attributes": {"link": {"type": "Text"}}}, False),
        ("tag-file", {"atributes": {}}, False),
    ],
)
def test_what_a_schema_takes(schemas: dict[str, Draft202012Validator], name: str, value: object, right: bool) -> None:
    assert schemas[name].is_valid(value) is right
