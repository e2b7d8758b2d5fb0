"""Search in a browser: by keyboard, under a strict policy, with nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

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
    assert page.locator("dialog.search input").evaluate("e => e === document.activeElement && e.value === ''")
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
    assert "#" in wanted


def test_results_stand_under_their_pages(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "link-unresolved")
    group = page.get_by_role("group", name="Diagnostics").first
    option = group.get_by_role("option").first
    assert option.evaluate("link => link.hash") == "#link-unresolved"
    assert option.locator("mark").first.text_content() == "link"


def test_a_result_on_the_same_page_closes_the_box(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "How it is used")
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


def test_nothing_found_is_said(page: Any) -> None:
    page.keyboard.press("/")
    ask(page, "xqzvw")
    assert page.locator(".search-status").text_content() == "Nothing found for “xqzvw”."
    assert page.locator("[role=combobox]").get_attribute("aria-expanded") == "false"


def test_a_slash_that_is_typed_opens_nothing(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("dialog.search input").input_value() == "a/b"


def test_an_index_that_is_not_there_is_said(browser: Any, manual: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto(manual + "/v0.2.x/")
    page.wait_for_selector(".search-open[data-ready]")
    page.locator(".search-open").click()
    page.wait_for_selector("dialog.search input:focus")
    page.keyboard.type("x")
    page.get_by_text("can’t be fetched").wait_for()
    context.close()
