"""Translations side by side: where their folders are, what they publish, and how they lead to each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from driver import Site

PAGE = "---\ntitle: {}\n---\n\n{}\n"
TWO = "languages:\n  folders: [de]\n"
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
SWITCHER = re.compile(r'<li><a href="([^"]+)" lang="([^"]+)" hreflang')


def page(title: str, text: str = "Text.") -> str:
    return PAGE.format(title, text)


LAYOUTS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "the language inside the version": (
        TWO,
        {"v1/a.md": "A", "v1/b.md": "B", "v1/de/a.md": "Ä"},
        {"v1/a": "en A", "v1/b": "en B", "v1/de/a": "de Ä", "v1/de/b": "de B"},
    ),
    "the version inside the language": (
        TWO,
        {"v1/a.md": "A", "v1/b.md": "B", "de/v1/a.md": "Ä"},
        {"v1/a": "en A", "v1/b": "en B", "de/v1/a": "de Ä", "de/v1/b": "de B"},
    ),
    "a folder for each language around versions": (
        TWO,
        {"en/v1/a.md": "A", "en/v2/a.md": "A2", "de/v1/a.md": "Ä"},
        {"v1/a": "en A", "v2/a": "en A2", "de/v1/a": "de Ä"},
    ),
    "a folder for each language in versions, all of them in addresses": (
        TWO + "  prefix: true\n",
        {"v1/en/a.md": "A", "v1/en/b.md": "B", "v1/de/a.md": "Ä"},
        {"v1/en/a": "en A", "v1/en/b": "en B", "v1/de/a": "de Ä", "v1/de/b": "de B"},
    ),
    "no versions": (
        TWO,
        {"a.md": "A", "b/c.md": "C", "de/a.md": "Ä"},
        {"a": "en A", "b/c": "en C", "de/a": "de Ä", "de/b/c": "de C"},
    ),
    "no versions, and a folder for each language": (
        TWO + "  prefix: true\n",
        {"en/a.md": "A", "de/a.md": "Ä"},
        {"en/a": "en A", "de/a": "de Ä"},
    ),
    "a language that only a newer version has": (
        TWO,
        {"v1/a.md": "A", "v2/a.md": "A2", "v2/de/a.md": "Ä2"},
        {"v1/a": "en A", "v2/a": "en A2", "v2/de/a": "de Ä2"},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_of_folders(name: str, site: Callable[..., Site]) -> None:
    config, files, expected = LAYOUTS[name]
    project = site().write({"handrail.yml": config})
    project.write({f"content/{path}": page(title) for path, title in files.items()}).build("--strict").exits(0)
    found = {}
    for path in project.published():
        text = project.page(path) if path.endswith("index.html") and not path.startswith("latest") else ""
        if "<article" in text and 'class="cards"' not in text and "/changes/" not in path:
            title = re.search(r"<h1[^>]*>(.*)</h1>", text)
            language = re.search(r'<html lang="(\w+)"', text)
            assert title is not None
            assert language is not None
            found[path.removesuffix("/index.html")] = f"{language[1]} {title[1]}"
    assert found == expected


@pytest.fixture
def boat(site: Callable[..., Site]) -> Site:
    return site("languages").build().exits(0)


def test_the_switcher_stays_on_the_page_and_search_engines_know_translations(boat: Site) -> None:
    german = boat.page("de/v1/festmachen/index.html")
    assert dict(map(reversed, SWITCHER.findall(german))) == {  # type: ignore[arg-type]
        "en": "/boat/v1/moor/",
        "de": "/boat/de/v1/festmachen/",
        "ja": "/boat/ja/v1/moor/",
        "ar": "/boat/ar/v1/moor/",
    }
    host = "https://example.com/boat"
    alternates = {
        "x-default": f"{host}/v1/moor/",
        "en": f"{host}/v1/moor/",
        "de": f"{host}/de/v1/festmachen/",
        "ja": f"{host}/ja/v1/moor/",
        "ar": f"{host}/ar/v1/moor/",
    }
    for path in ("v1/moor", "de/v1/festmachen", "ja/v1/moor", "ar/v1/moor"):
        assert dict(ALTERNATE.findall(boat.page(f"{path}/index.html"))) == alternates
    listed = ElementTree.fromstring(boat.page("sitemap.xml"))
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for entry in listed.findall("s:url", names):
        own = entry.findtext("s:loc", "", names)
        others = {link.get("href") for link in entry.findall("x:link", names)}
        assert own in others or not others


def test_a_page_without_a_translation_is_shown_with_a_remark(boat: Site) -> None:
    german = boat.page("de/v1/words/index.html")
    assert '<html lang="de" dir="ltr">' in german
    assert re.search(r'<article [^>]*lang="en" dir="ltr"', german)
    assert "Diese Seite ist noch nicht übersetzt." in german
    assert '<link rel="canonical" href="https://example.com/boat/v1/words/">' in german
    assert "de/v1/words/index.md" not in boat.published()
    assert "/de/v1/words/" not in boat.page("sitemap.xml")
    arabic = boat.page("ar/v1/words/index.html")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert re.search(r'<article [^>]*lang="en" dir="ltr"', arabic)


def test_links_stay_in_the_language(boat: Site) -> None:
    german = boat.page("de/v1/index.html")
    assert '<a href="/boat/de/v1/festmachen/">Anleitung</a>' in german
    assert '<a href="/boat/de/v1/words/">Glossar</a>' in german
    assert '<a class="brand" href="/boat/de/v1/">' in german


def test_each_language_has_its_own_files_for_programs_and_search(boat: Site) -> None:
    published = boat.published()
    for folder in ("v1", "de/v1", "ja/v1", "ar/v1"):
        for name in ("llms.txt", "llms-full.txt", "checklists.json", "inventory.json", "search/index.json"):
            assert f"{folder}/{name}" in published
    assert "Das Boot festmachen" in boat.page("de/v1/llms.txt")
    assert "Glossary" not in boat.page("de/v1/llms.txt")
    assert [entry[1] for entry in boat.data("de/v1/search/index.json")["pages"]] == [
        "Start",
        "Das Boot festmachen",
        "Glossary",
    ]
    assert "(Deutsch)](<https://example.com/boat/de/v1/llms.txt>)" in boat.page("llms.txt")
    assert boat.data("versions.json") == [{"version": "v1", "title": "v1", "aliases": ["latest"]}]
    assert boat.page("de/latest/festmachen/index.html").count("/boat/de/v1/festmachen/") > 0


def test_words_of_the_theme_and_of_tags_are_those_of_the_page(boat: Site) -> None:
    for path, words in {
        "de/v1/festmachen": "Warnung",
        "ja/v1/moor": "警告",
        "ar/v1/moor": "تحذير",
        "v1/moor": "Warning",
    }.items():
        assert f'aria-label="{words}"' in boat.page(f"{path}/index.html")
    assert 'data-words="/boat/assets/words.ar.' in boat.page("ar/v1/moor/index.html")


def test_an_edit_of_the_original_reaches_its_fallbacks(boat: Site) -> None:
    boat.edit("content/v1/words.md", "A cleat holds a rope.", "A cleat holds two ropes.").build().exits(0)
    for path in ("v1", "de/v1", "ja/v1", "ar/v1"):
        assert "A cleat holds two ropes." in boat.page(f"{path}/words/index.html")
    clean = boat.published()
    boat.build("--no-cache").exits(0)
    assert boat.published() == clean


def test_a_site_in_one_language_has_no_switcher(site: Callable[..., Site]) -> None:
    project = site().write({"content/a.md": page("A")}).build().exits(0)
    text = project.page("a/index.html")
    assert "hreflang" not in text
    assert "languages" not in text


OWN_SLUG: dict[str, str | bytes] = {
    "handrail.yml": TWO,
    "redirects.yml": "/de/v2/old: /fest\n",
    "content/v1/moor.md": page("Moor"),
    "content/v1/notes.md": page("Notes"),
    "content/v2/moor.md": page("Moor", "Text of 2."),
    "content/de/v1/moor.md": "---\ntitle: Fest\nslug: /fest\n---\n\nText.\n",
    "content/de/v2/moor.md": "---\ntitle: Fest\nslug: /fest\n---\n\nText.\n",
    "content/de/v2/links.md": page(
        "Links",
        "[a](/moor) [b](/v1/moor) [c](/v2/moor) [d](/latest/moor) [e](/de/v1/fest) [f](/v1/notes) [g](/de/v1/moor)",
    ),
}


def test_a_translation_with_a_slug_of_its_own_answers_at_that_of_its_original(site: Callable[..., Site]) -> None:
    built = site().write(OWN_SLUG).build().exits(0)
    assert 'href="/de/v2/fest/"' in built.page("de/v2/moor/index.html")
    assert "/de/v2/moor/ /de/v2/fest/ 301" in built.page("_redirects")
    assert "/de/v2/old/ /de/v2/fest/ 301" in built.page("_redirects")
    built.write({"content/de/v2/other.md": "---\ntitle: Moor\nslug: /moor\n---\n\nText.\n"}).build().exits(0)
    assert "<h1" in built.page("de/v2/moor/index.html")
    assert "/de/v2/moor/" not in built.page("_redirects")


def test_links_of_a_translation_stay_in_its_language(site: Callable[..., Site]) -> None:
    built = site().write(OWN_SLUG).build().exits(0)
    assert {
        text: url for url, text in re.findall(r'href="([^"]+)">(\w)</a>', built.page("de/v2/links/index.html"))
    } == {
        "a": "/de/v2/fest/",
        "b": "/de/v1/fest/",
        "c": "/v2/moor/",
        "d": "/de/v2/fest/",
        "e": "/de/v1/fest/",
        "f": "/de/v1/notes/",
        "g": "/de/v1/fest/",
    }
