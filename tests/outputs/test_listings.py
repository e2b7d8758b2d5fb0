"""Every address answers: the root, each version, and each folder that pages are in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from driver import Site

PAGES: dict[str, str | bytes] = {
    "handrail.yml": "title: Docs\nbase_url: https://example.com/docs\n",
    "content/v1.0/setup/linux.md": "---\ntitle: Linux\ndescription: On Linux & more.\n---\n[Home](/setup/mac)\n",
    "content/v1.0/setup/mac.md": "---\ntitle: Mac\n---\nWords.\n",
    "content/v1.0/setup/tools/a.md": "---\ntitle: Tool A\n---\nWords.\n",
    "content/v2.0/setup/linux.md": "---\ntitle: Linux\nredirect_from: /old\n---\nWords.\n",
    "content/v2.0/menu.md": "---\nsite_menu:\n  - category: Set up it all / Linux\n    url: /setup/linux\n---\n",
}

MOVED = "---\ntitle: Moved\nredirect_from: [/setup, /setup/tools/index.html]\n---\nWords.\n"


@pytest.fixture
def built(site: Callable[..., Site]) -> Site:
    return site().write(PAGES).build().exits(0)


def cards(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="card-link" href="([^"]*)">([^<]*)</a>', html)


def test_every_folder_above_a_published_file_answers(built: Site) -> None:
    published = built.published()
    for path in published:
        if path.startswith(("v1.0/", "v2.0/", "latest/")) and not path.startswith(("v1.0/search", "v2.0/search")):
            folder = path.rpartition("/")[0]
            while folder:
                assert f"{folder}/index.html" in published
                folder = folder.rpartition("/")[0]


def test_a_folder_lists_its_pages_and_folders(built: Site) -> None:
    page = built.page("v1.0/setup/index.html")
    assert cards(page) == [
        ("/docs/v1.0/setup/linux/", "Linux"),
        ("/docs/v1.0/setup/mac/", "Mac"),
        ("/docs/v1.0/setup/tools/", "Tools"),
    ]
    assert "On Linux &amp; more." in page
    assert "<h1>Setup</h1>" in page


def test_a_version_without_a_home_lists_its_folders_under_their_titles_in_the_menu(built: Site) -> None:
    page = built.page("v2.0/index.html")
    assert cards(page) == [("/docs/v2.0/setup/", "Set up it all")]
    assert "<h1>Docs v2.0</h1>" in page
    # Its switcher leads to the same place of the other version.
    assert 'href="/docs/v1.0/"' in page


def test_the_root_shows_the_default_version(built: Site) -> None:
    root = built.page("index.html")
    assert "http-equiv" not in root
    assert root == built.page("v2.0/index.html")
    assert 'rel="canonical" href="https://example.com/docs/v2.0/"' in root


def test_the_alias_leads_to_the_lists(built: Site) -> None:
    assert "/docs/v2.0/" in built.page("latest/index.html")
    assert "/docs/v2.0/setup/" in built.page("latest/setup/index.html")


def test_the_brand_and_the_breadcrumbs_lead_home_in_the_same_version(built: Site) -> None:
    page = built.page("v1.0/setup/tools/a/index.html")
    assert '<a class="brand" href="/docs/v1.0/">' in page
    crumbs = page.partition('aria-label="Breadcrumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)">([^<]*)<', crumbs) == [
        ("/docs/v1.0/", "v1.0"),
        ("/docs/v1.0/setup/", "Setup"),
        ("/docs/v1.0/setup/tools/", "Tools"),
    ]


def test_a_page_or_an_old_address_takes_the_place_of_a_list(built: Site) -> None:
    built.write(
        {
            "content/v2.0/setup/index.md": "---\ntitle: Setting up\n---\nWords.\n",
            "content/v1.0/moved.md": MOVED,
        }
    ).build("--keep-going")
    assert cards(built.page("v2.0/setup/index.html")) == []
    assert "This page has moved" in built.page("v1.0/setup/index.html")
    assert "This page has moved" in built.page("v1.0/setup/tools/index.html")


def test_the_missing_page_leads_to_every_version_and_names_it(built: Site) -> None:
    page = built.page("404.html")
    assert '<a href="/docs/v1.0/">v1.0</a>' in page
    assert '<a href="/docs/v2.0/">v2.0</a>' in page
    assert ["/docs/v1.0/setup/mac/", "Mac", "v1.0"] in built.data("pages.json")


def test_an_unversioned_site_without_a_home_has_a_list_at_its_root(site: Callable[..., Site]) -> None:
    project = site().write({"content/a/b.md": "---\ntitle: B\n---\nWords.\n"}).build().exits(0)
    assert cards(project.page("index.html")) == [("/a/", "A")]
    assert cards(project.page("a/index.html")) == [("/a/b/", "B")]
