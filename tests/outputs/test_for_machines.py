"""The files of a site for search engines, feed readers and language models."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.driver import Site, image

HOSTILE = "</script><script>alert(1)</script> & <b>"
ATOM = "{http://www.w3.org/2005/Atom}"

FILES: dict[str, str | bytes] = {
    "handrail.yml": """
title: Desk & Lamp
base_url: https://docs.example.com/desk
theme:
  logo: /images/logo.png
  links: [{title: Start, url: /install}, {title: Code, url: "https://code.example.com/"}]
""",
    "content/images/logo.png": image(30, 20),
    "content/v1.0.x/index.md": "---\ntitle: Home\ndescription: All of the desk.\n---\n\nWords.\n",
    "content/v1.0.x/install.md": "---\ntitle: Install [it]\ndescription: In a minute.\n---\n\nSee [home](/).\n",
    "content/v1.0.x/hostile.md": f"---\ntitle: '{HOSTILE}'\ndescription: '{HOSTILE}'\n---\n\nWords.\n",
    "content/v1.0.x/guide.md": "---\ntitle: Guide\n---\n\n## Step 1: On\n\n- Click `Go`.\n\n## Step 2: X\n\n- Stop.\n",
    "content/v1.0.x/releases/one.md": "---\ntitle: One & only\ndate: 2024-05-01\ndescription: First.\n---\n\nNew.\n",
    "content/v1.0.x/releases/two.md": "---\ntitle: Two\ndate: 2024-06-01\n---\n\nNewer.\n",
    "content/v1.0.x/releases/undated.md": "---\ntitle: Undated\n---\n\nSome day.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("project")).write(FILES).build("--keep-going")


def graph(site: Site, slug: str) -> dict[str, Any]:
    """The structured data of a page, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page(f"v1.0.x/{slug}/index.html"))
    assert len(found) == 1
    return {part["@type"]: part for part in json.loads(found[0])["@graph"]}


def test_llms_txt_lists_the_pages_with_their_markdown(built: Site) -> None:
    lines = built.page("v1.0.x/llms.txt").splitlines()
    assert lines[:3] == ["# Desk & Lamp v1.0.x", "", "> All of the desk."]
    assert "- [Install \\[it\\]](<https://docs.example.com/desk/v1.0.x/install/index.md>): In a minute." in lines


def test_llms_full_txt_contains_every_page(built: Site) -> None:
    text = built.page("v1.0.x/llms-full.txt")
    sources = re.findall(r"^Source: https://docs.example.com/desk/v1.0.x/(.*)/$", text, re.MULTILINE)
    assert sorted(sources) == sorted(
        ["guide", "hostile", "install", "releases/one", "releases/two", "releases/undated"]
    )
    assert "See [home](/desk/v1.0.x/)." in text


def test_a_change_of_a_page_makes_its_versions_texts_again_and_no_others(tmp_path: Path) -> None:
    other = {name.replace("v1.0.x", "v2.0.x"): text for name, text in FILES.items()}
    site = Site(tmp_path).write({**FILES, **other}).build("--keep-going")
    before = {name: (tmp_path / "site" / name).stat().st_mtime_ns for name in site.published()}
    site.edit("content/v1.0.x/install.md", "See [home]", "Look at [home]").build("--keep-going")
    after = {name: (tmp_path / "site" / name).stat().st_mtime_ns for name in site.published()}
    texts = {name for name in after if after[name] != before[name] and "llms" in name}
    assert texts == {"v1.0.x/llms-full.txt"}


def test_structured_data_describe_the_page_and_its_place(built: Site) -> None:
    found = graph(built, "releases/one")
    assert found["TechArticle"]["headline"] == "One & only"
    assert found["TechArticle"]["url"] == "https://docs.example.com/desk/v1.0.x/releases/one/"
    assert [crumb["name"] for crumb in found["BreadcrumbList"]["itemListElement"]][-1] == "One & only"


def test_a_guide_gives_its_steps(built: Site) -> None:
    sections = graph(built, "guide")["HowTo"]["step"]
    steps = [step for section in sections for step in section["itemListElement"]]
    assert [step["text"] for step in steps] == ["Click Go.", "Stop."]
    assert all(step["url"].startswith("https://docs.example.com/desk/v1.0.x/guide/#") for step in steps)


def test_a_hostile_title_stays_data(built: Site) -> None:
    assert graph(built, "hostile")["TechArticle"]["headline"] == HOSTILE
    assert "<script>alert" not in built.page("v1.0.x/hostile/index.html")


def test_the_feed_reports_of_releases_newest_first(built: Site) -> None:
    feed = ElementTree.fromstring(built.page("feed.xml"))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Two", "One & only"]
    assert feed.findtext(f"{ATOM}updated") == "2024-06-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}id") == "https://docs.example.com/desk/"
    assert '<link rel="alternate" type="application/atom+xml"' in built.page("v1.0.x/install/index.html")


def test_without_an_address_or_a_section_there_is_no_feed(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name.endswith(".md")}
    site = Site(tmp_path).write(files).build("--keep-going")
    assert "feed.xml" not in site.published()
    assert "atom+xml" not in site.page("v1.0.x/install/index.html")


def test_the_header_has_the_logo_and_the_links(built: Site) -> None:
    page = built.page("v1.0.x/install/index.html")
    assert '<img src="/desk/images/logo.png" alt="" width="30" height="20">' in page
    assert '<a href="/desk/v1.0.x/install/">Start</a>' in page
    assert '<a href="https://code.example.com/">Code</a>' in page
    assert "images/logo.png" in built.published()


def test_comments_are_in_no_markdown(site: Callable[..., Site]) -> None:
    """They are for authors; those in code are part of it."""
    page = "---\ntitle: A\n---\n<!-- one -->\nText <!-- two -->and more.\n\n<!-- three\n[a](javascript:x) -->\n\n- b\n"
    page += "\n`<!-- code -->`\n"
    part = "<!-- four -->\nA part."
    files = {"content/index.md": page + '\n{% partial file="/p.md" /%}\n', "content/partials/p.md": part}
    markdown = site().write(files).build().exits(0).page("index.md")
    assert markdown.partition("# A\n\n")[2] == "Text and more.\n\n\n- b\n\n`<!-- code -->`\n\nA part.\n"
