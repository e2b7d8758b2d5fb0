"""Search in a browser: by keyboard, under a strict policy, with nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from driver import Site

pytestmark = pytest.mark.browser


@contextmanager
def opened(browser: Any, address: str, path: str, **options: Any) -> Iterator[Any]:
    """The page; fails at the end if anything was said on the console or asked of another host."""
    context = browser.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(address) else None)
    page.goto(address + path)
    page.wait_for_selector(".search-open[data-ready]")
    yield page
    context.close()
    assert said == []


@pytest.fixture
def page(browser: Any, manual: str) -> Iterator[Any]:
    with opened(browser, manual, "/v0.2.x/") as page:
        yield page


def ask(page: Any, query: str) -> None:
    page.keyboard.type(query)
    page.locator("[role=listbox][aria-busy=false]").wait_for(state="attached")
    page.locator(".search-status", has_text="“" if query == "xqzvw" else "page").wait_for()


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_leaves_it(page: Any, key: str) -> None:
    page.locator(".search-open").focus()
    page.keyboard.press(key)
    assert page.locator("dialog.search [role=combobox]").evaluate("e => e === document.activeElement && e.value === ''")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.search").is_visible()
    assert page.evaluate("document.activeElement.className") == "search-open"


def test_a_result_is_chosen_by_arrows_and_opened_by_enter(page: Any, manual: str) -> None:
    page.keyboard.press("/")
    ask(page, "baseline")
    options = page.locator("[role=option]")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator("[role=combobox]").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowUp")
    assert chosen.get_attribute("id") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert chosen.get_attribute("id") == "search-result-1"
    wanted = chosen.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_results_stand_under_their_pages(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "link-unresolved")
    group = page.get_by_role("group", name="Diagnostics").first
    title, section = group.get_by_role("option").nth(0), group.get_by_role("option").nth(1)
    assert title.evaluate("link => link.hash") == ""
    assert section.evaluate("link => link.hash") == "#link-unresolved"
    assert (section.text_content() or "").startswith("Diagnostics: link-unresolved")
    assert section.locator("mark").first.text_content() == "link"


def test_a_result_on_the_same_page_closes_the_box(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "How it is used")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#."))
    assert not page.locator("dialog.search").is_visible()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("checklist", "Checklists"),
        ("checklists", "Checklists"),
        ("basline", "Continuous integration"),
        ("CONFIGURATION", "Configuration"),
        ("front mat", "Front matter"),
    ],
)
def test_the_best_page_comes_first(page: Any, query: str, title: str) -> None:
    page.keyboard.press("/")
    ask(page, query)
    assert page.locator(".search-title").first.evaluate("e => e.firstChild && e.textContent").startswith(title)


def test_more_results_are_shown_when_asked_for(page: Any) -> None:
    page.keyboard.press("Control+k")
    ask(page, "page")
    before = page.locator(".search-page").count()
    page.get_by_role("button", name="More results").click()
    page.locator(".search-page").nth(before).wait_for()
    assert page.evaluate("document.activeElement.matches('.search input')")


def test_one_escape_closes_it_with_words_in_it(page: Any) -> None:
    page.keyboard.press("Control+k")
    ask(page, "baseline")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.search").is_visible()


def test_the_slash_can_be_switched_off(page: Any) -> None:
    page.keyboard.press("Control+k")
    page.get_by_label("Also open the search with /").uncheck()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector(".search-open[data-ready]")
    page.keyboard.press("/")
    assert page.locator("dialog.search[open]").count() == 0
    page.keyboard.press("Control+k")
    assert page.locator("dialog.search").is_visible()
    assert page.locator(".search-open kbd").text_content() == "Ctrl K"


def test_phones_have_a_button_to_close_it(browser: Any, manual: str) -> None:
    with opened(browser, manual, "/v0.2.x/", viewport={"width": 390, "height": 800}) as page:
        page.locator(".search-open").click()
        close = page.get_by_role("button", name="Close the search")
        assert close.text_content() is not None
        assert close.locator("span").is_visible()
        box = close.bounding_box()
        assert box["width"] >= 24
        assert box["height"] >= 24
        close.click()
        assert not page.locator("dialog.search").is_visible()


VERSIONS: dict[str, str | bytes] = {
    "content/v1.0/index.md": "---\ntitle: Home\n---\n\nThe quartz lamp.\n",
    "content/v1.0/lamp.md": "---\ntitle: Quartz\n---\n\nQuartz and glass.\n",
    "content/v2.0/index.md": "---\ntitle: Home\n---\n\nThe glass lamp.\n",
}


def test_hits_in_other_versions_are_named(browser: Any, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    Site(tmp_path).write(VERSIONS).build().exits(0)
    address = serve(tmp_path / "site")
    with opened(browser, address, "/v2.0/") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("quartz")
        link = page.locator(".search-elsewhere").get_by_role("link", name="v1.0 (2)")
        assert link.evaluate("link => link.pathname") == "/v1.0/lamp/"
        page.locator("dialog.search [role=combobox]").fill("glass")
        page.get_by_role("button", name="Search other versions").click()
        page.locator(".search-elsewhere").get_by_role("link", name="v1.0 (1)").wait_for()
        page.locator("dialog.search [role=combobox]").fill("xqzvw")
        page.get_by_text("Nothing found in other versions either.").wait_for()


def test_the_search_says_that_it_found_nothing(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "xqzvw")
    assert page.locator(".search-status").text_content() == "Nothing found for “xqzvw”."
    assert page.locator("[role=combobox]").get_attribute("aria-expanded") == "false"


def test_a_slash_that_is_typed_opens_nothing(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("dialog.search [role=combobox]").input_value() == "a/b"


def test_a_missing_index_is_reported(browser: Any, manual: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto(manual + "/v0.2.x/")
    page.wait_for_selector(".search-open[data-ready]")
    page.locator(".search-open").click()
    page.wait_for_selector("dialog.search [role=combobox]:focus")
    page.keyboard.type("x")
    page.get_by_text("can’t be fetched").wait_for()
    context.close()
