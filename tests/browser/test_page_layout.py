"""The page around and in its text: contents, anchors, code, tables, tabs, in windows of all widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FILLER = "Words that fill a paragraph. " * 60 + "\n\n"
SESSIONS = {
    "console": ("$ ls -l\ntotal 0\n$ echo a \\\n> b\na b\n", "ls -l\necho a \\\nb"),
    "bash": ("$ cd app\n$ make \\\n  all\nDone.\n", "cd app\nmake \\\n  all"),
    "pycon": (">>> 1 + 1\n2\n>>> for x in y:\n...     x\n3\n", "1 + 1\nfor x in y:\n    x"),
    "sh": ("echo a\n# $ b\n", "echo a\n# $ b"),
    "yaml": ("$ a: 1\n", "$ a: 1"),
}
TABS = """{% tabs label="System" %}
{% tab title="Linux" %}
Unpack it.
{% /tab %}
{% tab title="Mac OS" %}
Open it.
{% /tab %}
{% /tabs %}

"""
TABLE = "| " + " | ".join(f"Column {n}" for n in range(14)) + " |\n|" + " --- |" * 14 + "\n|" + " cell |" * 14 + "\n\n"
PAGES = {
    "short": "# Short\n\nOne line.\n",
    "long": f"# Long\n\n{FILLER}## First part\n\n{FILLER * 3}### Second `part`\n\n{FILLER * 6}",
    "code": "# Code\n\n" + "".join(f"```{name}\n{code}```\n\n" for name, (code, _) in SESSIONS.items()),
    "tabs": f"# Tabs\n\n{TABS}## More\n\n{TABS}",
    "table": f"# Table\n\n## Wide\n\n{TABLE}## Small\n\n| A |\n| --- |\n| b |\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    root = tmp_path_factory.mktemp("layout")
    files: dict[str, str | bytes] = {
        f"content/{name}.md": f"---\ntitle: {name.title()}\n---\n\n{text}" for name, text in PAGES.items()
    }
    files["handrail.yml"] = "theme:\n  banner: {text: Version 2 is out., link: /short}\n"
    Site(root).write(files).build().exits(0)
    return serve(root / "site")


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    contexts = []

    def at(path: str, size: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_selector(":root[data-ready]")
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_an_anchor_is_24_px_below_the_header(opened: Callable[..., Any], size: dict[str, int]) -> None:
    page = opened("/long/#second-part", size)
    bars = [page.locator(".top").bounding_box()]
    if size is NARROW:
        bars.append(page.locator(".contents").bounding_box())
    lowest = max(box["y"] + box["height"] for box in bars)
    assert page.locator("#second-part").bounding_box()["y"] - lowest == pytest.approx(24, abs=6)


def test_the_text_stays_in_its_column(opened: Callable[..., Any]) -> None:
    boxes = [opened(f"/{name}/").locator("h1").bounding_box() for name in ("short", "long")]
    assert boxes[0]["x"] == boxes[1]["x"]


def test_the_contents_are_a_line_on_a_phone(opened: Callable[..., Any]) -> None:
    page = opened("/long/", NARROW)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator(".contents-here", has_text="Second part").wait_for()
    line, top = page.locator(".contents").bounding_box(), page.locator(".top").bounding_box()
    assert line["y"] == pytest.approx(top["y"] + top["height"], abs=1)
    assert line["height"] < 48
    page.locator(".contents summary").click()
    page.locator(".contents a", has_text="First part").click()
    assert page.locator(".contents[open]").count() == 0
    assert page.evaluate("location.hash") == "#first-part"


def test_headings_and_their_links_have_names_of_their_own(opened: Callable[..., Any]) -> None:
    page = opened("/long/")
    assert page.get_by_role("heading", name="Second part", exact=True).count() == 1
    assert page.locator("article").get_by_role("link", name="Second part", exact=True).count() == 1


@pytest.mark.parametrize("name", SESSIONS)
def test_commands_are_copied_without_prompts_and_output(opened: Callable[..., Any], name: str) -> None:
    page = opened("/code/", permissions=["clipboard-read", "clipboard-write"])
    page.locator(f".code[data-language={name}] .copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == SESSIONS[name][1]


def test_the_button_never_covers_code(opened: Callable[..., Any]) -> None:
    page = opened("/code/", NARROW)
    for block in page.locator("article .code").all():
        button, text = block.locator(".copy").bounding_box(), block.locator("pre").bounding_box()
        assert button["y"] + button["height"] <= text["y"]


def test_a_table_that_scrolls_is_reached_by_keyboard(opened: Callable[..., Any]) -> None:
    page = opened("/table/")
    wide = page.get_by_role("region", name="Wide")
    assert wide.get_attribute("tabindex") == "0"
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table-scroll').scrollLeft > 0")
    assert page.locator(".table-scroll").nth(1).get_attribute("tabindex") is None


def test_a_chosen_tab_is_in_the_address_and_kept(opened: Callable[..., Any], address: str) -> None:
    page = opened("/tabs/#more")
    page.get_by_role("tab", name="Mac OS").first.click()
    assert page.url == f"{address}/tabs/?tab=mac-os#more"
    page.goto(f"{address}/tabs/")
    page.wait_for_selector(":root[data-ready]")
    assert page.get_by_role("tab", name="Mac OS", selected=True).count() == 2
    page.goto(f"{address}/tabs/?tab=linux")
    page.wait_for_selector(":root[data-ready]")
    assert page.get_by_role("tab", name="Linux", selected=True).count() == 2
    other = opened("/tabs/?tab=mac-os")
    assert other.get_by_role("tab", name="Mac OS", selected=True).count() == 2


def test_code_has_no_ligatures_and_closed_boxes(opened: Callable[..., Any]) -> None:
    page = opened("/long/")
    style = page.locator("article code").first.evaluate(
        "code => [getComputedStyle(code).fontVariantLigatures, getComputedStyle(code).boxDecorationBreak]"
    )
    assert style == ["none", "clone"]


def test_chosen_things_show_with_forced_colours(opened: Callable[..., Any]) -> None:
    page = opened("/tabs/", forced_colors="active")
    borders = page.locator(".tab-list").first.evaluate(
        "list => [...list.children].map((tab) => getComputedStyle(tab).borderBlockEndColor)"
    )
    assert len(set(borders)) == 2
    outline = page.locator(".menu a[aria-current]").evaluate("link => getComputedStyle(link).outlineStyle")
    assert outline == "solid"


def test_no_id_is_there_twice(browser: Any, manual: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    twice = []
    for path in ("/v0.2.x/tags/code/", "/v0.2.x/tags/reference/", "/v0.2.x/tags/steps/", "/v0.2.x/tags/layout/"):
        page.goto(manual + path)
        page.wait_for_selector(":root[data-ready]")
        ids = re.findall(r'\sid="([^"]*)"', page.content())
        twice += [f"{path}#{name}" for name in sorted(set(ids)) if ids.count(name) > 1]
    context.close()
    assert twice == []


def test_a_closed_banner_stays_closed(opened: Callable[..., Any], address: str) -> None:
    page = opened("/short/")
    page.get_by_role("complementary", name="Announcement").get_by_role("button", name="Close").click()
    assert not page.locator(".announcement").is_visible()
    page.goto(f"{address}/long/")
    assert not page.locator(".announcement").is_visible()
