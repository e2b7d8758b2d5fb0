"""The metadata of pages for search engines and other sites; the site map."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib import import_module
from xml.etree import ElementTree

import pytest
from driver import Site, image

from builder.article.records import Content, SectionText
from builder.outputs.page_metadata import LONGEST, first_sentence


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (["A server is a machine. It serves."], "A server is a machine."),
        (["", "Only below a heading. More."], "Only below a heading."),
        (["Version 1.7 runs on Python 3.11 and later. More."], "Version 1.7 runs on Python 3.11 and later."),
        (["Words without an end"], "Words without an end"),
        (["Note", "The text of the page is here."], "The text of the page is here."),
        (["最初の文です。次の文です。"], "最初の文です。"),
        (["Is it so? Yes."], "Is it so?"),
        (["", ""], ""),
        ([], ""),
    ],
)
def test_the_first_sentence(passages: list[str], expected: str) -> None:
    content = Content("", "", tuple(SectionText("", "", text) for text in passages))
    assert first_sentence(content) == expected


def test_a_long_sentence_is_cut_between_words() -> None:
    sentence = first_sentence(Content("", "", (SectionText("", "", "word, " * 100),)))
    assert len(sentence) <= LONGEST + 1
    assert sentence.endswith("word…")


PROJECT: dict[str, str | bytes] = {
    "handrail.yml": "base_url: https://example.com/docs\nlanguage: pt-BR\ntheme: {logo: /images/logo.png}\n",
    "content/images/logo.png": image(),
    "content/images/a.png": image(4, 3),
    "content/index.md": '---\ntitle: Home\n---\n\n# Home\n\nThis is "home" & <more>. Second.\n',
    "content/shown.md": "---\ntitle: Shown\ndescription: Said by the author.\n---\n\nText.\n\n![A](/images/a.png)\n",
    "content/hidden.md": "---\ntitle: Hidden\nnoindex: true\n---\n\nText.\n",
}


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    return site().write(PROJECT)


def test_a_page_describes_itself(project: Site) -> None:
    home = project.build().exits(0).page("index.html")
    assert '<meta name="description" content="This is &#34;home&#34; &amp; &lt;more&gt;.">' in home
    assert '<meta property="og:description" content="This is &#34;home&#34; &amp; &lt;more&gt;.">' in home
    assert '<meta property="og:image" content="https://example.com/docs/images/logo.png">' in home
    assert '<meta property="og:locale" content="pt_BR">' in home
    shown = project.page("shown/index.html")
    assert '<meta name="description" content="Said by the author.">' in shown
    assert '<meta property="og:image" content="https://example.com/docs/images/a.png">' in shown
    assert '<meta name="twitter:card" content="summary_large_image">' in shown


def test_without_an_address_there_is_no_image(project: Site) -> None:
    assert "og:image" not in project.write({"handrail.yml": "title: Docs\n"}).build().exits(0).page("shown/index.html")


def test_the_site_map_names_pages_with_their_last_commit(project: Site) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All", "--date=2026-03-04T05:06:07Z"]):
        subprocess.run(
            ["git", "-C", str(project.root), "-c", "user.name=A", "-c", "user.email=a@example.com", *command],
            check=True,
            env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": "2026-03-04T05:06:07Z"},
        )
    project.write({"content/new.md": "---\ntitle: New\n---\n\nText.\n"}).build().exits(0)
    assert _urls(project.page("sitemap.xml")) == [
        ("https://example.com/docs/", "2026-03-04"),
        ("https://example.com/docs/new/", ""),
        ("https://example.com/docs/shown/", "2026-03-04"),
    ]


def test_a_large_site_has_an_index_of_site_maps(project: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("builder.outputs.sitemap"), "MOST_URLS", 1)
    project.build("--no-cache").exits(0)
    parts = _urls(project.page("sitemap.xml"))
    assert parts == [("https://example.com/docs/sitemap-1.xml", ""), ("https://example.com/docs/sitemap-2.xml", "")]
    assert _urls(project.page("sitemap-2.xml")) == [("https://example.com/docs/shown/", "")]


def _urls(text: str) -> list[tuple[str, str]]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(text)
    return [(entry.findtext(f"{space}loc", ""), entry.findtext(f"{space}lastmod", "")) for entry in root]


def test_a_site_without_its_url_has_no_site_map(site: Callable[[], Site]) -> None:
    page = "---\ntitle: Page\n---\n\nWords.\n"
    built = site().write({f"content/p{number}.md": page for number in range(20)}).build().exits(0)
    assert "sitemap.xml" not in built.published()
    assert "Sitemap" not in built.page("robots.txt")
    found = built.check("--format", "json").problems()
    assert [problem["message"] for problem in found if problem["code"] == "base-url-missing"] == [
        "There is no sitemap.xml, because 'base_url' is not set: search engines read only full URLs."
    ]
    built.build("--base-url", "https://example.com").exits(0)
    assert "<loc>https://example.com/p7/</loc>" in built.page("sitemap.xml")


def test_search_engines_are_not_to_list_the_changes_of_an_unreleased_version(site: Callable[[], Site]) -> None:
    page = "---\ntitle: Home\n---\n\nWords of "
    built = site().write({f"content/{name}/index.md": page + name for name in ("v1", "v2", "v3-beta")}).build().exits(0)
    robots = '<meta name="robots" content="noindex,follow">'
    assert robots in built.page("v3-beta/changes/index.html")
    assert robots not in built.page("v2/changes/index.html")
