"""A site in four languages in a browser: nothing is English but what the author wrote, and no rule of axe is broken."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from driver import Site

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "browser/axe/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LATIN = re.compile(r"[A-Za-z]{2,}")
ALLOWED = frozenset(
    {
        *("Boot", "Glossary", "Markdown", "JSON", "Ctrl", "Esc", "echo", "ok", "sh"),
        *("English", "Deutsch", "v1"),  # names of languages in themselves, and of the version
    }
)
SHOWN = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.data);
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(element.getAttribute(name) ?? "");
    for (const part of ["::before", "::after"]) texts.push(getComputedStyle(element, part).content);
  }
  return texts;
}"""
NO_WORD = re.compile(r"none|normal|counter\(.*?\)|attr\(.*?\)|url\(.*?\)")


@pytest.fixture(scope="module")
def boat(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> str:
    root = tmp_path_factory.mktemp("boat") / "project"
    shutil.copytree(ROOT / "sites/languages", root)
    project = Site(root)
    # Without the base path, which a server of a folder can't have.
    project.edit("handrail.yml", "base_url: https://example.com/boat\n", "").build().exits(0)
    return str(serve(root / "site"))


@pytest.fixture
def page(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Any, url: str) -> Any:
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    return page


def test_nothing_on_the_arabic_page_is_english(page: Any, boat: str) -> None:
    opened(page, f"{boat}/ar/v1/moor/")
    page.click(".item .tick >> nth=0")
    page.click(".search-open")
    page.fill(".search input", "القارب")
    page.wait_for_selector(".search [role=option]")
    words = {word for text in page.evaluate(SHOWN) for word in LATIN.findall(NO_WORD.sub("", text))}
    assert words - ALLOWED == set()
    assert page.get_attribute("html", "dir") == "rtl"


@pytest.mark.parametrize("path", ["ar/v1/moor", "ar/v1/words", "ar/v1", "ja/v1/moor", "de/v1/festmachen"])
def test_no_rule_is_broken_in_any_language(page: Any, boat: str, path: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make tests/browser/axe/node_modules")
    opened(page, f"{boat}/{path}/")
    page.add_script_tag(path=str(AXE))
    broken = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in broken] == []


def test_ticks_and_the_place_stay_when_the_language_changes(page: Any, boat: str) -> None:
    opened(page, f"{boat}/v1/moor/")
    page.click(".item .tick >> nth=0")
    done = page.inner_text(".guide-bar-count, .guide-count")
    page.click(".languages summary")
    page.click('.languages a[hreflang="de"]')
    page.wait_for_url("**/de/v1/festmachen/**")
    page.wait_for_selector("html[data-ready]")
    assert page.is_checked(".item .tick >> nth=0")
    assert re.findall(r"\d+", page.inner_text(".guide-bar-count, .guide-count")) == re.findall(r"\d+", done)
    assert page.inner_text(".notice").startswith("Teile dieser Seite sind älter als das Original.")
