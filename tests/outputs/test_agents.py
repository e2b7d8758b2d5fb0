"""The files for agents: lists of pages, Markdown at the addresses that they guess, headers, and no draft versions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from driver import Site

from builder.outputs.llms import LONGEST
from builder.server.http import prefers_markdown

FILES: dict[str, str | bytes] = {
    "handrail.yml": "title: Desk\nbase_url: https://example.com/docs\n",
    "content/v1.0/index.md": "---\ntitle: Home\n---\nWords.\n",
    "content/v2.0/index.md": "---\ntitle: Home\ndescription: All of it.\n---\nWords.\n",
    "content/v2.0/a/b.md": "---\ntitle: A & B\nchecklist: true\n---\n\n## Step 1: Go\n\n- Click `Go`.\n",
    "content/v3.0-snapshot/index.md": "---\ntitle: Home\n---\nSoon.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("agents")).write(FILES).build().exits(0)


def test_the_list_at_the_root_has_the_default_version_first_and_the_others_as_optional(built: Site) -> None:
    text = built.page("llms.txt")
    assert text.startswith("# Desk v2.0\n\n> All of it.\n")
    main, optional = text.split("## Optional\n")
    assert "https://example.com/docs/v2.0/a/b/index.md" in main
    assert re.findall(r"<(.*)>", optional) == [
        "https://example.com/docs/v3.0-snapshot/llms.txt",
        "https://example.com/docs/v1.0/llms.txt",
    ]


def test_every_address_in_the_lists_is_published(built: Site) -> None:
    published = built.published()
    for name in [name for name in published if name.endswith("llms.txt")]:
        for url in re.findall(r"\]\(<https://example.com/docs/(.*?)>\)", built.page(name)):
            assert url in published


def test_a_long_list_is_divided_by_section(site: Callable[..., Site]) -> None:
    pages = {
        f"content/v1.0/{part}/p{n}.md": f"---\ntitle: Page {n}\ndescription: {'long words ' * 20}\n---\nWords.\n"
        for part in ("one", "two")
        for n in range(150)
    }
    project = site().write(pages).build().exits(0)
    for name in ("llms.txt", "v1.0/llms.txt", "latest/llms.txt"):
        assert re.findall(r"\]\(<(.*?)>\)", project.page(name)) == ["/v1.0/llms/1.txt", "/v1.0/llms/2.txt"]
    parts = [project.page(f"v1.0/llms/{n}.txt") for n in (1, 2)]
    assert [part.count("/index.md>)") for part in parts] == [150, 150]
    assert max(map(len, parts)) < LONGEST


def test_markdown_begins_with_its_title_version_url_and_the_list(built: Site) -> None:
    head = built.page("v2.0/a/b/index.md").split("\n\n")[0]
    assert head == (
        "> A & B · Desk v2.0 · <https://example.com/docs/v2.0/a/b/>\\\n"
        "> List of all pages: <https://example.com/docs/llms.txt>"
    )


def test_markdown_is_beside_each_page_and_below_the_alias(built: Site) -> None:
    published = built.published()
    text = published["v2.0/a/b/index.md"]
    for path in ("v2.0/a/b.md", "latest/a/b.md", "latest/a/b/index.md"):
        assert published[path] == text
    for name in ("a/b/checklist.json", "checklists.json", "llms.txt", "index.md"):
        assert published[f"latest/{name}"] == published[f"v2.0/{name}"]


def test_an_old_address_that_ends_like_a_file_keeps_its_place(site: Callable[..., Site]) -> None:
    page = "---\ntitle: A\nredirect_from: /a.md\n---\nWords.\n"
    project = site().write({"content/v1.0/a.md": page}).build().exits(0)
    assert "This page has moved" in project.page("v1.0/a.md/index.html")
    assert "v1.0/a.md" not in project.published()
    assert "v1.0/a/index.md" in project.published()


def test_a_page_points_to_its_markdown_and_the_list(built: Site) -> None:
    page = built.page("v2.0/a/b/index.html")
    assert '<link rel="alternate" type="text/markdown" href="/docs/v2.0/a/b/index.md">' in page
    assert '<link rel="alternate" type="text/plain" title="llms.txt" href="/docs/llms.txt">' in page
    assert '<a href="/docs/llms.txt">' in page


def test_headers_for_hosts_set_the_type_of_markdown(built: Site) -> None:
    rules = built.page("_headers")
    assert "/docs/*.md\n  Content-Type: text/markdown; charset=utf-8\n" in rules
    assert '/*\n  Link: </docs/llms.txt>; rel="llms-txt"\n' in rules


def test_a_version_that_is_not_released_is_not_for_search_engines(built: Site) -> None:
    robots = '<meta name="robots" content="noindex,follow">'
    assert robots in built.page("v3.0-snapshot/index.html")
    assert robots not in built.page("v2.0/index.html")
    assert "v3.0-snapshot" not in built.page("sitemap.xml")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/markdown", True),
        ("text/markdown, text/html;q=0.9, */*;q=0.1", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("text/html, text/markdown;q=0.5", False),
        ("*/*", False),
        ("", False),
        ("text/markdown;q=0", False),
        ("text/markdown;q=x", False),
    ],
)
def test_markdown_is_served_to_clients_that_prefer_it(accept: str, wanted: bool) -> None:
    assert prefers_markdown(accept) is wanted
